"""Names: what they mean and where a binding goes."""

import builtins
import sys

from analyzer.modules import model as ir
from analyzer.values.frames import Closure, Frame
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    NOTHING,
    Descriptor,
    External,
    Function,
    Module,
    Object,
    Unknown,
    Value,
    join,
    join_all,
    string,
    unknown,
)
from analyzer.values.nesting import nesting
from analyzer.values.outcomes import Arguments

BUILTINS = frozenset(dir(builtins))
TRANSPARENT_BUILTINS = {"staticmethod": "staticmethod", "classmethod": "classmethod", "property": "property"}


def lookup(machine: Machine, name: str) -> Value:
    """What a name means in the current frame: local, enclosing, module, builtin."""
    frame = machine.frame
    if frame.env is not None and name not in frame.shared and name not in frame.globals:
        found = frame.env.get(name)
        if found is not None and (frame.kind != "module" or name not in frame.nonlocals):
            return join(found, _module_writes(machine, frame, name)) if frame.kind == "module" else found
    if name not in frame.globals:
        found = _enclosing(machine, frame, name)
        if found is not None:
            return found
    return module_name(machine, frame.module, name)


def _module_writes(machine: Machine, frame: Frame, name: str) -> Value:
    return machine.heap.read(("written", frame.module), name) or NOTHING


def _enclosing(machine: Machine, frame: Frame, name: str) -> Value | None:
    current: int | None = frame.context
    while current is not None:
        closure = machine.closures.get(current)
        if closure is None:
            return None
        if name in closure.names:
            found = machine.heap.read(("closure", current), name)
            if found is not None:
                return found
        current = closure.parent if closure.parent >= 0 else None
    return None


def module_name(machine: Machine, module: str, name: str) -> Value:
    """What a global name of a module means, builtins included."""
    found = module_global(machine, module, name)
    if found is not None:
        return found
    if name == "__name__":
        return string(module)
    if name == "__file__":
        tail = "/__init__.py" if module in machine.packages else ".py"
        return string(f"/var/task/{module.replace('.', '/')}{tail}")
    if name not in BUILTINS and module in machine.stars:
        return join_all(machine.attribute(Value((atom,)), name, NOWHERE) for atom in machine.stars[module])
    return Value((External(f"builtins.{name}"),))


def module_global(machine: Machine, module: str, name: str) -> Value | None:
    """A global of a module, None when it has none of this name (yet)."""
    live = machine.live.get(module)
    inside = (
        live.env.get(name) if live is not None and live.env is not None else machine.heap.read(("module", module), name)
    )
    written = machine.heap.read(("written", module), name)
    if inside is None or written is None:
        return inside or written
    return join(inside, written)


def bind(machine: Machine, name: str, value: Value) -> None:
    """Bind a name in the current frame, or where ``global`` and ``nonlocal`` say."""
    frame = machine.frame
    if name in frame.globals:
        machine.heap.write(("written", frame.module), name, value)
        return
    if name in frame.nonlocals:
        owner = _owner_of(machine, frame, name)
        if owner is not None:
            machine.heap.write(("closure", owner), name, value)
        return
    if frame.env is not None and name not in frame.shared:
        frame.env[name] = value
    if frame.kind == "function" and (frame.writes_through or name in frame.shared):
        machine.heap.write(("closure", frame.context), name, value)


def _owner_of(machine: Machine, frame: Frame, name: str) -> int | None:
    closure = machine.closures.get(frame.context)
    current = closure.parent if closure is not None else -1
    while current >= 0:
        closure = machine.closures.get(current)
        if closure is None:
            return None
        if name in closure.names:
            return current
        current = closure.parent
    return None


