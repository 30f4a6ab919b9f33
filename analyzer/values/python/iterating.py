"""Builtins and ``itertools`` that walk over iterables."""

import itertools
import math

from analyzer.values.machine import Machine
from analyzer.values.model import BOOL, INT, NONE, NOTHING, Constant, Instance, Value, join, join_all, unknown
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, constant, first

MAX_TUPLES = 32
_TUPLES = ("pairwise", "batched", "combinations", "permutations", "combinations_with_replacement")


def _lazily(machine: Machine, items: tuple[Value, ...], more: Value | None, at: int, role: str) -> Value:
    return machine.sequence("list", items, at, rest=more, role=f"{role}:{len(items)}")


def _map(machine: Machine, arguments: Arguments, at: int) -> Value:
    function, *iterables = arguments.positional or (unknown("map"),)
    rows = [machine.unpacked(each, at) for each in iterables]
    if rows and all(more is None for _, more in rows) and len(rows[0][0]) <= 32:
        columns = zip(*(items for items, _ in rows), strict=False)
        return _lazily(machine, tuple(machine.call(function, Arguments(row), at) for row in columns), None, at, "map")
    element = machine.call(function, Arguments(tuple(machine.elements(each, at) for each in iterables)), at)
    return _lazily(machine, (), element, at, "map")


def _filter(machine: Machine, arguments: Arguments, at: int) -> Value:
    element = machine.elements(first(arguments, 1), at)
    machine.call(first(arguments), Arguments((element,)), at)
    return _lazily(machine, (), element, at, "filter")


def _sorted(machine: Machine, arguments: Arguments, at: int) -> Value:
    element = machine.elements(first(arguments), at)
    key = arguments.get(None, "key")
    if key is not None:
        machine.call(key, Arguments((element,)), at)
    return _lazily(machine, (), element, at, "sorted")


def _reversed(machine: Machine, arguments: Arguments, at: int) -> Value:
    items, more = machine.unpacked(first(arguments), at)
    return _lazily(
        machine, items[::-1] if more is None else (), join_all((*items, more)) if more else None, at, "reversed"
    )


def _enumerate(machine: Machine, arguments: Arguments, at: int) -> Value:
    items, more = machine.unpacked(first(arguments), at)
    if len(items) > 32:
        items, more = (), join_all((*items, more or NOTHING))
    pairs = [
        machine.sequence("tuple", (Value((Constant(i, "int"),)), item), at, role=f"pair:{i}")
        for i, item in enumerate(items)
    ]
    rest = machine.sequence("tuple", (INT, more), at, role="pair:*") if more is not None else None
    return _lazily(machine, tuple(pairs), rest, at, "enumerate")


def _zip(machine: Machine, arguments: Arguments, at: int) -> Value:
    rows = [machine.unpacked(each, at) for each in arguments.positional]
    if rows and all(more is None for _, more in rows) and all(len(items) <= 32 for items, _ in rows):
        pairs = [
            machine.sequence("tuple", row, at, role=f"zip:{index}")
            for index, row in enumerate(zip(*(items for items, _ in rows), strict=False))
        ]
        return _lazily(machine, tuple(pairs), None, at, "zip")
    any_of = tuple(machine.elements(each, at) for each in arguments.positional)
    return _lazily(machine, (), machine.sequence("tuple", any_of, at, role="zip:*"), at, "zip")


def _iter(machine: Machine, arguments: Arguments, at: int) -> Value:
    subject = first(arguments)
    if len(arguments.positional) == 2:
        return _lazily(machine, (), machine.call(subject, Arguments(), at), at, "iter")
    results = []
    for atom in subject:
        method = machine.attribute_of(atom, "__iter__", at) if isinstance(atom, Instance) else None
        results.append(machine.call(method, Arguments(), at) if method is not None else Value((atom,)))
    return join_all(results)


def _next(machine: Machine, arguments: Arguments, at: int) -> Value:
    results = []
    for atom in first(arguments):
        method = machine.attribute_of(atom, "__next__", at) if isinstance(atom, Instance) else None
        results.append(
            machine.call(method, Arguments(), at) if method is not None else machine.elements(Value((atom,)), at)
        )
    default = arguments.get(1, "")
    return join_all((*results, default if default is not None else NOTHING)) or unknown("next")


def _chain(machine: Machine, arguments: Arguments, at: int) -> Value:
    items: list[Value] = []
    rest: Value | None = None
    for each in arguments.positional:
        found, more = machine.unpacked(each, at)
        items.extend(found)
        rest = join(rest or NOTHING, more) if more is not None else rest
    if rest is not None:
        return _lazily(machine, (), join_all((*items, rest)), at, "chain")
    return _lazily(machine, tuple(items), None, at, "chain")


