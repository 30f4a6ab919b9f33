"""Dicts, lists, tuples, sets and parts of the event: elements read, written, iterated; their methods."""

from collections.abc import Callable, Iterable

from analyzer.core import Env, Event, Lit, Text
from analyzer.values.heap import crowded
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    BOOL,
    INT,
    NONE,
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
    join,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments
from analyzer.values.python.data import URL_PARTS, url_part
from analyzer.values.python.operating import environment
from analyzer.values.python.views import as_record, set_view_item, view_item

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


# ---------------------------------------------------------------- keys
def slots_of(key: Value) -> tuple[str, ...] | None:
    """The element tags that a key may mean, None when it may mean any."""
    out = []
    for atom in key:
        slot = _slot(atom)
        if slot is None:
            return None
        out.append(slot)
    return tuple(out)


def _slot(atom: Atom) -> str | None:
    match atom:
        case Text() if atom.literal is not None:
            return f"s:{atom.literal}"
        case Text(parts=parts) if all(isinstance(part, Lit | Env) for part in parts):
            return f"t:{atom}"
        case Constant(value=bool() | None as plain):
            return f"c:{plain}"
        case Constant(value=int() as number):
            return f"i:{number}"
        case Member(cls=cls, name=name):
            return f"m:{cls.name}.{name}"
        case Class(name=name, key=key):
            return f"k:{key.module}:{key.at}:{name}"
        case External(name=name):
            return f"x:{name}"
    return None


def key_of(machine: Machine, slot: str) -> Value:
    """The key that an element tag stands for."""
    if slot.startswith("t:"):
        return Value((machine.heap.symbols[slot],))
    if slot.startswith("s:"):
        return string(slot[2:])
    if slot.startswith("i:"):
        return Value((Constant(int(slot[2:]), "int"),))
    return STRING if slot == "*" else unknown("key")


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
        _store(machine, atom.key, key, value)
    return Value((atom,))


def _store(machine: Machine, owner: Key, key: Value, value: Value) -> None:
    slots = slots_of(key)
    machine.heap.remember(slots or (), key)
    if slots is None or crowded(machine.heap, owner):
        machine.heap.write(owner, "*", value)
        return
    for slot in slots:
        machine.heap.write(owner, slot, value)


def _overwrite(machine: Machine, owner: Key, key: Value, value: Value, *, single: bool) -> None:
    slots = slots_of(key)
    machine.heap.remember(slots or (), key)
    if single and slots is not None and len(slots) == 1:
        machine.heap.replace(owner, slots[0], value, (machine.frame.context, machine.frame.region))
    else:
        _store(machine, owner, key, value)


# ---------------------------------------------------------------- reading
def item(machine: Machine, owner: Value, key: Value, at: int) -> Value:
    """``owner[key]``."""
    found = [each for each in (_item_of(machine, atom, key, at) for atom in owner) if each is not None]
    return join_all(found) if found else (unknown("element") if owner else NOTHING)


def _item_of(machine: Machine, owner: Atom, key: Value, at: int) -> Value | None:
    match owner:
        case Record(key=heap_key):
            return _record_item(machine, heap_key, key)
        case Sequence(key=heap_key):
            return _sequence_item(machine, heap_key, key)
        case EventRoot(path):
            return _event_item(path, key)
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
        case Instance():
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


def _record_item(machine: Machine, owner: Key, key: Value) -> Value | None:
    slots = slots_of(key)
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
            _store(machine, owner, key, made)
            return made
    return join_all(found) if found else None


def _sequence_item(machine: Machine, owner: Key, key: Value) -> Value | None:
    items, more = _listed(machine, owner)
    only = key.only
    if isinstance(only, Constant) and isinstance(only.value, int):
        index = only.value
        if 0 <= index < len(items) or (more is None and -len(items) <= index < 0):
            return items[index]
        return join_all((*items, more)) if more is not None and index < 0 else more
    names = machine.heap.read(owner, f"s:{key.literals[0]}") if key.literals else None
    return names or join_all((*items, more if more is not None else NOTHING)) or None


def _listed(machine: Machine, owner: Key) -> tuple[tuple[Value, ...], Value | None]:
    length = machine.heap.read(owner, "length")
    only = length.only if length is not None else None
    rest = machine.heap.read(owner, "*")
    if not isinstance(only, Constant) or not isinstance(only.value, int):
        return (), machine.heap.all(owner) or unknown("sequence")
    return tuple(machine.heap.read(owner, f"i:{index}") or NOTHING for index in range(only.value)), rest


def _event_item(path: tuple[str, ...], key: Value) -> Value:
    from analyzer.values.attributes import event_part

    slots = slots_of(key)
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
                slots = slots_of(key)
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
        items, more = _listed(machine, only.key)
        return items, more
    if isinstance(only, Record):
        slots = machine.heap.slots(only.key)
        keys = tuple(key_of(machine, slot) for slot in slots if slot[1:2] == ":")
        return keys, STRING if "*" in slots else None
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
            items, more = _listed(machine, key)
            return join_all((*items, more if more is not None else NOTHING))
        case Record(key=key):
            return join_all(
                key_of(machine, slot) for slot in machine.heap.slots(key) if slot == "*" or slot[1:2] == ":"
            )
        case EventRoot(path):
            return _event_item(path, Value((Constant(0, "int"),)))
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


