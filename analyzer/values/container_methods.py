"""The methods of dicts, lists, tuples, sets, generators and parts of the event."""

from collections.abc import Callable

from analyzer.core import Event, Text
from analyzer.values.containers import (
    elements,
    event_item,
    hold,
    key_of,
    listed,
    open_keys,
    opened,
    record_item,
    sequence_item,
    store,
    unpacked,
)
from analyzer.values.keys import slots_of
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    BOOL,
    INT,
    NONE,
    NOTHING,
    STRING,
    Constant,
    EventRoot,
    External,
    Key,
    Object,
    Record,
    Sequence,
    Value,
    join,
    join_all,
    unknown,
)
from analyzer.values.outcomes import Arguments

DICT_METHODS = {
    "get", "items", "keys", "values", "update", "setdefault", "pop", "popitem", "copy", "clear", "fromkeys",
    "__getitem__", "__setitem__", "__contains__", "move_to_end",
}  # fmt: skip
_COMMON = {"copy", "clear", "pop", "remove", "index", "count", "__getitem__", "__contains__", "__iter__", "__len__"}
METHODS: dict[str, set[str]] = {
    "list": _COMMON | {"append", "extend", "insert", "sort", "reverse", "appendleft", "popleft", "extendleft", "put", "put_nowait"},
    "tuple": {"index", "count", "_asdict", "_replace", "__getitem__", "__iter__", "__len__"},
    "set": _COMMON | {"add", "update", "discard", "union", "intersection", "difference", "issubset", "issuperset", "symmetric_difference"},
    "generator": {"send", "throw", "close", "__next__", "__iter__", "__anext__", "asend", "aclose"},
}  # fmt: skip
EVENT_METHODS = {
    "get", "items", "keys", "values", "copy", "pop", "setdefault", "update", "append", "split", "strip", "lower",
    "upper", "replace", "startswith", "endswith", "encode", "decode", "format", "read", "lstrip", "rstrip", "join",
}  # fmt: skip


def call_record(machine: Machine, owner: Record, name: str, arguments: Arguments, at: int) -> Value:
    """The result of a dict method."""
    handler = _RECORD.get(name)
    return handler(machine, owner.key, arguments, at) if handler is not None else NONE


