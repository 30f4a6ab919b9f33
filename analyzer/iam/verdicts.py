"""Three-valued logic: what is so for every value of the unknowns, for none, or for some."""

from collections.abc import Iterable
from typing import Literal

Verdict = Literal["yes", "no", "maybe"]


def verdict(holds: bool) -> Verdict:
    """``yes`` or ``no``."""
    return "yes" if holds else "no"


def negate(value: Verdict) -> Verdict:
    """The opposite; ``maybe`` stays."""
    match value:
        case "yes":
            return "no"
        case "no":
            return "yes"
        case "maybe":
            return "maybe"


def every(values: Iterable[Verdict]) -> Verdict:
    """``yes`` when all are (or there are none), ``no`` when one is, else ``maybe``."""
    result: Verdict = "yes"
    for value in values:
        if value == "no":
            return "no"
        if value == "maybe":
            result = "maybe"
    return result


def some(values: Iterable[Verdict]) -> Verdict:
    """``yes`` when one is, ``no`` when all are (or there are none), else ``maybe``."""
    return negate(every(negate(value) for value in values))
