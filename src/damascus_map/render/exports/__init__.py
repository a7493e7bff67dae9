"""The data of a view as files: tables for maps and spreadsheets, and a bundle of all."""
