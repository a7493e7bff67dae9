"""The command line by the interpreter: ``python -m damascus_map.cli``."""

from damascus_map.cli import main

main()