# ---------------------------------------------------------------- methods
def call_record(machine: Machine, owner: Record, name: str, arguments: Arguments, at: int) -> Value:
    """The result of a dict method."""
    handler = _RECORD.get(name)
    return handler(machine, owner.key, arguments, at) if handler is not None else NONE


def _dict_get(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    key = arguments.get(0, "key") or NOTHING
    default = arguments.get(1, "default") or NONE
    slots = slots_of(key)
    known = [slot for slot in slots or () if machine.heap.read(owner, slot) is not None]
    if not known and machine.heap.read(owner, "default-environ") is not None:
        return machine.builtin("os.environ.get", arguments, NOWHERE) or default
    found = _record_item(machine, owner, key)
    sure = slots is not None and all(machine.heap.read(owner, slot) is not None for slot in slots)
    return found if found is not None and sure else join(found or NOTHING, default)


def _dict_setdefault(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    key = arguments.get(0, "key") or NOTHING
    _store(machine, owner, key, arguments.get(1, "default") or NONE)
    return _record_item(machine, owner, key) or NONE


def _dict_update(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    for name, value in arguments.keywords:
        machine.heap.write(owner, f"s:{name}", value)
    if arguments.extra is not None:
        machine.heap.write(owner, "*", arguments.extra)
    for atom in arguments.positional[0] if arguments.positional else ():
        if isinstance(atom, Record):
            for slot, value in machine.heap.items(atom.key):
                machine.heap.replace(owner, slot, value, (machine.frame.context, machine.frame.region))
        elif isinstance(atom, Object | External) and (whole := opened(machine, atom, at)) is not None:
            _dict_update(machine, owner, Arguments((whole,)), at)
        elif isinstance(atom, Sequence):
            _store_pairs(machine, owner, atom, at)
        elif not isinstance(atom, Constant):
            machine.heap.write(owner, "*", machine.elements_of_unknown(atom))
    return NONE


def _store_pairs(machine: Machine, owner: Key, pairs: Sequence, at: int) -> None:
    items, more = _listed(machine, pairs.key)
    for pair in (*items, *((more,) if more is not None else ())):
        halves, _ = unpacked(machine, pair, at)
        if len(halves) == 2:
            _store(machine, owner, halves[0], halves[1])
        else:
            machine.heap.write(owner, "*", unknown("pair"))


def _dict_items(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    pairs = []
    rest = None
    for slot, value in machine.heap.items(owner):
        if slot == "*":
            rest = machine.sequence("tuple", (STRING, value), at, role="item:*")
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
            for slot, value in machine.heap.items(owner):
                machine.heap.write(atom.key, slot, value)
    return made


def _dict_item(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    return _record_item(machine, owner, arguments.get(0, "key") or NOTHING) or unknown("element")


def _dict_pop(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    found = _dict_get(machine, owner, arguments, at)
    default = arguments.get(1, "default")
    return (
        join(found, default) if default is not None else Value(tuple(a for a in found if a not in NONE.atoms)) or found
    )


def _dict_popitem(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    return elements(machine, _dict_items(machine, owner, arguments, at), at)


def _dict_fromkeys(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    keys = elements(machine, arguments.get(0, "iterable") or NOTHING, at)
    return machine.record(((keys, arguments.get(1, "value") or NONE),), at, role="fromkeys")


def _contains(machine: Machine, owner: Key, arguments: Arguments, at: int) -> Value:
    return BOOL


_RECORD: dict[str, Callable[[Machine, Key, Arguments, int], Value]] = {
    "get": _dict_get, "setdefault": _dict_setdefault, "update": _dict_update, "items": _dict_items,
    "values": _dict_values, "keys": _dict_keys, "copy": _dict_copy, "__getitem__": _dict_item, "pop": _dict_pop,
    "popitem": _dict_popitem, "fromkeys": _dict_fromkeys, "__contains__": _contains,
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
            return _sequence_item(machine, owner.key, first) or unknown("element")
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
        found = _event_item(owner.path, arguments.get(0, "key") or STRING)
        default = arguments.get(1, "default")
        return join(found, default) if default is not None else found
    if name == "items":
        pair = machine.sequence("tuple", (STRING, _event_item(owner.path, STRING)), at, role="event-item")
        return machine.sequence("list", (), at, rest=pair, role="event-items")
    if name in ("values", "keys"):
        return machine.sequence(
            "list", (), at, rest=_event_item(owner.path, STRING) if name == "values" else STRING, role=name
        )
    if name in ("startswith", "endswith"):
        return BOOL
    if name in ("split", "join", "format", "replace"):
        from analyzer.values.strings import call_method

        return call_method(machine, Text((Event(owner.path),)), name, arguments, at)
    return Value((owner,)) if name not in ("append", "update") else NONE
