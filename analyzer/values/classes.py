"""Classes: their making, their method resolution order, their instances."""

from analyzer.modules import model as ir
from analyzer.values import scopes
from analyzer.values.frames import Frame
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    NOTHING,
    TRUE,
    Class,
    Descriptor,
    External,
    Function,
    Instance,
    Key,
    Member,
    Record,
    Sequence,
    Unknown,
    Value,
    join,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments

ENUMS = ("enum.Enum", "enum.StrEnum", "enum.IntEnum", "enum.Flag", "enum.IntFlag")
_TYPED_DICTS = ("typing.TypedDict", "typing_extensions.TypedDict")
# What generated initializers call: https://docs.python.org/3/library/dataclasses.html#post-init-processing
# https://www.attrs.org/en/stable/init.html#post-init
# https://docs.pydantic.dev/latest/api/base_model/#pydantic.BaseModel.model_post_init
_AFTERWARDS = ("__post_init__", "__attrs_post_init__", "model_post_init")
_PLAIN_BASES = ("builtins.object", "typing.Generic", "typing.Protocol", "abc.ABC")


def define_class(machine: Machine, cls: ir.ClassIR) -> Value:
    """A class object: its body is run, its bases and decorators applied."""
    outer = machine.frame
    atom = Class(Key(outer.module, cls.at, outer.context, "class"), cls.qualname)
    decorators = [machine.evaluate(decorator) for decorator in cls.decorators]
    _evaluate_bases(machine, atom, cls)
    frame = Frame("class", outer.module, outer.context, outer.node, cls=atom)
    frame.parent, frame.shown = scopes.closure_parent(outer), outer.shown
    frame.env = {}
    machine.frames.append(frame)
    try:
        machine.execute(cls.body)
        for name, value in (frame.env or {}).items():
            machine.heap.write(atom, name, _numbered(machine, atom, name, value))
    finally:
        machine.frames.pop()
    _made_by_metaclass(machine, atom, cls, frame)
    _name_descriptors(machine, atom, frame)
    _initialize_members(machine, atom)
    machine.decorating[atom] = dict(frame.env or {})
    try:
        _call_init_subclass(machine, atom, cls.at)
        value = Value((atom,))
        for decorator in reversed(decorators):
            value = scopes.apply_decorator(machine, decorator, value, cls.at)
    finally:
        del machine.decorating[atom]
    return value


def _numbered(machine: Machine, atom: Class, name: str, value: Value) -> Value:
    """The value of an attribute; ``auto()`` in a ``StrEnum`` is the member's name in lower case."""
    if value != unknown("auto") or External("enum.StrEnum") not in mro(machine, atom):
        return value
    return string(name.lower()) if find(machine, atom, "_generate_next_value_") is None else value


def _evaluate_bases(machine: Machine, atom: Class, cls: ir.ClassIR) -> None:
    index = 0
    for argument in cls.bases:
        value = machine.evaluate(argument.value)
        if argument.keyword:
            machine.heap.write(atom, f"keyword:{argument.keyword}", value)
            continue
        machine.heap.write(_lineage(atom), f"{index}", value)
        machine.orders.clear()
        for each in value:
            if isinstance(each, Class):
                machine.heap.write(each, "subclasses", Value((atom,)))
        index += 1


def _name_descriptors(machine: Machine, atom: Class, frame: Frame) -> None:
    """``__set_name__`` of attributes that are descriptors runs when the class is made."""
    for name, value in (frame.env or {}).items():
        for each in value:
            if isinstance(each, Instance):
                method = find(machine, each.cls, "__set_name__")
                if method is not None:
                    machine.call(method, Arguments((Value((each,)), Value((atom,)), string(name))), NOWHERE)


def _call_init_subclass(machine: Machine, atom: Class, at: int) -> None:
    for base in mro(machine, atom)[1:]:
        if isinstance(base, Class):
            hook = machine.heap.read(base, "__init_subclass__")
            if hook is not None:
                keywords = tuple(
                    (slot.removeprefix("keyword:"), value)
                    for slot, value in machine.heap.items(atom) if slot.startswith("keyword:")
                )  # fmt: skip
                machine.call(hook, Arguments((Value((atom,)),), keywords), at)
                return


