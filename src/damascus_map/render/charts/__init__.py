"""Charts as trees of elements: drawn in Python, shown by any page, without a library."""
