"""The shape of a modelled function."""

from collections.abc import Callable

from analyzer.values.machine import Machine
from analyzer.values.model import Value
from analyzer.values.outcomes import Arguments

Handler = Callable[[Machine, Arguments, int], Value | None]


def first(arguments: Arguments, position: int = 0, name: str = "") -> Value:
    """The argument at this position, anything when it is not given."""
    from analyzer.values.model import unknown

    found = arguments.get(position, name)
    return found if found is not None else unknown("argument")


def constant(value: Value) -> Handler:
    """A function whose result is always this."""
    return lambda machine, arguments, at: value
