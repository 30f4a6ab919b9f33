"""Dicts, lists, tuples, sets and parts of the event: elements read, written, iterated; their methods."""

from collections.abc import Iterable

from analyzer.core import Text
from analyzer.values.heap import crowded
from analyzer.values.keys import plain_slots, slots_of
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    INT,
    NOTHING,
    STRING,
    Atom,
    Class,
    Constant,
    EventRoot,
    External,
    Instance,
    Key,
    Member,
    Object,
    Record,
    Sequence,
    Typed,
    Unknown,
    Value,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments
from analyzer.values.python.data import URL_PARTS, url_part
from analyzer.values.python.operating import environment
from analyzer.values.python.views import as_record, set_view_item, view_item


# ---------------------------------------------------------------- keys
def key_of(machine: Machine, slot: str) -> Value:
    """The key that an element tag stands for."""
    if slot.startswith("s:"):
        return string(slot[2:])
    if slot.startswith("i:"):
        return Value((Constant(int(slot[2:]), "int"),))
    return Value((machine.heap.symbols[slot],)) if slot in machine.heap.symbols else STRING


def open_keys(machine: Machine, owner: Key) -> Value:
    """The keys of elements that are not told apart."""
    return machine.heap.read(owner, "open-keys") or STRING


# ---------------------------------------------------------------- making
def make_sequence(
    machine: Machine, kind: str, items: Iterable[Value], at: int, rest: Value | None, role: str,
) -> Value:  # fmt: skip
    """A new list, tuple, set or generator made at this site."""
    key = machine.key(at, role or kind)
    listed = tuple(items)
    if kind == "set" or len(listed) > 256:
        rest = join_all((*listed, rest if rest is not None else NOTHING)) if listed or rest else None
        listed = ()
    for index, item in enumerate(listed):
        machine.heap.write(key, f"i:{index}", item)
    machine.heap.write(key, "length", Value((Constant(len(listed), "int"),)))
    if rest is not None:
        machine.heap.write(key, "*", rest)
    return Value((Sequence(key, kind),))  # type: ignore[arg-type]


def make_record(machine: Machine, items: Iterable[tuple[Value, Value]], at: int, role: str) -> Value:
    """A new dict made at this site."""
    atom = Record(machine.key(at, role or "dict"))
    if atom.key.context == machine.frame.context:
        machine.heap.made(atom.key, (machine.frame.context, machine.frame.region))
    for key, value in items:
        store(machine, atom.key, key, value)
        hold(machine, atom.key, slots_of(machine, key))
    return Value((atom,))


def hold(machine: Machine, owner: Key, slots: tuple[str, ...] | None) -> None:
    """What is put in under one known key, here, is there from here on."""
    if slots is not None and len(slots) == 1:
        machine.heap.hold(owner, slots[0], (machine.frame.context, machine.frame.region))


def store(machine: Machine, owner: Key, key: Value, value: Value) -> None:
    """Write an element under every key that the key may be."""
    slots = slots_of(machine, key)
    machine.heap.remember(slots or (), key)
    if slots is None or crowded(machine.heap, owner):
        machine.heap.write(owner, "*", value)
        if any(not isinstance(atom, Text | Unknown | EventRoot) for atom in key):
            machine.heap.write(owner, "open-keys", key)  # futures, instances: iterating gives them back
        return
    for slot in slots:
        machine.heap.write(owner, slot, value)


def _overwrite(machine: Machine, owner: Key, key: Value, value: Value, *, single: bool) -> None:
    slots = slots_of(machine, key)
    machine.heap.remember(slots or (), key)
    if single and slots is not None and len(slots) == 1:
        machine.heap.replace(owner, slots[0], value, (machine.frame.context, machine.frame.region))
    else:
        store(machine, owner, key, value)
    if single:
        hold(machine, owner, slots)


# ---------------------------------------------------------------- reading
def item(machine: Machine, owner: Value, key: Value, at: int) -> Value:
    """``owner[key]``."""
    found = [each for each in (_item_of(machine, atom, key, at) for atom in owner) if each is not None]
    return join_all(found) if found else (unknown("element") if owner else NOTHING)


