"""Operators: ``left op right`` of strings, numbers, containers, and instances that define their own."""

from analyzer.core import Hole, Text
from analyzer.values import strings, texts
from analyzer.values.machine import Machine
from analyzer.values.model import (
    NOTHING,
    Atom,
    Constant,
    EventRoot,
    External,
    Instance,
    Object,
    Record,
    Sequence,
    Typed,
    Value,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments

MAX_REPEATED = 1000
_BINARY_METHODS = {
    "+": "__add__", "-": "__sub__", "*": "__mul__", "/": "__truediv__", "//": "__floordiv__", "%": "__mod__",
    "|": "__or__", "&": "__and__", ">>": "__rshift__", "<<": "__lshift__", "@": "__matmul__", "^": "__xor__",
    "**": "__pow__",
}  # fmt: skip


def binary(machine: Machine, op: str, left: Value, right: Value, at: int) -> Value:
    """``left op right``."""
    results: list[Value] = []
    for atom in left:
        one = Value((atom,))
        match atom:
            case Text() if op == "+":
                results.append(texts.concat([(atom,), texts.as_texts(right)]))
            case Text() if op == "%":
                results.append(strings.percent(machine, atom, right, at))
            case Text() if op == "*":
                results.append(_repeated(atom, right))
            case Text():
                results.append(Value((Text((Hole("binary"),)),)))
            case Constant(value=int() | float() as number, type=kind) if kind in ("int", "float"):
                results.append(_arithmetic(op, number, right))
            case Instance():
                results.append(_operator_method(machine, op, one, right, at))
            case Sequence(kind=kind) if op in "+|&-^":
                results.append(_concatenated(machine, kind, one, right, at))
            case Sequence(kind=kind) if op == "*":
                results.append(machine.sequence(kind, (), at, rest=machine.elements(one, at), role="repeat"))
            case Record() | External(name="os.environ") if op == "|":
                results.append(_merged(machine, one, right, at))
            case Object(type="python:path") if op == "/":
                results.append(machine.call(machine.attribute(one, "joinpath", at), Arguments((right,)), at))
            case _ if isinstance(atom, Typed):
                results.append(_typed(op, atom, right))
            case _:
                results.append(_unknown_operand(op, atom, right))
    return join_all(results)


def _repeated(text: Text, right: Value) -> Value:
    count = right.only.value if isinstance(right.only, Constant) else None
    if text.literal is None or not isinstance(count, int) or len(text.literal) * count > MAX_REPEATED:
        return Value((Text((Hole("repeat"),)),))
    return string(text.literal * count)


def _unknown_operand(op: str, atom: Atom, right: Value) -> Value:
    """An operand of which nothing is known, on the left: with a string on the right it is a string."""
    if op == "+" and any(isinstance(atom, Text) for atom in right):
        left = texts.as_texts(Value((atom,))) if isinstance(atom, EventRoot) else (Text((Hole(""),)),)
        return texts.concat([left, texts.as_texts(right)])
    return unknown("operator")


def _typed(op: str, atom: Typed, right: Value) -> Value:
    if op == "/" and atom.name == "path":
        return Value((atom,))
    return Value((Typed(atom.name if atom.name != "bool" else "int"),))


def _arithmetic(op: str, left: float, right: Value) -> Value:
    results: list[Value] = []
    for atom in right:
        if not (isinstance(atom, Constant) and atom.type in ("int", "float") and atom.value is not None):
            results.append(Value((Typed("int"),)))
            continue
        results.append(_computed(op, left, atom.value))
    return join_all(results)


def _computed(op: str, left: float, right: float) -> Value:
    small = abs(left) < 2**40 and abs(right) < 2**40
    if op == "+" and small:
        number = left + right
    elif op == "-" and small:
        number = left - right
    elif op == "*" and small:
        number = left * right
    elif op in ("//", "%") and right and small:
        number = left // right if op == "//" else left % right
    else:
        return Value((Typed("float" if op == "/" else "int"),))
    return Value((Constant(number, type(number).__name__),))


def _operator_method(machine: Machine, op: str, left: Value, right: Value, at: int) -> Value:
    only = left.only
    method = machine.attribute_of(only, _BINARY_METHODS.get(op, "__add__"), at) if only is not None else None
    return machine.call(method, Arguments((right,)), at) if method is not None else unknown("operator")


def _concatenated(machine: Machine, kind: str, left: Value, right: Value, at: int) -> Value:
    first, first_more = machine.unpacked(left, at)
    second, second_more = machine.unpacked(right, at)
    if first_more is None:
        return machine.sequence(kind, (*first, *second), at, rest=second_more, role="plus")
    rest = join_all((first_more, *second, second_more or NOTHING))
    return machine.sequence(kind, first, at, rest=rest, role="plus")


def _merged(machine: Machine, left: Value, right: Value, at: int) -> Value:
    result = machine.record((), at, role="merge")
    update = machine.attribute(result, "update", at)
    machine.call(update, Arguments((left,)), at)
    machine.call(update, Arguments((right,)), at)
    return result