def _lineage(cls: Class | External) -> tuple[Class | External, str]:
    """Where the heap keeps the bases: apart, so that to look one attribute up is not to read them all."""
    return cls, "bases"


def bases(machine: Machine, cls: Class) -> tuple[Class | External, ...]:
    """The direct bases as far as known; what is not known is an External of its own."""
    found: list[Class | External] = []
    for _, value in machine.heap.items(_lineage(cls)):
        for atom in value:
            if isinstance(atom, Class | External) and atom not in found and atom != cls:
                found.append(atom)
            elif isinstance(atom, Unknown):
                found.append(External(f"?{atom.why}"))
    return tuple(found)


def is_settled(machine: Machine, cls: Class | External) -> bool:
    """Whether it is known what the class inherits from: no base is one of several."""
    return all(len(value) == 1 for _, value in machine.heap.items(_lineage(cls)))


def mro(machine: Machine, cls: Class) -> tuple[Class | External, ...]:
    """The method resolution order by C3, or depth first where C3 has no answer."""
    found = machine.orders.get(cls)
    if found is None:
        found = machine.orders[cls] = _mro(machine, cls, frozenset())
    return found


def _mro(machine: Machine, cls: Class | External, seen: frozenset[Class]) -> tuple[Class | External, ...]:
    if isinstance(cls, External) or cls in seen:
        return (cls,)
    direct = bases(machine, cls)
    if len(direct) < 2:
        return (cls, *(each for base in direct for each in _mro(machine, base, seen | {cls})))
    rows = [list(_mro(machine, base, seen | {cls})) for base in direct]
    merged = _merge([*rows, list(direct)])
    if merged is None:
        flat = [each for row in rows for each in row]
        merged = list(dict.fromkeys(flat))
    return (cls, *merged)


def _merge(rows: list[list[Class | External]]) -> list[Class | External] | None:
    out: list[Class | External] = []
    rows = [row for row in rows if row]
    while rows:
        head = next((row[0] for row in rows if not any(row[0] in other[1:] for other in rows)), None)
        if head is None:
            return None
        out.append(head)
        rows = [[each for each in row if each != head] for row in rows]
        rows = [row for row in rows if row]
    return out


def find(machine: Machine, cls: Class, name: str, after: Class | None = None) -> Value | None:
    """The class attribute of this name by the MRO (behind ``after`` for ``super()``), raw."""
    order = mro(machine, cls)
    if after is not None and after in order:
        order = order[order.index(after) + 1 :]
    for each in order:
        if isinstance(each, Class):
            found = machine.decorating.get(each, {}).get(name) or machine.heap.read(each, name)
            if found is not None:
                return found
    return None


def outside_bases(machine: Machine, cls: Class) -> tuple[External, ...]:
    """The bases that are not part of the scanned code, by their full names; ``object`` and its like left out."""
    found: list[External] = []
    for each in mro(machine, cls):
        if isinstance(each, External):
            found.append(each)
        elif each.key.module in machine.models:
            found.append(External(f"{each.key.module}.{each.name}"))
    return tuple(each for each in found if each.name not in _PLAIN_BASES)


def is_enum(machine: Machine, cls: Class) -> bool:
    """Whether the class is an Enum."""
    return any(each.name in ENUMS for each in outside_bases(machine, cls))


def instantiate(machine: Machine, cls: Class, arguments: Arguments, at: int) -> Value:
    """A new instance made at this site: ``__new__``, ``__init__`` or the fields of a data class."""
    if is_enum(machine, cls):
        return _member_of_value(machine, cls, arguments)
    if any(each.name in _TYPED_DICTS for each in outside_bases(machine, cls)):
        return machine.call(Value((External("builtins.dict"),)), arguments, at)
    made = _by_metaclass(machine, cls, metaclasses(machine, cls), arguments, at)
    if made is not None:
        return made
    instance = Instance(cls, machine.key(at, f"instance:{cls.name}"))
    made = Value((instance,))
    creator = find(machine, cls, "__new__")
    if creator is not None:
        given = Arguments((Value((cls,)), *arguments.positional), arguments.keywords, arguments.rest, arguments.extra)
        created = machine.call(creator, given, at)
        made = Value(tuple(a for a in created if isinstance(a, Instance))) or made
    initializer = find(machine, cls, "__init__")
    for atom in made:
        assert isinstance(atom, Instance)
        if initializer is not None:
            first = (Value((atom,)), *arguments.positional)
            machine.call(initializer, Arguments(first, arguments.keywords, arguments.rest, arguments.extra), at)
        else:
            _fill_fields(machine, atom, arguments, at)
    return made


