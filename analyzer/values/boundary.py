"""Where the scanned code meets code that is not seen."""

import sys
from collections.abc import Iterator

from analyzer.core import Text
from analyzer.values import classes
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    NOTHING,
    Atom,
    Bound,
    Class,
    Constant,
    Descriptor,
    EventRoot,
    Function,
    Instance,
    Object,
    Partial,
    Record,
    Sequence,
    Unknown,
    Value,
    join_all,
    unknown,
)
from analyzer.values.outcomes import Arguments, Outcome
from analyzer.values.python import TABLE
from analyzer.values.python.reflecting import global_item

_MAKING = ("__init__", "__new__", "__init_subclass__", "__class_getitem__")


def builtin(machine: Machine, name: str, arguments: Arguments, at: int) -> Value | None:
    """What a modelled function of Python gives, None when it is not modelled."""
    unbound = _unbound(machine, name, arguments, at) if name.startswith("builtins.") and "." in name[9:] else None
    if unbound is not None:
        return unbound
    handler = TABLE.get(name)
    if handler is not None:
        return handler(machine, arguments, at)
    if name.startswith("globals:"):
        return _globals(machine, name, arguments, at)
    return None


def _unbound(machine: Machine, name: str, arguments: Arguments, at: int) -> Value | None:
    """``str.upper("a")``: a method of a builtin type, called on its first argument, a thing of this very type."""
    top, _, rest = name.partition(".")
    kind, _, method = rest.partition(".")
    if top != "builtins" or kind not in _BUILTIN_TYPES or not method or not arguments.positional:
        return None
    given = Arguments(arguments.positional[1:], arguments.keywords, arguments.rest, arguments.extra)
    receivers = [atom for atom in arguments.positional[0] if isinstance(atom, _BUILTIN_TYPES[kind])]
    methods = [found for atom in receivers if (found := machine.attribute_of(atom, method, at)) is not None]
    return join_all(machine.call(found, given, at) for found in methods) if methods else None


_BUILTIN_TYPES: dict[str, tuple[type, ...]] = {
    "str": (Text, EventRoot), "bytes": (Text, EventRoot), "dict": (Record, EventRoot), "list": (Sequence, EventRoot),
    "set": (Sequence, EventRoot), "tuple": (Sequence, EventRoot), "frozenset": (Sequence, EventRoot),
}  # fmt: skip


def _globals(machine: Machine, name: str, arguments: Arguments, at: int) -> Value | None:
    owner, _, method = name.removeprefix("globals:").rpartition(".")
    if method in ("__getitem__", "get"):
        return global_item(machine, owner, arguments.positional[0] if arguments.positional else unknown("key"), at)
    if method == "__setitem__":
        for word in arguments.positional[0].literals or ():
            machine.heap.write(("written", owner), word, arguments.positional[1])
    return NOTHING


def builtin_attribute(name: str, attribute: str) -> Value | None:
    """An attribute of a modelled part of Python that is no plain name."""
    if name == "os" and attribute == "sep":
        from analyzer.values.model import string

        return string("/")
    return None


def apply(machine: Machine, outcome: Outcome, at: int) -> Value:
    """Record what a library call does, run what it calls, give its result."""
    for effect in outcome.effects:
        machine.effect(effect)
    for gap in outcome.gaps:
        machine.gaps[gap] = None
    for callee, arguments in outcome.calls:
        machine.call(callee, arguments, at)
    return outcome.result


def call_back(machine: Machine, arguments: Arguments, at: int) -> None:
    """Functions handed to code whose effects are known: they are called."""
    callables: dict[Atom, None] = {}
    for value in arguments.values:
        _collect(machine, value, callables, {}, 0)
    for atom in callables:
        machine.call(Value((atom,)), _any_arguments(machine, atom, at), at)


def _any_arguments(machine: Machine, callee: Atom, at: int) -> Arguments:
    """What a callee may be called with by code that is not seen: a method with an object of its class, or with the class."""
    function = callee.function if isinstance(callee, Descriptor) else callee
    owner = function.owner if isinstance(function, Function) else None
    first: tuple[Value, ...] = ()
    if owner is not None and callee is function:
        first = (Value((Instance(owner, machine.key(at, f"handed:{owner.name}")),)),)
    elif owner is not None and isinstance(callee, Descriptor) and callee.kind == "classmethod":
        first = (Value((owner,)),)
    return Arguments(first, (), unknown("argument"), unknown("argument"))


def handed_over(machine: Machine, arguments: Arguments, where: str, at: int) -> None:
    """Values go to code that is not seen: callables are called, objects escape."""
    callables: dict[Atom, None] = {}
    objects: dict[Object, None] = {}
    for value in arguments.values:
        _collect(machine, value, callables, objects, 2, where)
    for atom in callables:
        machine.call(Value((atom,)), _any_arguments(machine, atom, at), at)
    if is_harmless(machine, where):
        objects = {each: None for each in objects if each.type.endswith("-method")}
    if objects:
        for gap in machine.externals.escaped(machine, tuple(objects), where, at):
            machine.gaps[gap] = None