def _dict_get(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    key = arguments.get(0, "key") or NOTHING
    default = arguments.get(1, "default") or NONE
    slots = slots_of(machine, key)
    known = [slot for slot in slots or () if machine.heap.read(owner, slot) is not None]
    if not known and machine.heap.read(owner, "default-environ") is not None:
        return machine.builtin("os.environ.get", arguments, NOWHERE) or default
    found = record_item(machine, owner, key)
    sure = slots is not None and all(machine.heap.read(owner, slot) is not None for slot in slots)
    return found if found is not None and sure else join(found or NOTHING, default)


def _dict_setdefault(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    key = arguments.get(0, "key") or NOTHING
    store(machine, owner, key, arguments.get(1, "default") or NONE)
    hold(machine, owner, slots_of(machine, key))
    return record_item(machine, owner, key) or NONE


def _dict_update(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    for name, value in arguments.keywords:
        machine.heap.write(owner, f"s:{name}", value)
        hold(machine, owner, (f"s:{name}",))
    if arguments.extra is not None:
        machine.heap.write(owner, "*", arguments.extra)
    others = arguments.positional[0] if arguments.positional else NOTHING
    for atom in others:
        if isinstance(atom, Record):
            _take_over(machine, owner, atom.key, alone=len(others) == 1)
        elif isinstance(atom, Object | External) and (whole := opened(machine, atom, at)) is not None:
            _dict_update(machine, owner, Arguments((whole,)), at)
        elif isinstance(atom, Sequence):
            _store_pairs(machine, owner, atom, at)
        elif not isinstance(atom, Constant):
            machine.heap.write(owner, "*", machine.elements_of_unknown(atom))
    return NONE


def _take_over(machine: Machine, owner: Key, other: Key, *, alone: bool) -> None:
    """Put in the elements of another dict, in place of what is there where it is surely they."""
    for slot, value in machine.heap.items(other):
        if alone and machine.heap.sure(other, slot):
            machine.heap.replace(owner, slot, value, (machine.frame.context, machine.frame.region))
            hold(machine, owner, (slot,))
        else:
            machine.heap.write(owner, slot, value)


def _store_pairs(machine: Machine, owner: Key, pairs: Sequence, at: int) -> None:
    items, more = listed(machine, pairs.key)
    for pair in (*items, *((more,) if more is not None else ())):
        halves, _ = unpacked(machine, pair, at)
        if len(halves) == 2:
            store(machine, owner, halves[0], halves[1])
        else:
            machine.heap.write(owner, "*", unknown("pair"))


def _dict_items(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    pairs = []
    rest = None
    for slot, value in machine.heap.items(owner):
        if slot == "*":
            rest = machine.sequence("tuple", (open_keys(machine, owner), value), at, role="item:*")
        elif slot[1:2] == ":":
            pairs.append(machine.sequence("tuple", (key_of(machine, slot), value), at, role=f"item:{slot}:{owner.at}"))
    return machine.sequence(
        "list", pairs, at, rest=rest, role=f"items:{owner.module}:{owner.at}:{owner.context}:{len(pairs)}"
    )


def _dict_values(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    return machine.sequence("list", (), at, rest=machine.heap.all(owner) or None, role="values")


def _dict_keys(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    keys, more = unpacked(machine, Value((Record(owner),)), at)
    return machine.sequence("list", keys, at, rest=more, role=f"keys:{owner.at}:{owner.context}:{len(keys)}")


def _dict_copy(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    made = machine.record((), at, role=f"copy:{owner.module}:{owner.at}:{owner.context}")
    for atom in made:
        if isinstance(atom, Record):
            _take_over(machine, atom.key, owner, alone=True)
    return made


def _dict_item(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    return record_item(machine, owner, arguments.get(0, "key") or NOTHING) or unknown("element")


def _dict_pop(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    found = _dict_get(machine, owner, arguments, at)
    default = arguments.get(1, "default")
    _drop(machine, owner, arguments.get(0, "key") or NOTHING)
    return (
        join(found, default) if default is not None else Value(tuple(a for a in found if a not in NONE.atoms)) or found
    )


def _drop(machine: Machine, owner: Key, key: Value) -> None:
    machine.heap.drop(owner, slots_of(machine, key) or machine.heap.slots(owner))


def _dict_clear(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    machine.heap.drop(owner, machine.heap.slots(owner))
    return NONE


def _dict_popitem(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    machine.heap.drop(owner, machine.heap.slots(owner))
    return elements(machine, _dict_items(machine, owner, arguments, at), at)


def _dict_fromkeys(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    keys = elements(machine, arguments.get(0, "iterable") or NOTHING, at)
    return machine.record(((keys, arguments.get(1, "value") or NONE),), at, role="fromkeys")


def _contains(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    return BOOL


_RECORD: dict[str, Callable[[Machine, Key, Arguments, int], Value]] = {
    "get": _dict_get, "setdefault": _dict_setdefault, "update": _dict_update, "items": _dict_items,
    "values": _dict_values, "keys": _dict_keys, "copy": _dict_copy, "__getitem__": _dict_item, "pop": _dict_pop,
    "popitem": _dict_popitem, "clear": _dict_clear, "fromkeys": _dict_fromkeys, "__contains__": _contains,
}  # fmt: skip


def call_sequence(machine: Machine, owner: Sequence, name: str, arguments: Arguments, at: int) -> Value:
    """The result of a list, tuple, set or generator method."""
    first = arguments.get(0, "")
    if name in ("append", "add", "appendleft", "put", "put_nowait"):
        machine.heap.write(owner.key, "*", first or unknown("element"))
        return NONE
    if name == "insert":
        machine.heap.write(owner.key, "*", arguments.get(1, "object") or unknown("element"))
        return NONE
    if name in ("extend", "update", "extendleft"):
        machine.heap.write(owner.key, "*", elements(machine, first or NOTHING, at))
        return NONE
    if name == "sort":
        key = arguments.get(None, "key")
        if key is not None:
            machine.call(key, Arguments((elements(machine, Value((owner,)), at),)), at)
        return NONE
    if name in ("pop", "popleft", "__next__", "__anext__", "__getitem__", "send", "asend"):
        if name == "__getitem__" and first is not None:
            return sequence_item(machine, owner.key, first) or unknown("element")
        return elements(machine, Value((owner,)), at) or unknown("element")
    if name in ("copy", "__iter__", "difference", "intersection"):
        return Value((owner,))
    if name in ("union", "symmetric_difference"):
        rest = join_all(elements(machine, each, at) for each in (Value((owner,)), *arguments.values))
        return machine.sequence("set", (), at, rest=rest, role="union")
    if name in ("index", "count", "__len__"):
        return INT
    return BOOL if name in ("__contains__", "issubset", "issuperset") else NONE


def call_event(machine: Machine, owner: EventRoot, name: str, arguments: Arguments, at: int) -> Value:
    """The result of a method of a part of the event: of a dict, a list or a string."""
    if name in ("get", "pop", "setdefault"):
        found = event_item(owner.path, arguments.get(0, "key") or STRING)
        default = arguments.get(1, "default")
        return join(found, default) if default is not None else found
    if name == "items":
        pair = machine.sequence("tuple", (STRING, event_item(owner.path, STRING)), at, role="event-item")
        return machine.sequence("list", (), at, rest=pair, role="event-items")
    if name in ("values", "keys"):
        return machine.sequence(
            "list", (), at, rest=event_item(owner.path, STRING) if name == "values" else STRING, role=name
        )
    if name in ("startswith", "endswith"):
        return BOOL
    if name in ("split", "join", "format", "replace"):
        from analyzer.values.strings import call_method

        return call_method(machine, Text((Event(owner.path),)), name, arguments, at)
    return Value((owner,)) if name not in ("append", "update") else NONE