def _by_metaclass(
    machine: Machine, cls: Class, metas: tuple[Class, ...], arguments: Arguments, at: int
) -> Value | None:
    for meta in metas:
        hook = find(machine, meta, "__call__")
        if hook is not None:
            first = (Value((cls,)), *arguments.positional)
            given = Arguments(first, arguments.keywords, arguments.rest, arguments.extra)
            machine.making.append(cls)
            try:
                return machine.call(hook, given, at)
            finally:
                machine.making.pop()
    return None


def metaclasses(machine: Machine, cls: Class) -> tuple[Class, ...]:
    """The metaclasses of the scanned code that made a class: its own or that of a base."""
    found: dict[Class, None] = {}
    for each in mro(machine, cls):
        meta = machine.heap.read(each, "keyword:metaclass") if isinstance(each, Class) else None
        found.update((atom, None) for atom in meta or () if isinstance(atom, Class))
    return tuple(found)


def _made_by_metaclass(machine: Machine, atom: Class, cls: ir.ClassIR, frame: Frame) -> None:
    """``__new__`` and ``__init__`` of the metaclass run; what they put into the namespace, the class has."""
    for meta in metaclasses(machine, atom):
        outer = tuple(Value((each,)) for each in bases(machine, atom))
        parents = machine.sequence("tuple", outer, cls.at, role="bases")
        items = [(string(name), value) for name, value in (frame.env or {}).items()]
        namespace = machine.record(items, cls.at, role="namespace")
        keywords = tuple(
            (slot.removeprefix("keyword:"), value)
            for slot, value in machine.heap.items(atom)
            if slot.startswith("keyword:") and slot != "keyword:metaclass"
        )
        given = (string(atom.name), parents, namespace)
        for name, first in (("__new__", meta), ("__init__", atom)):
            hook = find(machine, meta, name)
            if hook is None:
                continue
            machine.born[meta] = atom
            try:
                machine.call(hook, Arguments((Value((first,)), *given), keywords), cls.at)
            finally:
                del machine.born[meta]
        _take_over(machine, atom, namespace)


def _take_over(machine: Machine, atom: Class, namespace: Value) -> None:
    for each in namespace:
        if isinstance(each, Record):
            for slot, value in machine.heap.items(each.key):
                if slot.startswith("s:"):
                    machine.heap.write(atom, slot[2:], value)


def _fill_fields(machine: Machine, instance: Instance, arguments: Arguments, at: int) -> None:
    """A class without ``__init__``: data classes, named tuples and models take their fields."""
    names = fields(machine, instance.cls)
    said = {name: find(machine, instance.cls, f"alias:{name}") for name in names}
    called = {alias: name for name, value in said.items() for alias in (value or NOTHING).literals or ()}
    keywords = {called.get(name, name): value for name, value in arguments.keywords}
    given = dict(zip(names, arguments.positional, strict=False)) | keywords
    for name in dict.fromkeys((*names, *given)):
        value = given.get(name) or _field_default(machine, instance.cls, name, arguments)
        if value is not None:
            machine.heap.write(instance.key, name, value)
    if names:
        machine.heap.write(instance.key, "complete", TRUE)
    for name in _AFTERWARDS:
        post = find(machine, instance.cls, name)
        if post is not None:
            machine.call(post, Arguments((Value((instance,)),)), at)
    for base in outside_bases(machine, instance.cls)[:1]:
        machine.edge(f"{base.name}.__init__", at)
    if outside_bases(machine, instance.cls) and arguments.values:
        machine.handed_over(arguments, f"the base class of {instance.cls.name}", at)