def _item_of(machine: Machine, owner: Atom, key: Value, at: int) -> Value | None:
    match owner:
        case Record(key=heap_key):
            return record_item(machine, heap_key, key)
        case Sequence(key=heap_key):
            return sequence_item(machine, heap_key, key)
        case EventRoot(path):
            return event_item(path, key)
        case Object(type="python:attributes"):
            return view_item(machine, owner, key, at)
        case Object(type="python:configparser", key=(sections,)):
            return machine.item(Value((sections,)), key, at)
        case Object(type="python:url"):
            return url_item(owner.key[0], key)
        case Object():
            return machine.externals.item(machine, owner, key, at) or unknown(f"{owner.type}[]")
        case External(name=name):
            return machine.builtin(f"{name}.__getitem__", Arguments((key,)), at) or _generic(owner) or unknown(name)
        case Instance(cls=cls):
            names = machine.tuple_fields(cls)
            if names:
                fields = machine.sequence("tuple", machine.unpacked(Value((owner,)), at)[0], at, role="fields")
                return machine.item(fields, key, at)
            method = machine.attribute_of(owner, "__getitem__", at)
            return machine.call(method, Arguments((key,)), at) if method is not None else None
        case Class():
            member = key.literals
            if member and len(member) == 1:
                found = machine.attribute_of(owner, member[0], at)
                if found is not None and any(isinstance(atom, Member) for atom in found):
                    return found
            return Value((owner,))
        case Text():
            return _character(owner, key)
        case Unknown(why):
            return Value((Unknown(why or "element"),))
        case Typed():
            return unknown(owner.name)
    return None


def _generic(owner: External) -> Value | None:
    """``list[str]`` and its kin in annotations and bases."""
    return Value((owner,)) if owner.name.startswith(("typing.", "builtins.", "collections.abc.")) else None


def _character(owner: Text, key: Value) -> Value:
    only = key.only
    whole = owner.literal
    if (
        whole is not None
        and isinstance(only, Constant)
        and isinstance(only.value, int)
        and abs(only.value) < len(whole)
    ):
        return string(whole[only.value])
    return STRING


def record_item(machine: Machine, owner: Key, key: Value) -> Value | None:
    """What a dict may hold under a key, None when it holds nothing there."""
    slots = slots_of(machine, key)
    if slots is None:
        return machine.heap.all(owner) or None
    found = [each for slot in slots if (each := machine.heap.read(owner, slot)) is not None]
    open_part = machine.heap.read(owner, "*")
    if open_part is not None:
        found.append(open_part)
    if not found and machine.heap.read(owner, "default-environ") is not None:
        return machine.builtin("os.environ.__getitem__", Arguments((key,)), NOWHERE)
    if not found:
        factory = machine.heap.read(owner, "default-factory")
        if factory is not None:
            made = machine.call(factory, Arguments(), NOWHERE)
            store(machine, owner, key, made)
            return made
    return join_all(found) if found else None


def sequence_item(machine: Machine, owner: Key, key: Value) -> Value | None:
    """What a list or tuple may hold at a position, None when it holds nothing there."""
    items, more = listed(machine, owner)
    only = key.only
    if isinstance(only, Constant) and isinstance(only.value, int):
        index = only.value
        if 0 <= index < len(items) or (more is None and -len(items) <= index < 0):
            return items[index]
        return join_all((*items, more)) if more is not None and index < 0 else more
    names = machine.heap.read(owner, f"s:{key.literals[0]}") if key.literals else None
    return names or join_all((*items, more if more is not None else NOTHING)) or None


def listed(machine: Machine, owner: Key) -> tuple[tuple[Value, ...], Value | None]:
    """The elements whose place is known, and any element beyond."""
    length = machine.heap.read(owner, "length")
    only = length.only if length is not None else None
    rest = machine.heap.read(owner, "*")
    if not isinstance(only, Constant) or not isinstance(only.value, int):
        return (), machine.heap.all(owner) or unknown("sequence")
    return tuple(machine.heap.read(owner, f"i:{index}") or NOTHING for index in range(only.value)), rest


def event_item(path: tuple[str, ...], key: Value) -> Value:
    """A part of the event by its key."""
    from analyzer.values.attributes import event_part

    slots = plain_slots(key)
    if slots is None:
        return event_part(path, "*")
    return join_all(event_part(path, slot[2:] if slot.startswith("s:") else "[]") for slot in slots)


def set_item(machine: Machine, owner: Value, key: Value, value: Value) -> None:
    """``owner[key] = value``."""
    for atom in owner:
        match atom:
            case Record(key=heap_key):
                _overwrite(machine, heap_key, key, value, single=len(owner) == 1)
            case Sequence(key=heap_key):
                slots = slots_of(machine, key)
                for slot in slots or ("*",):
                    machine.heap.write(heap_key, slot if slot[:2] == "i:" and slot[2] != "-" else "*", value)
            case Instance():
                method = machine.attribute_of(atom, "__setitem__", NOWHERE)
                if method is not None:
                    machine.call(method, Arguments((key, value)), NOWHERE)
            case Object(type="python:attributes"):
                set_view_item(machine, atom, key, value)
            case External(name=name):
                machine.builtin(f"{name}.__setitem__", Arguments((key, value)), NOWHERE)


