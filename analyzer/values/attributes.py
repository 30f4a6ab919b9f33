"""Attributes: ``owner.name`` read and written."""

from analyzer.core import Text
from analyzer.values import classes, container_methods, scopes, strings
from analyzer.values.boundary import is_harmless
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.methods import object_attribute
from analyzer.values.model import (
    ANY_PART,
    ANY_PARTS,
    NOTHING,
    Atom,
    Bound,
    Class,
    Constant,
    Descriptor,
    EventRoot,
    External,
    Function,
    Instance,
    Member,
    Method,
    Module,
    Object,
    Partial,
    Record,
    Sequence,
    Super,
    Typed,
    Unknown,
    Value,
    able,
    is_any_member,
    join,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments
from analyzer.values.python.inheriting import CLASS_METHODS, INHERITED, OBJECT_METHODS, TUPLE_METHODS

MAX_EVENT_DEPTH = 10


def attribute(machine: Machine, owner: Value, name: str, at: int) -> Value:
    """``owner.name``: of each thing that the owner may be; atoms without it drop out when others have it."""
    found = []
    # of tables that lost which client goes with which method, those that have it
    for atom in able(owner, lambda one: machine.externals.lacks(one, name)):
        each = attribute_of(machine, atom, name, at)
        if each is not None:
            found.append(each)
    if found:
        return join_all(found)
    return unknown(f".{name}") if owner else NOTHING


def attribute_of(machine: Machine, owner: Atom, name: str, at: int) -> Value | None:
    """``owner.name`` of one atom, None when it has none."""
    machine.step()
    match owner:
        case Instance():
            return _instance(machine, owner, name, at)
        case Class():
            return _class(machine, owner, name, at)
        case Module():
            return _module(machine, owner, name, at)
        case External() | Object():
            return _external(machine, owner, name, at)
        case Text():
            return Value((Method(owner, name),)) if name in strings.METHODS else None
        case Record():
            return Value((Method(owner, name),)) if name in container_methods.DICT_METHODS else None
        case Sequence(kind=kind):
            return Value((Method(owner, name),)) if name in container_methods.METHODS[kind] else None
        case Constant() | Typed():
            return None if isinstance(owner, Constant) and owner.value is None else Value((Method(owner, name),))
        case EventRoot(path):
            return Value((Method(owner, name),)) if name in container_methods.EVENT_METHODS else event_part(path, name)
        case Member():
            return _member(machine, owner, name, at)
        case Super(cls, receiver):
            return _super(machine, cls, receiver, name, at)
        case Function() | Bound() | Partial() | Descriptor():
            return _function(machine, owner, name)
        case Unknown(why):
            if machine.externals.betrays(name):
                machine.gap("dynamic-service", at, f"{name} is called on a client that is not known")
            return Value((Unknown(why or f".{name}"),))
    return None


def event_part(path: tuple[str, ...], name: str) -> Value:
    """A part of the event, its path bounded."""
    if path[-1:] in ((ANY_PART,), (ANY_PARTS,)) or len(path) >= MAX_EVENT_DEPTH:
        return Value((EventRoot(path),))
    return Value((EventRoot((*path, name)),))


def _instance(machine: Machine, owner: Instance, name: str, at: int) -> Value | None:
    hook = classes.find(machine, owner.cls, "__getattribute__") if not name.startswith("__") else None
    if hook is not None:
        return machine.call(bind_all(machine, hook, owner, at), Arguments((string(name),)), at)
    return own_attribute(machine, owner, name, at)


def own_attribute(machine: Machine, owner: Instance, name: str, at: int) -> Value | None:
    """An attribute of an instance, ``__getattribute__`` aside."""
    own = machine.heap.read(owner.key, name)
    raw = classes.find(machine, owner.cls, name)
    filled = classes.filled_field(machine, owner.cls, name, raw) if own is None else None
    if filled is not None:
        return filled
    found = bind_all(machine, raw, owner, at) if raw is not None else None
    if own is not None and (raw is None or machine.heap.read(owner.key, "complete") is not None):
        return own
    if own is not None and (raw is None or not any(isinstance(a, Descriptor) for a in raw)):
        return join(own, _keep_values(found)) if found is not None else own
    if found is not None:
        return join(found, own) if own is not None else found
    if name == "__class__":
        return Value((owner.cls,))
    if name == "__dict__":
        return Value((Object("python:attributes", (owner,)),))
    return _fallback(machine, owner, name, at)


def _keep_values(found: Value | None) -> Value:
    """A class attribute beside an instance attribute of the same name is the default it had before."""
    return Value(tuple(a for a in found or () if not (isinstance(a, Constant) and a.value is None)))


def _fallback(machine: Machine, owner: Instance, name: str, at: int) -> Value | None:
    hook = classes.find(machine, owner.cls, "__getattr__")
    if hook is not None and not name.startswith("__"):
        return machine.call(bind_all(machine, hook, owner, at), Arguments((string(name),)), at)
    declared = classes.find(machine, owner.cls, f"field:{name}")
    if declared is not None:
        return declared
    if name in TUPLE_METHODS and machine.tuple_fields(owner.cls):
        method: Value = Value((Bound(owner, External(f"builtins.tuple.{name}")),))
        return machine.call(method, Arguments(), at) if name == "_fields" else method
    return _from_outside(machine, owner.cls, owner, name, at) or machine.heap.read(owner.key, "any:*")


def _from_outside(machine: Machine, cls: Class, receiver: Atom, name: str, at: int) -> Value | None:
    """What a base class from outside gives: Python's own methods take the receiver, the models of libraries speak."""
    outside = classes.outside_bases(machine, cls)
    for base in outside:
        full = f"{base.name}.{name}"
        if full in INHERITED:
            return Value((Bound(receiver, External(full)),))
        outcome = machine.externals.attribute(machine, base, name, at)
        if outcome is not None:
            return machine.apply(outcome, at)
    if not outside:
        return None
    given = External(f"{outside[0].name}.{name}")
    seen = not isinstance(receiver, Instance) or name.startswith("__") or is_harmless(machine, given.name)
    return Value((given if seen else Bound(receiver, given),))


def bind_all(machine: Machine, raw: Value, receiver: Instance | Class | Object, at: int) -> Value:
    """A raw class attribute as seen through an instance: methods bound, properties called."""
    return join_all(_bind(machine, atom, receiver, at) for atom in raw)


def _bind(machine: Machine, atom: Atom, receiver: Instance | Class | Object, at: int) -> Value:
    match atom:
        case Function():
            return Value((Bound(receiver, atom),))
        case Partial(key) | Object(type="python:dispatch", key=(key,)) if machine.heap.read(key, "method") is not None:
            return Value((Bound(receiver, atom),))
        case Descriptor(kind="staticmethod", function=function):
            return Value((function,))
        case Descriptor(kind="classmethod", function=function):
            owner = receiver.cls if isinstance(receiver, Instance) else receiver
            return Value((Bound(owner, function),))
        case Descriptor(kind="property", function=function):
            return machine.call(Value((function,)), Arguments((Value((receiver,)),)), at)
        case Instance(cls=cls):
            getter = classes.find(machine, cls, "__get__")
            if getter is not None and isinstance(receiver, Instance):
                arguments = Arguments((Value((atom,)), Value((receiver,)), Value((receiver.cls,))))
                return machine.call(getter, arguments, at)
    return Value((atom,))


def _class(machine: Machine, owner: Class, name: str, at: int) -> Value | None:
    raw = classes.find(machine, owner, name)
    if raw is None:
        if name in ("__name__", "__qualname__"):
            return string(owner.name)
        if name in CLASS_METHODS:
            return Value((Bound(owner, External(f"builtins.type.{name}")),))
        if name in TUPLE_METHODS and machine.tuple_fields(owner):
            made: Value = Value((Bound(owner, External(f"builtins.tuple.{name}")),))
            return machine.call(made, Arguments(), at) if name == "_fields" else made
        if name == "__dict__":
            return Value((Object("python:attributes", (owner,)),))
        for meta in classes.metaclasses(machine, owner):
            found = classes.find(machine, meta, name)
            if found is not None:
                return bind_all(machine, found, owner, at)
        if name == "__members__" or (name == "__iter__" and classes.is_enum(machine, owner)):
            return classes.enum_members(machine, owner)
        return _class_fallback(machine, owner, name, at)
    if classes.is_enum(machine, owner) and not all(isinstance(a, Function | Descriptor) for a in raw):
        return Value((Member(owner, name),))
    results = []
    for atom in raw:
        if isinstance(atom, Descriptor):
            results.append(Value((Bound(owner, atom.function) if atom.kind == "classmethod" else atom.function,)))
        else:
            results.append(Value((atom,)))
    return join_all(results)


def _class_fallback(machine: Machine, owner: Class, name: str, at: int) -> Value | None:
    declared = classes.find(machine, owner, f"field:{name}")
    if declared is not None:
        return declared
    for base in classes.outside_bases(machine, owner):
        outcome = machine.externals.attribute(machine, base, f"class:{owner.name}:{name}", at)
        if outcome is not None:
            return machine.apply(outcome, at)
    outside = classes.outside_bases(machine, owner)
    return unknown(f"{outside[0].name}.{name}") if outside else None


def _module(machine: Machine, owner: Module, name: str, at: int) -> Value | None:
    found = scopes.module_global(machine, owner.name, name)
    if found is not None:
        return found
    if name == "__name__":
        return string(owner.name)
    if name == "__dict__":
        return Value((External(f"globals:{owner.name}"),))
    hook = scopes.module_global(machine, owner.name, "__getattr__")
    if hook is not None:
        return machine.call(hook, Arguments((string(name),)), at)
    if owner.name in machine.stars:
        return join_all(machine.attribute(Value((atom,)), name, at) for atom in machine.stars[owner.name])
    if owner.name in machine.models:
        return machine.import_submodule(f"{owner.name}.{name}", at, loudly=False)
    return machine.submodule_if_imported(f"{owner.name}.{name}")


def _external(machine: Machine, owner: External | Object, name: str, at: int) -> Value | None:
    if isinstance(owner, Object):
        stored = machine.heap.read(owner, name)
        if stored is not None:
            return stored
        if owner.type.startswith("python:"):
            return object_attribute(machine, owner, name, at)
    if isinstance(owner, External):
        if is_any_member(owner.name):
            return Value((owner,))
        found = machine.builtin_attribute(owner.name, name)
        if found is not None:
            return found
    outcome = machine.externals.attribute(machine, owner, name, at)
    if outcome is not None:
        return machine.apply(outcome, at)
    if isinstance(owner, External):
        full = f"{owner.name}.{name}"
        return Value((Module(full),)) if full in machine.models and full in machine.irs else Value((External(full),))
    return unknown(f"{owner.type}.{name}")


def _member(machine: Machine, owner: Member, name: str, at: int) -> Value | None:
    if name in ("name", "_name_"):
        return string(owner.name)
    stored = machine.heap.read(owner, name)
    if stored is not None:
        return stored
    raw = machine.heap.read(owner.cls, owner.name)
    if name in ("value", "_value_"):
        return raw or unknown("enum")
    found = classes.find(machine, owner.cls, name)
    if found is not None and not any(isinstance(a, Function | Descriptor) for a in found):
        return found
    if found is not None:
        results = []
        for atom in found:
            if isinstance(atom, Descriptor) and atom.kind == "property":
                results.append(machine.call(Value((atom.function,)), Arguments((Value((owner,)),)), at))
            elif isinstance(atom, Function):
                results.append(Value((Bound(owner, atom),)))
        return join_all(results)
    return machine.attribute(raw, name, at) if raw is not None else None


def _super(machine: Machine, cls: Class, receiver: Atom, name: str, at: int) -> Value | None:
    start = receiver.cls if isinstance(receiver, Instance) else receiver
    if not isinstance(start, Class):
        return None
    raw = classes.find(machine, start, name, after=cls)
    if raw is not None:
        assert isinstance(receiver, Instance | Class)
        return bind_all(machine, raw, receiver, at)
    if name == "__new__":
        return Value((External("builtins.object.__new__"),))
    if name == "__call__" and machine.making:
        return Value((Bound(machine.making[-1], External("builtins.object.__new__")),))
    if name in OBJECT_METHODS:
        return Value((Bound(receiver, External(f"builtins.object.{name}")),))
    found = _from_outside(machine, start, receiver, name, at)
    if found is not None and not (name == "__init__" and isinstance(found.only, External)):
        return found
    if name == "__init__" and isinstance(receiver, Instance):
        return Value((Bound(receiver, External("builtins.object.__init__")),))
    return Value((External(f"builtins.object.{name}"),))


def _function(machine: Machine, owner: Atom, name: str) -> Value | None:
    stored = machine.heap.read(owner, name)
    if stored is not None:
        return stored
    inner = owner.function if isinstance(owner, Bound | Descriptor) else owner
    if name in ("__name__", "__qualname__") and isinstance(inner, Function):
        return string(machine.functions[inner.module, inner.at].name)
    if name in ("setter", "getter", "deleter") and isinstance(owner, Descriptor):
        return Value((Method(owner, name),))
    if name in ("__wrapped__", "__func__"):
        return Value((inner,))
    if name == "__self__" and isinstance(owner, Bound):
        return Value((owner.receiver,))
    return None


def set_attribute(machine: Machine, owner: Value, name: str, value: Value) -> None:
    """``owner.name = value``."""
    for atom in owner:
        match atom:
            case Instance(cls=cls, key=key):
                hook = classes.find(machine, cls, "__setattr__")
                if hook is not None:
                    machine.call(hook, Arguments((Value((atom,)), string(name), value)), NOWHERE)
                if not _set_through(machine, cls, atom, name, value):
                    machine.heap.write(key, name, value)
            case Class() | Member():
                machine.heap.write(atom, name, value)
            case Module(name=module):
                machine.heap.write(("written", module), name, value)
            case Function() | Bound() | Object():
                machine.heap.write(atom, name, value)


def _set_through(machine: Machine, cls: Class, instance: Instance, name: str, value: Value) -> bool:
    """Whether a property setter or a descriptor took the assignment."""
    setter = classes.find(machine, cls, f"setter:{name}")
    if setter is not None:
        machine.call(setter, Arguments((Value((instance,)), value)), NOWHERE)
        return True
    raw = classes.find(machine, cls, name)
    for atom in raw or ():
        if isinstance(atom, Instance):
            hook = classes.find(machine, atom.cls, "__set__")
            if hook is not None:
                machine.call(hook, Arguments((Value((atom,)), Value((instance,)), value)), NOWHERE)
                return True
    return False
