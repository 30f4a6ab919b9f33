"""Functions on lists and maps.  Elements that are not known stay in them, as what they are."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from analyzer.core import Span
from analyzer.templates.terraform.evaluation import Env, Evaluator, Function, pairs_of
from analyzer.templates.terraform.operators import number, same, truth
from analyzer.templates.terraform.values import (
    MAX_ITEMS,
    Choice,
    Const,
    Handle,
    Item,
    Many,
    Record,
    Str,
    Unknown,
    Value,
    Var,
    choice,
    error,
    is_null,
    many,
    options,
    picked,
    settled,
)

Short = Callable[[list[Value], Span], Value]


def _plain(function: Short) -> Function:
    """A function of collections: its arguments are opened first."""

    def call(evaluator: Evaluator, arguments: list[Value], _: Env, span: Span) -> Value:
        if not arguments:
            return Unknown("a function without arguments", span)
        return function([_opened(one, evaluator) for one in arguments], span)

    return call


def _opened(value: Value, evaluator: Evaluator) -> Value:
    """A collection to go through; strings and numbers as they are."""
    if any(isinstance(one, Many | Record | Handle) for one in options(value)):
        return evaluator.collection(value)
    return value


def _items(value: Value) -> tuple[Value, ...]:
    """The elements of a list; one unknown element where the list is not known."""
    match value:
        case Many(items):
            return items
        case Const(value=None):
            return ()
        case Record(items):
            return tuple(item.value for item in items)
    return (Unknown("a list that is not known", value.span),)


def _concat(values: list[Value], span: Span) -> Value:
    return many((item for value in values for item in _items(value)), span)


def _flat(values: Iterable[Value], depth: int = 0) -> Iterator[Value]:
    for value in values:
        if isinstance(value, Many) and depth < 10:
            yield from _flat(value.items, depth + 1)
        elif isinstance(value, Choice) and all(isinstance(one, Many) for one in value.options) and depth < 10:
            yield from _flat(value.options, depth + 1)
        else:
            yield value


def _flatten(values: list[Value], span: Span) -> Value:
    return many(_flat(_items(values[0])), span)


def _distinct(values: list[Value], span: Span) -> Many:
    found: list[Value] = []
    for item in islice((item for value in values for item in _items(value)), MAX_ITEMS):
        if not any(same(item, known) for known in found):
            found.append(item)
    return Many(tuple(found), span)


def _toset(values: list[Value], span: Span) -> Value:
    items = _distinct(values, span).items
    return Many(tuple(sorted(items, key=lambda item: settled(item) or "")), span)


def _compact(values: list[Value], span: Span) -> Value:
    return Many(tuple(item for item in _items(values[0]) if not is_null(item) and not _empty(item)), span)


def _empty(value: Value) -> bool:
    return isinstance(value, Str) and value.text.literal == ""


def _merge(values: list[Value], span: Span) -> Value:
    found: dict[str, Item] = {}
    rest = ""
    for value in values:
        match value:
            case Record(items, _, more):
                found.update({item.key: item for item in items})
                rest = rest or more
            case Const(value=None):
                continue
            case _:
                rest = getattr(value, "why", "") or "a map that is not known"
    return Record(tuple(found.values()), span, rest)


def _lookup(values: list[Value], span: Span) -> Value:
    table, key = values[0], settled(values[1]) if len(values) > 1 else None
    default = list(values[2:3])
    if not isinstance(table, Record):
        return choice([Unknown("a map that is not known", span), *default], span)
    if key is None:
        return choice([*(item.value for item in table.items), *default], span)
    found = picked(table, values[1], span)
    if found is not None:
        return found
    if table.rest or not default:
        return choice([Unknown(table.rest or f"there is no {key}", span), *default], span)
    return default[0]


def _element(values: list[Value], span: Span) -> Value:
    items, index = _items(values[0]), number(values[1]) if len(values) > 1 else None
    if not items or any(isinstance(item, Unknown) for item in items):
        return Unknown("an element of a list that is not known", span)
    return choice(items, span) if index is None else items[int(index) % len(items)]


def _length(values: list[Value], span: Span) -> Value:
    match values[0]:
        case Many(items) if not any(isinstance(item, Unknown) for item in items):
            return Const(len(items), span)
        case Record(items, _, ""):
            return Const(len(items), span)
        case Str(text) if text.literal is not None:
            return Const(len(text.literal), span)
    return Unknown("the length of something that is not known", span)


def _keys(values: list[Value], span: Span) -> Value:
    pairs = pairs_of(values[0])
    if not isinstance(values[0], Record) or pairs is None:
        return Many((Unknown("the keys of a map that is not known", span),), span)
    return Many(tuple(key for key, _ in sorted(pairs, key=lambda pair: settled(pair[0]) or "")), span)


def _values(values: list[Value], span: Span) -> Value:
    if not isinstance(values[0], Record):
        return Many((Unknown("the values of a map that is not known", span),), span)
    items = sorted(values[0].items, key=lambda item: item.key)
    more = (Unknown(values[0].rest, span),) if values[0].rest else ()
    return Many((*(item.value for item in items), *more), span)


def _contains(values: list[Value], span: Span) -> Value:
    verdicts = [same(item, values[1]) for item in _items(values[0])] if len(values) > 1 else [None]
    if True in verdicts:
        return Const(True, span)
    return Unknown("whether a list contains it is not known", span) if None in verdicts else Const(False, span)


def _coalesce(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
    """The first argument that is neither null nor empty; references may be either."""
    found: list[Value] = []
    for argument in arguments:
        kept = [one for one in options(argument) if not is_null(one) and not _empty(one)]
        found += kept
        if kept and len(kept) == len(options(argument)) and not any(isinstance(one, Unknown | Var) for one in kept):
            break
    return choice(found, span)


def _one(values: list[Value], span: Span) -> Value:
    items = _items(values[0])
    return Const(None, span) if not items else choice(items, span)


def _zipmap(values: list[Value], span: Span) -> Value:
    keys, items = _items(values[0]), _items(values[1]) if len(values) > 1 else ()
    pairs = [(settled(key), item) for key, item in zip(keys, items, strict=False)]
    rest = "a key that is not known" if any(key is None for key, _ in pairs) else ""
    return Record(tuple(Item(key, item, span) for key, item in pairs if key is not None), span, rest)


def _slice(values: list[Value], span: Span) -> Value:
    bounds = [number(one) for one in values[1:3]]
    if len(bounds) < 2 or bounds[0] is None or bounds[1] is None:
        return Many((Unknown("a slice that is not known", span),), span)
    return Many(_items(values[0])[max(int(bounds[0]), 0) : max(int(bounds[1]), 0)], span)


def _range(values: list[Value], span: Span) -> Value:
    bounds = [number(one) for one in values]
    whole = [int(one) for one in bounds if one is not None]
    if len(whole) != len(bounds) or not 1 <= len(whole) <= 3 or (len(whole) == 3 and not whole[2]):
        return Many((Unknown("a range that is not known", span),), span)
    return Many(tuple(Const(index, span) for index in list(range(*whole)[:200])), span)


def _quantified(verdict: bool) -> Short:
    """``alltrue`` (False decides) and ``anytrue`` (True decides)."""

    def call(values: list[Value], span: Span) -> Value:
        verdicts = [truth(item) for item in _items(values[0])]
        if verdict in verdicts:
            return Const(verdict, span)
        return Unknown("conditions that are not known", span) if None in verdicts else Const(not verdict, span)

    return call


def _same(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
    return arguments[0] if arguments else Unknown("no argument", span)


def _tostring(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
    if not arguments or isinstance(arguments[0], Many | Record):
        return error("string of a collection", span)
    return arguments[0]


COLLECTIONS: dict[str, Function] = {
    "concat": _plain(_concat),
    "setunion": _plain(_distinct),
    "flatten": _plain(_flatten),
    "distinct": _plain(_distinct),
    "toset": _plain(_toset),
    "compact": _plain(_compact),
    "merge": _plain(_merge),
    "lookup": _plain(_lookup),
    "element": _plain(_element),
    "length": _plain(_length),
    "keys": _plain(_keys),
    "values": _plain(_values),
    "contains": _plain(_contains),
    "coalescelist": _coalesce,
    "coalesce": _coalesce,
    "one": _plain(_one),
    "zipmap": _plain(_zipmap),
    "slice": _plain(_slice),
    "range": _plain(_range),
    "reverse": _plain(lambda values, span: Many(_items(values[0])[::-1], span)),
    "sort": _plain(lambda values, span: Many(_items(values[0]), span)),
    "alltrue": _plain(_quantified(False)),
    "anytrue": _plain(_quantified(True)),
    "tolist": _same,
    "tomap": _same,
    "tostring": _tostring,
    "tonumber": _same,
    "tobool": _same,
    "sensitive": _same,
    "nonsensitive": _same,
}