def _flattened(machine: Machine, arguments: Arguments, at: int) -> Value:
    return _lazily(machine, (), machine.elements(machine.elements(first(arguments), at), at), at, "flat")


def _same_elements(machine: Machine, arguments: Arguments, at: int) -> Value:
    for each in arguments.positional[1:]:
        machine.call(
            Value(tuple(a for a in each if not isinstance(a, Constant))),
            Arguments((machine.elements(first(arguments), at),)),
            at,
        )
    return _lazily(machine, (), machine.elements(first(arguments), at), at, "same")


def _selecting(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``takewhile`` and its kin: the test comes first."""
    element = machine.elements(first(arguments, 1), at)
    machine.call(first(arguments), Arguments((element,)), at)
    return _lazily(machine, (), element, at, "select")


def _groupby(machine: Machine, arguments: Arguments, at: int) -> Value:
    element = machine.elements(first(arguments), at)
    key = arguments.get(1, "key")
    name = machine.call(key, Arguments((element,)), at) if key is not None else element
    group = _lazily(machine, (), element, at, "group")
    return _lazily(machine, (), machine.sequence("tuple", (name, group), at, role="grouped"), at, "groupby")


def _starmap(machine: Machine, arguments: Arguments, at: int) -> Value:
    results = []
    items, more = machine.unpacked(first(arguments, 1), at)
    for each in (*items, *((more,) if more is not None else ())):
        given, rest = machine.unpacked(each, at)
        results.append(machine.call(first(arguments), Arguments(given, (), rest), at))
    return _lazily(machine, (), join_all(results), at, "starmap")


def _product(machine: Machine, arguments: Arguments, at: int) -> Value:
    rows = [machine.unpacked(each, at) for each in arguments.positional]
    size = math.prod(len(items) for items, _ in rows)
    if not arguments.keywords and all(more is None for _, more in rows) and size <= MAX_TUPLES:
        made = [
            machine.sequence("tuple", row, at, role=f"product:{index}")
            for index, row in enumerate(itertools.product(*(items for items, _ in rows)))
        ]
        return _lazily(machine, tuple(made), None, at, "product")
    columns = tuple(machine.elements(each, at) for each in arguments.positional)
    whole = machine.sequence("tuple", columns * (2 if arguments.keywords else 1), at, role="product:*")
    return _lazily(machine, (), whole, at, "product")


def _tuples(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``pairwise``, ``combinations``, ``batched`` and their kin: tuples of what the iterable gives."""
    element = machine.elements(first(arguments), at)
    return _lazily(machine, (), machine.sequence("tuple", (), at, rest=element, role="tuples:*"), at, "tuples")


def _accumulated(machine: Machine, arguments: Arguments, at: int) -> Value:
    element = machine.elements(first(arguments), at)
    function = arguments.get(1, "func")
    made = machine.call(function, Arguments((element, element)), at) if function is not None else INT
    return _lazily(machine, (), join_all((element, made, arguments.get(None, "initial") or NOTHING)), at, "accumulate")


def _repeated(machine: Machine, arguments: Arguments, at: int) -> Value:
    return _lazily(machine, (), first(arguments), at, "repeat")


def _tee(machine: Machine, arguments: Arguments, at: int) -> Value:
    return machine.sequence("tuple", (), at, rest=first(arguments), role="tee")


TABLE: dict[str, Handler] = {
    "builtins.map": _map, "builtins.filter": _filter, "builtins.sorted": _sorted, "builtins.reversed": _reversed,
    "builtins.enumerate": _enumerate, "builtins.zip": _zip, "builtins.iter": _iter, "builtins.aiter": _iter,
    "builtins.next": _next, "builtins.anext": _next, "itertools.chain": _chain,
    "itertools.chain.from_iterable": _flattened, "itertools.islice": _same_elements, "itertools.cycle": _same_elements,
    "itertools.takewhile": _selecting, "itertools.dropwhile": _selecting, "itertools.filterfalse": _selecting,
    "itertools.groupby": _groupby, "itertools.starmap": _starmap, "itertools.count": constant(unknown("count")),
    "itertools.product": _product, "itertools.accumulate": _accumulated, "itertools.repeat": _repeated,
    "itertools.tee": _tee, **{f"itertools.{name}": _tuples for name in _TUPLES},
    "itertools.zip_longest": _zip, "random.choice": lambda m, a, at: m.elements(first(a), at),
    "random.sample": _same_elements, "random.shuffle": constant(NONE), "builtins.callable": constant(BOOL),
}  # fmt: skip
