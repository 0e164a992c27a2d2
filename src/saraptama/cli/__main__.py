"""`python -m saraptama.cli`: the command without its script, as the supervisor starts its children."""

from saraptama.cli.main import main

main()