def _field_default(machine: Machine, cls: Class, name: str, arguments: Arguments) -> Value | None:
    """What a field is that is not given: its default, or what an unpacked mapping may hold."""
    default = find(machine, cls, name)
    if default is not None and any(isinstance(atom, Function | Descriptor) for atom in default):
        return None
    filled = filled_field(machine, cls, name, default)
    if filled is not None:
        return filled
    found = [each for each in (default, arguments.extra, arguments.rest) if each is not None]
    return join_all(found) if found else None


def filled_field(machine: Machine, cls: Class, name: str, default: Value | None) -> Value | None:
    """A declared field that a base class from outside fills: what the library models say of it."""
    if find(machine, cls, f"field:{name}") is None:
        return None
    for base in outside_bases(machine, cls):
        found = machine.externals.field(machine, cls, base, name, default or NOTHING)
        if found is not None:
            return found
    return None


def fields(machine: Machine, cls: Class) -> list[str]:
    """The annotated fields of a class and its bases, in ``__init__`` order."""
    names: dict[str, None] = {}
    for each in reversed(mro(machine, cls)):
        if isinstance(each, Class):
            for slot, _ in machine.heap.items(each):
                if slot.startswith("field:"):
                    names[slot.removeprefix("field:")] = None
    return list(names)


def tuple_fields(machine: Machine, cls: Class) -> list[str]:
    """The fields of a named tuple, in order; none of any other class."""
    named = cls.key.role == "namedtuple" or any(
        each.name == "typing.NamedTuple" for each in outside_bases(machine, cls)
    )
    return fields(machine, cls) if named else []


def enum_members(machine: Machine, cls: Class) -> Value:
    """Every member of an Enum class."""
    found = NOTHING
    for slot, value in machine.heap.items(cls):
        if ":" in slot or slot.startswith("_") or all(isinstance(a, Function | Descriptor) for a in value):
            continue
        found = join(found, Value((Member(cls, slot),)))
    return found or unknown("enum")


def _member_of_value(machine: Machine, cls: Class, arguments: Arguments) -> Value:
    """``Color(value)``: the members of this value, any of them where it is not known."""
    members = enum_members(machine, cls)
    wanted = arguments.positional[0] if arguments.positional else NOTHING
    words = wanted.literals
    if words is None:
        return join(members, Value(tuple(atom for atom in wanted if isinstance(atom, Member))))
    kept = []
    for atom in members:
        raw = machine.heap.read(cls, atom.name) if isinstance(atom, Member) else None
        literals = raw.literals if raw is not None else None
        if literals is None or set(literals) & set(words):
            kept.append(atom)
    return Value(tuple(kept)) or members


def _initialize_members(machine: Machine, cls: Class) -> None:
    """An Enum with ``__init__`` runs it for each member, the member's value unpacked."""
    initializer = machine.heap.read(cls, "__init__")
    if initializer is None or not is_enum(machine, cls):
        return
    for atom in enum_members(machine, cls):
        raw = machine.heap.read(cls, atom.name) if isinstance(atom, Member) else None
        if raw is None:
            continue
        tuples = [each for each in raw if isinstance(each, Sequence) and each.kind == "tuple"]
        items, more = machine.unpacked(raw, NOWHERE) if tuples else ((raw,), None)
        machine.call(initializer, Arguments((Value((atom,)), *items), (), more), NOWHERE)


def raised_as(machine: Machine, kinds: Value, caught: Value) -> Value:
    """The exceptions of the scanned code that an ``except`` clause catches."""
    wanted = [atom for atom in kinds if isinstance(atom, Class)]
    if not wanted:
        wanted = [a for item in machine.unpacked(kinds, NOWHERE)[0] for a in item if isinstance(a, Class)]
    instances = [atom for atom in caught if isinstance(atom, Instance)]
    fit = (a for a in instances if not wanted or any(c in mro(machine, a.cls) for c in wanted))
    return join_all(Value((atom,)) for atom in fit)
