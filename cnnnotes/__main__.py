"""`python -m cnnnotes`: the command, also where its script is not on the path."""

from cnnnotes.cli import main

main()
