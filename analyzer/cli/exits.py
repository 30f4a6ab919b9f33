"""The exit codes of every command."""

from enum import IntEnum


class Exit(IntEnum):
    """What the shell is told; where several hold: USAGE, then INCOMPLETE, then NO_FUNCTION, then FINDINGS."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    NO_FUNCTION = 3
    INCOMPLETE = 4
    INTERRUPTED = 130
