"""`python -m mesomap` is the command `mesomap`."""

from mesomap.cli import main

main()
