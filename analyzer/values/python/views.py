"""``vars(x)`` and ``x.__dict__``: the attributes of an instance or class seen as a dict."""

from collections.abc import Callable

from analyzer.values.machine import Machine
from analyzer.values.model import (
    BOOL,
    NONE,
    NOTHING,
    STRING,
    Class,
    Instance,
    Object,
    Record,
    Value,
    join,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments

Owner = Instance | Class


def attributes_of(machine: Machine, owner: Owner) -> list[tuple[str, Value]]:
    """The attributes that were ever set on it, raw, in order."""
    said = machine.decorating.get(owner) if isinstance(owner, Class) else None
    if said is not None:
        return list(said.items())
    where = owner.key if isinstance(owner, Instance) else owner
    return [(slot, value) for slot, value in machine.heap.items(where) if ":" not in slot and slot not in _MARKS]


_MARKS = ("*", "complete", "subclasses", "length")


def view_item(machine: Machine, view: Object, key: Value, at: int) -> Value | None:
    """``vars(x)[key]``."""
    known = dict(attributes_of(machine, view.key[0]))
    words = machine.force(key).literals
    if words is None:
        return join_all(known.values()) or None
    return join_all(known[word] for word in words if word in known) or None


def set_view_item(machine: Machine, view: Object, key: Value, value: Value) -> None:
    """``vars(x)[key] = value``."""
    owner = view.key[0]
    where = owner.key if isinstance(owner, Instance) else owner
    for word in machine.force(key).literals or ("any:*",):
        machine.heap.write(where, word, value)


def as_record(machine: Machine, view: Object, at: int) -> Value:
    """The view as a dict of its own."""
    items = [(string(name), value) for name, value in attributes_of(machine, view.key[0])]
    return machine.record(items, at, role="vars")


def call_view(machine: Machine, view: Object, name: str, arguments: Arguments, at: int) -> Value:
    """The result of a dict method on the view."""
    handler = _METHODS.get(name)
    if handler is not None:
        return handler(machine, view, arguments, at)
    return machine.call(machine.attribute(as_record(machine, view, at), name, at), arguments, at)


def _get(machine: Machine, view: Object, arguments: Arguments, at: int) -> Value:
    found = view_item(machine, view, arguments.get(0, "key") or STRING, at)
    default = arguments.get(1, "default") or NONE
    return join(found or NOTHING, default)


def _setdefault(machine: Machine, view: Object, arguments: Arguments, at: int) -> Value:
    key = arguments.get(0, "key") or STRING
    set_view_item(machine, view, key, arguments.get(1, "default") or NONE)
    return view_item(machine, view, key, at) or unknown("vars")


def _update(machine: Machine, view: Object, arguments: Arguments, at: int) -> Value:
    for name, value in arguments.keywords:
        set_view_item(machine, view, string(name), value)
    if arguments.extra is not None:
        set_view_item(machine, view, STRING, arguments.extra)
    for atom in arguments.positional[0] if arguments.positional else ():
        if not isinstance(atom, Record):
            set_view_item(machine, view, STRING, machine.elements_of_unknown(atom))
            continue
        for slot, value in machine.heap.items(atom.key):
            if slot == "*" or slot.startswith("s:"):
                set_view_item(machine, view, STRING if slot == "*" else string(slot[2:]), value)
    return NONE


def _contains(machine: Machine, view: Object, arguments: Arguments, at: int) -> Value:
    return BOOL


_METHODS: dict[str, Callable[[Machine, Object, Arguments, int], Value]] = {
    "get": _get, "setdefault": _setdefault, "update": _update, "__contains__": _contains,
}  # fmt: skip
