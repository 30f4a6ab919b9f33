"""``operator``: what the signs of Python do, as functions."""

from analyzer.values.machine import Machine
from analyzer.values.model import BOOL, NONE, Value
from analyzer.values.operators import binary
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, constant, first

_SIGNS = {
    "add": "+", "concat": "+", "iadd": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%",
    "or_": "|", "ior": "|", "and_": "&", "xor": "^",
}  # fmt: skip
_TESTS = ("eq", "ne", "lt", "le", "gt", "ge", "is_", "is_not", "not_", "truth", "contains")


def _binary(sign: str) -> Handler:
    def run(machine: Machine, arguments: Arguments, at: int) -> Value:
        return binary(machine, sign, first(arguments), first(arguments, 1), at)

    return run


def _getitem(machine: Machine, arguments: Arguments, at: int) -> Value:
    return machine.item(first(arguments), first(arguments, 1), at)


def _setitem(machine: Machine, arguments: Arguments, at: int) -> Value:
    machine.set_item(first(arguments), first(arguments, 1), first(arguments, 2))
    return NONE


def _call(machine: Machine, arguments: Arguments, at: int) -> Value:
    rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.rest, arguments.extra)
    return machine.call(first(arguments), rest, at)


TABLE: dict[str, Handler] = {
    **{f"operator.{name}": _binary(sign) for name, sign in _SIGNS.items()},
    **{f"operator.{name}": constant(BOOL) for name in _TESTS},
    "operator.getitem": _getitem, "operator.setitem": _setitem, "operator.call": _call,
}  # fmt: skip
