"""Taking in other people's tables of events: read, understood, placed, counted, kept.

Each step is a module and gives a frame to the next; `ingest/rows.py` says what is in it. Nothing is
guessed onto the map, and every row that was read is found again in the report.
"""
