"""Builtins that look at objects by name: ``getattr``, ``globals``, ``super``, imports by string."""

from analyzer.values import scopes
from analyzer.values.machine import Machine
from analyzer.values.model import (
    BOOL,
    NONE,
    NOTHING,
    STRING,
    Arguments,
    Class,
    External,
    Instance,
    Member,
    Module,
    Object,
    Record,
    Super,
    Value,
    join,
    join_all,
    string,
    unknown,
)
from analyzer.values.python.model import Handler, constant, first


def _getattr(machine: Machine, arguments: Arguments, at: int) -> Value:
    owner, name = first(arguments), machine.force(first(arguments, 1))
    default = arguments.get(2, "")
    literals = _known_words(name)
    if literals is None:
        result = _any_attribute(machine, owner, at)
        return join(result, default) if default is not None else result
    results = []
    for word in literals:
        found = [machine.attribute_of(atom, word, at) for atom in owner]
        results += [each for each in found if each is not None]
        if default is not None and any(each is None for each in found):
            results.append(default)
    return join_all(results) or unknown("getattr")


def _known_words(name: Value) -> tuple[str, ...] | None:
    return name.literals


def _any_attribute(machine: Machine, owner: Value, at: int) -> Value:
    """An attribute whose name is not known: on instances any of them, on library objects a gap."""
    results = []
    for atom in owner:
        if isinstance(atom, Object | External):
            outcome = machine.externals.attribute(machine, atom, "*", at)
            results.append(machine.apply(outcome, at) if outcome is not None else unknown("getattr"))
        elif isinstance(atom, Instance | Class):
            results += _methods(machine, atom, at)
        elif isinstance(atom, Module):
            names = machine.global_names(atom.name)
            results += [
                found for name in names if (found := scopes.module_global(machine, atom.name, name)) is not None
            ]
        else:
            results.append(unknown("getattr"))
    return join_all(results) or unknown("getattr")


def _methods(machine: Machine, atom: Instance | Class, at: int) -> list[Value]:
    cls = atom.cls if isinstance(atom, Instance) else atom
    names: dict[str, None] = {}
    for each in machine.mro(cls):
        if isinstance(each, Class):
            names.update(
                dict.fromkeys(slot for slot in machine.heap.slots(each) if ":" not in slot and slot[:2] != "__")
            )
    return [found for name in names if (found := machine.attribute_of(atom, name, at)) is not None]


def _setattr(machine: Machine, arguments: Arguments, at: int) -> Value:
    owner, value = first(arguments), first(arguments, 2)
    for word in machine.force(first(arguments, 1)).literals or ():
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
        if isinstance(atom, Instance):
            results.append(Value((Record(atom.key),)))
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
    words = machine.force(key).literals
    names = machine.global_names(module) if words is None else words
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


def _subprocess(machine: Machine, arguments: Arguments, at: int) -> Value:
    machine.gap("subprocess", at, "another program is started; what it calls is not seen")
    return unknown("subprocess")


def _dir(machine: Machine, arguments: Arguments, at: int) -> Value:
    return machine.sequence("list", (), at, rest=STRING, role="dir")


def _reveal(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``reveal(x)``: remembered for whoever asked; the corpus and ``explain`` do."""
    found = first(arguments)
    span = machine.span(at)
    machine.reveals[span] = join(machine.reveals.get(span, NOTHING), found)
    return found


_PROGRAMS = (
    "subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_call", "subprocess.check_output",
    "subprocess.getoutput", "os.system", "os.popen", "os.execv", "os.execve", "os.execvp", "os.spawnv", "pty.spawn",
    "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell",
)  # fmt: skip

TABLE: dict[str, Handler] = {
    "builtins.getattr": _getattr, "builtins.setattr": _setattr, "builtins.hasattr": constant(BOOL),
    "builtins.delattr": constant(NONE), "builtins.type": _type, "builtins.super": _super,
    "builtins.isinstance": constant(BOOL), "builtins.issubclass": constant(BOOL), "builtins.globals": _globals,
    "builtins.vars": _vars, "builtins.locals": _locals, "builtins.dir": _dir, "builtins.eval": _run,
    "builtins.exec": _run, "builtins.compile": constant(unknown("code")), "builtins.__import__": _dunder_import,
    "importlib.import_module": _import, "builtins.reveal": _reveal, "runpy.run_path": _run, "runpy.run_module": _run,
    **dict.fromkeys(_PROGRAMS, _subprocess),
}  # fmt: skip