def enter_function(machine: Machine, frame: Frame, function: ir.FunctionIR, parent: int) -> None:
    """Set up the scope of a function's frame."""
    frame.globals = frozenset(function.globals)
    frame.nonlocals = frozenset(function.nonlocals)
    site = (frame.module, function.at)
    known = machine.nesting.get(site)
    if known is None:
        known = machine.nesting[site] = nesting(function)
    frame.writes_through, frame.shared = known
    parameters = [parameter.name for parameter in function.parameters]
    machine.closures[frame.context] = Closure(frozenset((*function.locals, *parameters)), parent)


def closure_parent(frame: Frame) -> int:
    """The frame that a function defined here closes over: class bodies are passed over."""
    if frame.kind == "class":
        return frame.parent
    return frame.context if frame.kind == "function" else -1


def define(machine: Machine, function: ir.FunctionIR) -> Value:
    """A function object; its defaults are evaluated now."""
    frame = machine.frame
    machine.functions[frame.module, function.at] = function
    owner = frame.cls if frame.kind == "class" else None
    atom = Function(frame.module, function.at, closure_parent(frame), owner)
    for parameter in function.parameters:
        if parameter.default is not None:
            machine.heap.write(atom, f"default:{parameter.name}", machine.evaluate(parameter.default))
    if frame.shown is None:
        machine.nodes.setdefault(machine.node_of(atom), machine.place(frame.module, function.at))
    else:
        machine.made_at[atom] = frame.shown
    return Value((atom,))


def decorated(machine: Machine, function: ir.FunctionIR) -> Value:
    """A function with its decorators applied, innermost first."""
    decorators = [machine.evaluate(decorator) for decorator in function.decorators]
    value = define(machine, function)
    for decorator, expr in zip(reversed(decorators), reversed(function.decorators), strict=True):
        value = apply_decorator(machine, decorator, value, _place_of(expr, function.at))
    return value


def _place_of(expr: ir.Expr, default: int) -> int:
    return getattr(expr, "at", default)


def apply_decorator(machine: Machine, decorator: Value, target: Value, at: int) -> Value:
    """``decorator(target)``; what is not known keeps the target."""
    return join_all(_decorate(machine, atom, target, at) for atom in decorator) or target


def _decorate(machine: Machine, atom: object, target: Value, at: int) -> Value:
    one = Value((atom,))  # type: ignore[arg-type]
    if isinstance(atom, External) and atom.name.startswith("builtins."):
        kind = TRANSPARENT_BUILTINS.get(atom.name.removeprefix("builtins."))
        if kind is not None:
            return Value(tuple(Descriptor(kind, each) for each in target))  # type: ignore[arg-type]
    if isinstance(atom, External) and _wraps_unseen(machine, atom.name):
        machine.heap.write(("wrapped", atom.name.split(".", maxsplit=1)[0]), "*", target)
        return target
    if isinstance(atom, External | Object | Unknown):
        result = machine.call(one, Arguments((target,)), at)
        vague = not result or all(isinstance(each, Unknown | External) for each in result)
        return target if vague else result
    return machine.call(one, Arguments((target,)), at)


def _wraps_unseen(machine: Machine, name: str) -> bool:
    """Whether ``@package.name`` or ``@package.name(…)`` is of a package that is not there.

    It is taken to wrap what it stands on, which runs when it is called; a method (``@app.route(…)``)
    is taken to register it, which counts as a call.  The gap of the import says that this is not known.
    """
    plain = name.removesuffix("()")
    top = plain.split(".", maxsplit=1)[0]
    own = top == "builtins" or top in sys.stdlib_module_names
    return not own and "()" not in plain and not machine.externals.knows(plain)


def import_names(machine: Machine, statement: ir.ImportFrom) -> None:
    """``from module import names``."""
    dotted = absolute(machine, statement)
    if dotted is None:
        machine.gap("unresolved-import", statement.at, f"relative import beyond the code's root: {statement.module}")
        for _, name in statement.names:
            machine.bind(name, unknown("import"))
        return
    owner = machine.import_module(dotted, statement.at)
    for name, alias in statement.names:
        if name == "*":
            _star_import(machine, owner)
            continue
        machine.bind(alias, _imported(machine, owner, dotted, name, statement.at))


