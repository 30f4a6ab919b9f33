"""What a variable's type adds to its value: attributes that an object may leave out.

Source: https://developer.hashicorp.com/terraform/language/expressions/type-constraints
"""

from analyzer.templates.terraform.evaluation import Env, Evaluator
from analyzer.templates.terraform.folders import plain
from analyzer.templates.terraform.syntax import Call, Expression, MapOf, Name
from analyzer.templates.terraform.values import Choice, Const, Item, Many, Record, Value

MAX_DEPTH = 20


def type_word(expression: Expression | None) -> str:
    """The first word of a type: ``string``, ``list`` of ``list(string)``; empty where none is stated."""
    match expression:
        case Name(name) | Call(name):
            return name
    return ""


def converted(value: Value, kind: Expression | None, evaluator: Evaluator, depth: int = 0) -> Value:
    """A value as a variable of this type holds it: what ``optional(…)`` leaves out is its default, else null."""
    if depth > MAX_DEPTH or not isinstance(kind, Call) or not kind.arguments:
        return value
    inner = kind.arguments[0]
    match kind.name, value:
        case _, Choice(options, span):
            return Choice(tuple(converted(one, kind, evaluator, depth + 1) for one in options), span)
        case "optional", _:
            return converted(value, inner, evaluator, depth + 1)
        case "list" | "set" | "map", Many(items, span):
            return Many(tuple(converted(one, inner, evaluator, depth + 1) for one in items), span)
        case "map", Record(items, span, rest):
            return Record(
                tuple(Item(one.key, converted(one.value, inner, evaluator, depth + 1), one.span) for one in items),
                span,
                rest,
            )
        case "object", Record() if isinstance(inner, MapOf):
            return _object(value, inner, evaluator, depth)
    return value


def _object(value: Record, kind: MapOf, evaluator: Evaluator, depth: int) -> Record:
    kinds = {name: inner for key, inner in kind.items if (name := plain(key)) is not None}
    known = tuple(
        Item(one.key, converted(one.value, kinds.get(one.key), evaluator, depth + 1), one.span) for one in value.items
    )
    given = {one.key for one in value.items}
    missing = tuple(
        Item(name, _default(inner, value, evaluator), value.span)
        for name, inner in kinds.items()
        if name not in given and isinstance(inner, Call) and inner.name == "optional"
    )
    return Record((*known, *missing), value.span, value.rest)


def _default(kind: Call, around: Record, evaluator: Evaluator) -> Value:
    if len(kind.arguments) < 2:
        return Const(None, around.span)
    return converted(evaluator.value(kind.arguments[1], Env(None, {})), kind.arguments[0], evaluator)
