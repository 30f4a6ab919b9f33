"""Takes published packages, gives the data under ``rules/generated``; never part of the installed program."""