def _imported(machine: Machine, owner: Value, dotted: str, name: str, at: int) -> Value:
    results = []
    for atom in owner:
        if isinstance(atom, Module):
            found = module_global(machine, atom.name, name) or _of_every_module(machine, atom.name, name)
            hook = module_global(machine, atom.name, "__getattr__") if found is None else None
            if found is None or name == "":
                found = machine.import_submodule(f"{atom.name}.{name}", at, loudly=hook is None)
            if hook is not None and all(isinstance(each, Unknown) for each in found):
                found = machine.call(hook, Arguments((string(name),)), at)
            results.append(found)
        else:
            exported = _exported(machine, atom.name, name, at) if isinstance(atom, External) else None
            results.append(exported or machine.attribute(Value((atom,)), name, at))
            _suspected(machine, dotted, name, at)
    return join_all(results) or unknown(f"import {dotted}.{name}")


def _of_every_module(machine: Machine, module: str, name: str) -> Value | None:
    """What the import system gives every module: https://docs.python.org/3/reference/datamodel.html#module-objects"""
    if name in ("__name__", "__file__"):
        return module_name(machine, module, name)
    return unknown(name) if name in ("__doc__", "__package__", "__path__", "__spec__", "__dict__") else None


def _suspected(machine: Machine, dotted: str, name: str, at: int) -> None:
    """A name that speaks of services, in a package that is taken to call none because it is a public one."""
    top = dotted.partition(".")[0]
    if top in sys.stdlib_module_names or machine.externals.knows(dotted) or not machine.modules.requires(top):
        return
    services = machine.externals.speaks_of(name)
    if services != ():
        machine.gap("unresolved-import", at, f"{name} of package {top} is not in the repository", services)


def _exported(machine: Machine, dotted: str, name: str, at: int) -> Value | None:
    """What the model of a package above calls by this name: ``gql.client.Client`` is ``gql.Client``."""
    while "." in dotted:
        dotted = dotted.rpartition(".")[0]
        if machine.externals.model(dotted) is not None:
            machine.import_module(dotted, at)
            found = module_global(machine, dotted, name)
            if found is not None:
                return found
    return None


def _star_import(machine: Machine, owner: Value) -> None:
    for atom in owner:
        if not isinstance(atom, Module):
            machine.stars.setdefault(machine.frame.module, {})[atom] = None
            continue
        exported = module_global(machine, atom.name, "__all__")
        names = machine.global_names(atom.name)
        listed = _literal_names(machine, exported) if exported is not None else None
        for name in names if listed is None else listed:
            if listed is None and name.startswith("_"):
                continue
            machine.bind(name, _imported(machine, Value((atom,)), atom.name, name, NOWHERE))


def _literal_names(machine: Machine, exported: Value) -> list[str] | None:
    items, more = machine.unpacked(exported, NOWHERE)
    literals = [item.literals for item in items]
    if more is not None or any(each is None for each in literals):
        return None
    return [word for each in literals if each for word in each]


def absolute(machine: Machine, statement: ir.ImportFrom) -> str | None:
    """The dotted name that an import statement of the current module means."""
    if not statement.level:
        return statement.module
    package = machine.package_of(machine.frame.module).split(".") if machine.package_of(machine.frame.module) else []
    if statement.level - 1 > len(package) or (not package and statement.level > 1):
        return None
    base = package[: len(package) - (statement.level - 1)]
    return ".".join((*base, *([statement.module] if statement.module else ()))) or None


def annotate(machine: Machine, name: str, value: Value) -> None:
    """Keep what an annotation says of a name that has no value: a field of a class, a declared local."""
    frame = machine.frame
    if frame.kind == "class" and frame.cls is not None:
        machine.heap.write(frame.cls, f"field:{name}", value or unknown("field"))
    elif value and frame.env is not None and name not in frame.env:
        bind(machine, name, value)