# ---------------------------------------------------------------- iterating
def opened(machine: Machine, owner: Atom, at: int) -> Value | None:
    """A thing of modelled Python that is also a dict or a tuple, as one."""
    if isinstance(owner, External):
        return environment(machine, at) if owner.name == "os.environ" else None
    if not isinstance(owner, Object):
        return None
    if owner.type == "python:attributes":
        return as_record(machine, owner, at)
    if owner.type == "python:configparser":
        return Value((owner.key[0],))
    if owner.type == "python:url":
        return machine.sequence("tuple", [url_part(owner.key[0], name) for name in URL_PARTS], at, role="url")
    return None


def url_item(text: Text, key: Value) -> Value:
    """``urlparse(text)[key]``."""
    only = key.only
    known = isinstance(only, Constant) and isinstance(only.value, int) and 0 <= only.value < len(URL_PARTS)
    return url_part(text, URL_PARTS[only.value]) if known else STRING  # type: ignore[union-attr, index]


def unpacked(machine: Machine, iterable: Value, at: int) -> tuple[tuple[Value, ...], Value | None]:
    """The elements in order as far as the length is known, and any element beyond."""
    only = iterable.only
    if isinstance(only, Sequence):
        items, more = listed(machine, only.key)
        return items, more
    if isinstance(only, Record):
        slots = machine.heap.slots(only.key)
        keys = tuple(key_of(machine, slot) for slot in slots if slot[1:2] == ":")
        return keys, open_keys(machine, only.key) if "*" in slots else None
    if isinstance(only, Text) and only.literal is not None and len(only.literal) <= 64:
        return tuple(string(char) for char in only.literal), None
    if isinstance(only, Instance):
        names = machine.tuple_fields(only.cls)
        if names:
            return tuple(machine.attribute(iterable, name, at) for name in names), None
    if isinstance(only, Object | External):
        whole = opened(machine, only, at)
        if whole is not None:
            return unpacked(machine, whole, at)
    if isinstance(only, Class):
        members = machine.attribute_of(only, "__iter__", at)
        if members is not None:
            return tuple(Value((member,)) for member in members), None
    return (), elements(machine, iterable, at) or unknown("iterate")


def elements(machine: Machine, iterable: Value, at: int) -> Value:
    """Any element that iterating gives."""
    return join_all(_elements_of(machine, atom, at) for atom in iterable)


def _elements_of(machine: Machine, atom: Atom, at: int) -> Value:
    match atom:
        case Sequence(key=key):
            items, more = listed(machine, key)
            return join_all((*items, more if more is not None else NOTHING))
        case Record(key=key):
            return join_all(
                open_keys(machine, key) if slot == "*" else key_of(machine, slot)
                for slot in machine.heap.slots(key)
                if slot == "*" or slot[1:2] == ":"
            )
        case EventRoot(path):
            return event_item(path, Value((Constant(0, "int"),)))
        case External(name="os.environ"):
            return elements(machine, environment(machine, at), at)
        case Object():
            whole = opened(machine, atom, at)
            if whole is not None:
                return elements(machine, whole, at)
            outcome = machine.externals.iterate(machine, atom, at)
            return machine.apply(outcome, at) if outcome is not None else unknown(f"{atom.type} elements")
        case Instance(cls=cls):
            names = machine.tuple_fields(cls)
            if names:
                return join_all(machine.attribute(Value((atom,)), name, at) for name in names)
            return _by_protocol(machine, atom, at)
        case Class():
            return machine.attribute_of(atom, "__iter__", at) or unknown("iterate")
        case Text():
            return STRING
        case Constant(value=None):
            return NOTHING
    return unknown("iterate")


def _by_protocol(machine: Machine, atom: Instance, at: int) -> Value:
    for starter, stepper in (("__iter__", "__next__"), ("__aiter__", "__anext__")):
        method = machine.attribute_of(atom, starter, at)
        if method is None:
            continue
        iterator = machine.call(method, Arguments(), at)
        results = []
        for each in iterator:
            step = machine.attribute_of(each, stepper, at) if isinstance(each, Instance) else None
            results.append(
                machine.call(step, Arguments(), at) if step is not None
                else machine.elements(Value((each,)), at) if each != atom else NOTHING
            )  # fmt: skip
        return join_all(results)
    indexed = machine.attribute_of(atom, "__getitem__", at)
    return machine.call(indexed, Arguments((INT,)), at) if indexed is not None else unknown("iterate")