def is_harmless(machine: Machine, where: str) -> bool:
    """Whether a function by its full name belongs to Python or to a package known to call nothing."""
    top = where.split(".", maxsplit=1)[0]
    return (
        top == "builtins" or top in sys.stdlib_module_names or machine.externals.knows(where.split("(", maxsplit=1)[0])
    )


def _collect(
    machine: Machine, value: Value, callables: dict[Atom, None], objects: dict[Object, None], depth: int,
    where: str = "",
) -> None:  # fmt: skip
    for atom in value:
        match atom:
            case Function() | Bound() | Partial():
                callables[atom] = None
            case Descriptor(kind="staticmethod" | "classmethod"):
                callables[atom] = None
            case Object():
                objects[atom] = None
            case Instance():
                if machine.attribute_of(atom, "__call__", NOWHERE) is not None:
                    callables[atom] = None
                callables.update(dict.fromkeys(_hooks(machine, atom, where)))
            case Record(key=key) | Sequence(key=key) if depth:
                _collect(machine, machine.heap.all(key), callables, objects, depth - 1, where)


def _hooks(machine: Machine, owner: Instance, where: str) -> Iterator[Bound]:
    """The methods by which a class extends one that is not seen, which calls them when it will.

    A package that calls nothing by itself still calls what extends it, once that is handed to it: a private key to
    what signs with it, a handler to what logs.
    """
    outside = [base.name for base in classes.outside_bases(machine, owner.cls)]
    home = where.partition(".")[0]
    if all(is_harmless(machine, name) and (name.partition(".")[0] != home or home == "builtins") for name in outside):
        return
    for cls in machine.mro(owner.cls):
        for name, _ in machine.heap.items(cls) if isinstance(cls, Class) else ():
            found = machine.attribute_of(owner, name, NOWHERE) if name.isidentifier() and name not in _MAKING else None
            yield from (atom for atom in found or () if isinstance(atom, Bound) and isinstance(atom.function, Function))


def elements_of_unknown(machine: Machine, atom: Atom) -> Value:
    """A value of an unpacked mapping that is no known dict."""
    if isinstance(atom, EventRoot):
        return Value((EventRoot((*atom.path, "*")[:10]),))
    if isinstance(atom, Instance):
        return machine.heap.all(atom.key) or unknown("mapping")
    return unknown("mapping")


def awaited(machine: Machine, value: Value, at: int) -> Value:
    """``await value``: calls have run already, so it is what they gave; futures give their results."""
    results = []
    for atom in value:
        if isinstance(atom, Object) and atom.type == "python:future":
            results.append(machine.heap.read(atom.key[0], "result") or unknown("future"))
        elif isinstance(atom, Instance):
            method = machine.attribute_of(atom, "__await__", at)
            results.append(
                machine.elements(machine.call(method, Arguments(), at), at) if method is not None else Value((atom,))
            )
        else:
            results.append(Value((atom,)))
    return join_all(results)


def entered(machine: Machine, context: Value, at: int) -> Value:
    """What ``with context as name`` binds."""
    results = []
    for atom in context:
        if isinstance(atom, Instance):
            method = machine.attribute_of(atom, "__enter__", at) or machine.attribute_of(atom, "__aenter__", at)
            results.append(machine.call(method, Arguments(), at) if method is not None else unknown("with"))
        elif isinstance(atom, Sequence) and atom.kind == "generator":
            results.append(machine.elements(Value((atom,)), at))
        elif isinstance(atom, Object) and not atom.type.startswith("python:"):
            method = machine.attribute_of(atom, "__enter__", at)
            found = machine.call(method, Arguments(), at) if method is not None else NOTHING
            results.append(found if found and not isinstance(found.only, Unknown) else Value((atom,)))
        else:
            results.append(Value((atom,)))
    return join_all(results)


def left(machine: Machine, context: Value, at: int) -> None:
    """Leave a ``with`` block: ``__exit__`` runs."""
    for atom in context:
        if isinstance(atom, Instance):
            for name in ("__exit__", "__aexit__"):
                method = machine.attribute_of(atom, name, at)
                if method is not None:
                    nothing = Value((Constant(None, "None"),))
                    machine.call(method, Arguments((nothing, nothing, nothing)), at)


def returned_by(machine: Machine, generator: Value) -> Value:
    """What ``yield from generator`` evaluates to."""
    results = [machine.heap.read(atom.key, "return") or NOTHING for atom in generator if isinstance(atom, Sequence)]
    return join_all(results) or unknown("yield from")
