"""`python -m claimed_ground`: the same as `ground`."""

from claimed_ground.cli import main

main()
