"""Builtins that look at objects by name: ``getattr``, ``globals``, ``super``, imports by string."""

from analyzer.core import Lit, Text
from analyzer.values import scopes
from analyzer.values.machine import Machine
from analyzer.values.model import (
    BOOL,
    NONE,
    NOTHING,
    STRING,
    Class,
    External,
    Instance,
    Member,
    Module,
    Object,
    Super,
    Value,
    join,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, constant, first
from analyzer.values.python.views import attributes_of


def _getattr(machine: Machine, arguments: Arguments, at: int) -> Value:
    owner, name = first(arguments), machine.force(first(arguments, 1))
    default = arguments.get(2, "")
    literals = name.literals
    if literals is None:
        result = _any_attribute(machine, owner, name, at)
        return join(result, default) if default is not None else result
    results = []
    for word in literals:
        found = [machine.attribute_of(atom, word, at) for atom in owner]
        results.append(machine.attribute(owner, word, at) if any(each is not None for each in found) else NOTHING)
        if default is not None and any(each is None for each in found):
            results.append(default)
    return join_all(results) or unknown("getattr")


def fits(name: Value, word: str) -> bool:
    """Whether a name of which parts are known may be this word: it begins and ends as they do."""
    for atom in name:
        parts = atom.parts if isinstance(atom, Text) else ()
        head = parts[0].value if parts and isinstance(parts[0], Lit) else ""
        tail = parts[-1].value if len(parts) > 1 and isinstance(parts[-1], Lit) else ""
        whole = atom.literal if isinstance(atom, Text) else None
        if word == whole or (whole is None and word.startswith(head) and word.endswith(tail)):
            return True
    return False


def _any_attribute(machine: Machine, owner: Value, name: Value, at: int) -> Value:
    """An attribute whose name is not known: on instances any that fits, on library objects a gap."""
    results = []
    for atom in owner:
        if isinstance(atom, Object | External):
            outcome = machine.externals.attribute(machine, atom, "*", at)
            results.append(machine.apply(outcome, at) if outcome is not None else unknown("getattr"))
        elif isinstance(atom, Instance | Class):
            results += _methods(machine, atom, name, at)
        elif isinstance(atom, Module):
            names = [word for word in machine.global_names(atom.name) if fits(name, word)]
            results += [
                found for word in names if (found := scopes.module_global(machine, atom.name, word)) is not None
            ]
        else:
            results.append(unknown("getattr"))
    return join_all(results) or unknown("getattr")


def _methods(machine: Machine, atom: Instance | Class, wanted: Value, at: int) -> list[Value]:
    cls = atom.cls if isinstance(atom, Instance) else atom
    names: dict[str, None] = {}
    for each in machine.mro(cls):
        if isinstance(each, Class):
            names.update(
                dict.fromkeys(slot for slot in machine.heap.slots(each) if ":" not in slot and slot[:2] != "__")
            )
    if isinstance(atom, Instance):
        names.update(
            (slot, None) for slot in machine.heap.slots(atom.key) if ":" not in slot and slot not in ("complete", "*")
        )
    found = [machine.attribute_of(atom, name, at) for name in names if fits(wanted, name)]
    return [each for each in found if each is not None]


def _setattr(machine: Machine, arguments: Arguments, at: int) -> Value:
    owner, value = first(arguments), first(arguments, 2)
    words = machine.force(first(arguments, 1)).literals
    for word in words if words is not None else (ANY_NAME,):
        machine.set_attribute(owner, word, value)
    return NONE


def _type(machine: Machine, arguments: Arguments, at: int) -> Value:
    results = []
    for atom in first(arguments):
        if isinstance(atom, Instance | Member):
            results.append(Value((atom.cls,)))
        else:
            results.append(unknown("type"))
    return join_all(results)


def _super(machine: Machine, arguments: Arguments, at: int) -> Value:
    if len(arguments.positional) == 2:
        return join_all(
            Value((Super(cls, receiver),))
            for cls in arguments.positional[0] if isinstance(cls, Class)
            for receiver in arguments.positional[1]
        )  # fmt: skip
    frame = next((f for f in reversed(machine.frames) if f.cls is not None and f.function is not None), None)
    if frame is None or frame.cls is None:
        return unknown("super")
    return join_all(Value((Super(frame.cls, receiver),)) for receiver in frame.receiver) or unknown("super")


def _globals(machine: Machine, arguments: Arguments, at: int) -> Value:
    return Value((External(f"globals:{machine.frame.module}"),))


def _vars(machine: Machine, arguments: Arguments, at: int) -> Value:
    if not arguments.positional:
        return _locals(machine, arguments, at)
    results = []
    for atom in arguments.positional[0]:
        if isinstance(atom, Instance | Class):
            results.append(Value((Object("python:attributes", (atom,)),)))
        elif isinstance(atom, Module):
            results.append(Value((External(f"globals:{atom.name}"),)))
        else:
            results.append(unknown("vars"))
    return join_all(results)


def _locals(machine: Machine, arguments: Arguments, at: int) -> Value:
    env = machine.frame.env or {}
    if machine.frame.kind == "module":
        return _globals(machine, arguments, at)
    return machine.record(((string(name), value) for name, value in env.items()), at, role="locals")


def global_item(machine: Machine, module: str, key: Value, at: int) -> Value:
    """``globals()[key]``: the names it may mean."""
    name = machine.force(key)
    words = name.literals
    names = [word for word in machine.global_names(module) if fits(name, word)] if words is None else words
    found = [scopes.module_global(machine, module, name) for name in names]
    return join_all(each for each in found if each is not None) or unknown("globals")


def _import(machine: Machine, arguments: Arguments, at: int) -> Value:
    name = machine.force(first(arguments, 0, "name"))
    package = arguments.get(1, "package")
    words = name.literals
    if words is None:
        machine.gap("reflection", at, "the name of a module that is imported is not known")
        return unknown("import_module")
    results = []
    for word in words:
        dotted = _absolute(machine, word, package)
        results.append(machine.import_module(dotted, at))
    return join_all(results)


def _absolute(machine: Machine, word: str, package: Value | None) -> str:
    if not word.startswith("."):
        return word
    base = package.literals[0] if package is not None and package.literals else machine.package_of(machine.frame.module)
    level = len(word) - len(word.lstrip("."))
    parts = base.split(".")[: len(base.split(".")) - level + 1]
    return ".".join((*parts, word.lstrip(".")))


def _dunder_import(machine: Machine, arguments: Arguments, at: int) -> Value:
    name = machine.force(first(arguments, 0, "name"))
    result = _import(machine, Arguments((name,)), at)
    if name.literals and all("." in word for word in name.literals) and "fromlist" not in dict(arguments.keywords):
        return join_all(machine.import_module(word.split(".")[0], at) for word in name.literals)
    return result


def _run(machine: Machine, arguments: Arguments, at: int) -> Value:
    machine.gap("reflection", at, "code that is built at run time is executed")
    return unknown("eval")


def _dir(machine: Machine, arguments: Arguments, at: int) -> Value:
    names: dict[str, None] = {}
    for atom in first(arguments):
        if isinstance(atom, Instance | Class):
            cls = atom.cls if isinstance(atom, Instance) else atom
            owners = [each for each in machine.mro(cls) if isinstance(each, Class)]
            names.update((word, None) for each in owners for word, _ in attributes_of(machine, each))
        elif isinstance(atom, Module):
            names.update((word, None) for word in machine.global_names(atom.name))
        else:
            return machine.sequence("list", (), at, rest=STRING, role="dir")
    return machine.sequence("list", [string(word) for word in names], at, role=f"dir:{len(names)}")


def _members(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``inspect.getmembers(x)``: pairs of name and value."""
    pairs: list[Value] = []
    names, more = machine.unpacked(_dir(machine, arguments, at), at)
    for name in names if more is None else ():
        value = _getattr(machine, Arguments((first(arguments), name)), at)
        pairs.append(machine.sequence("tuple", (name, value), at, role=f"member:{len(pairs)}"))
    rest = machine.sequence("tuple", (STRING, unknown("member")), at, role="member") if more is not None else None
    return machine.sequence("list", pairs, at, rest=rest, role="members")


def _reveal(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``reveal(x)``: remembered for whoever asked; the corpus and ``explain`` do."""
    found = first(arguments)
    span = machine.span(at)
    machine.reveals[span] = join(machine.reveals.get(span, NOTHING), found)
    return found


ANY_NAME = "any:*"  # the slot of an attribute whose name is not known
TABLE: dict[str, Handler] = {
    "builtins.getattr": _getattr, "builtins.setattr": _setattr, "builtins.hasattr": constant(BOOL),
    "builtins.delattr": constant(NONE), "builtins.type": _type, "builtins.super": _super,
    "builtins.isinstance": constant(BOOL), "builtins.issubclass": constant(BOOL), "builtins.globals": _globals,
    "builtins.vars": _vars, "builtins.locals": _locals, "builtins.dir": _dir, "builtins.eval": _run,
    "builtins.exec": _run, "builtins.compile": constant(unknown("code")), "builtins.__import__": _dunder_import,
    "inspect.getmembers": _members, "importlib.import_module": _import, "builtins.reveal": _reveal, "runpy.run_path": _run, "runpy.run_module": _run,
}  # fmt: skip
