"""Pure functions on the frames of a dataset: what held, what happened, what is disputed."""
