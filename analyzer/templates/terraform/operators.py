"""Operators of expressions: arithmetic on numbers that are known, truth where both sides are."""

import operator
from collections.abc import Callable

from analyzer.core import Span
from analyzer.templates.terraform.values import Choice, Const, Many, Record, Str, Unknown, Value, is_null

_NUMBERS: dict[str, Callable[[float, float], float | bool]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def operate(sign: str, values: list[Value], span: Span) -> Value:
    """The value of an operation."""
    if len(values) == 1:
        return _unary(sign, values[0], span)
    left, right = values
    if sign in {"&&", "||"}:
        return _logical(sign, truth(left), truth(right), span)
    if sign in {"==", "!="}:
        verdict = same(left, right)
        return _unknown(span) if verdict is None else Const(verdict == (sign == "=="), span)
    return _arithmetic(sign, number(left), number(right), span)


def _unary(sign: str, value: Value, span: Span) -> Value:
    if sign == "!":
        verdict = truth(value)
        return _unknown(span) if verdict is None else Const(not verdict, span)
    known = number(value)
    return _unknown(span) if known is None else Const(-known, span)


def _logical(sign: str, left: bool | None, right: bool | None, span: Span) -> Value:
    decides = sign == "||"
    if decides in (left, right):
        return Const(decides, span)
    return _unknown(span) if left is None or right is None else Const(not decides, span)


def _arithmetic(sign: str, left: float | None, right: float | None, span: Span) -> Value:
    if left is None or right is None:
        return _unknown(span)
    if sign in _NUMBERS:
        found = _NUMBERS[sign](left, right)
    elif not right:
        return Unknown("a division by zero", span)
    else:
        found = left / right if sign == "/" else left % right
    return Const(int(found) if isinstance(found, float) and found.is_integer() else found, span)


def truth(value: Value) -> bool | None:
    """Whether a condition holds; None where that is not known."""
    match value:
        case Const(bool() as known):
            return known
        case Str(text) if text.literal in {"true", "false"}:
            return text.literal == "true"
        case Choice(options):
            verdicts = {truth(option) for option in options}
            return verdicts.pop() if len(verdicts) == 1 else None
    return None


def number(value: Value) -> float | None:
    """The number that a value is; None where it is not known."""
    match value:
        case Const(bool() | None):
            return None
        case Const(int() | float() as known):
            return known if abs(known) < 1e15 else None
        case Str(text) if (literal := text.literal) and literal.lstrip("-").isdigit() and len(literal) < 15:
            return int(literal)
    return None


def same(left: Value, right: Value) -> bool | None:
    """Whether two values are equal; None where that is not known."""
    if is_null(left) or is_null(right):
        return _null(left, right)
    if isinstance(left, Str) and isinstance(right, Str):
        if left.text == right.text:
            return True
        return False if left.text.literal is not None and right.text.literal is not None else None
    if isinstance(left, Const) and isinstance(right, Const):
        return left.value == right.value
    numbers = (number(left), number(right))
    return numbers[0] == numbers[1] if None not in numbers else None


def _null(left: Value, right: Value) -> bool | None:
    """Comparisons with ``null``: a reference may turn out to be it, a collection or a literal not."""
    if is_null(left) and is_null(right):
        return True
    other = right if is_null(left) else left
    known = isinstance(other, Const | Many | Record) or (isinstance(other, Str) and other.text.literal is not None)
    return False if known else None


def _unknown(span: Span) -> Value:
    return Unknown("a condition or a number that is not known", span)
