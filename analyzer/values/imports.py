"""Imports: module bodies run once, in the order in which Lambda would run them."""

import sys

from analyzer.core import Gap, Span
from analyzer.modules import Loaded, Missing
from analyzer.values import scopes
from analyzer.values.frames import Frame
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import External, Module, Value, unknown
from analyzer.values.python.searching import instead_of


def import_module(machine: Machine, dotted: str, at: int) -> Value:
    """The module of this name; its parents and its own body are run if they had not been."""
    return instead_of(machine, dotted, _module(machine, dotted, at))


def _module(machine: Machine, dotted: str, at: int) -> Value:
    if dotted in machine.irs or dotted in machine.packages:
        return Value((Module(dotted),))
    model = machine.externals.model(dotted)
    if model is not None:
        return Value((load_model(machine, dotted, model, at),))
    if machine.externals.replaces(dotted) or _is_known_package(machine, dotted.split(".", maxsplit=1)[0]):
        return Value((External(dotted),))
    if "." in dotted:
        import_module(machine, dotted.rpartition(".")[0], at)
    found = machine.modules.get(dotted)
    folder = _elsewhere(machine, dotted, found)
    if folder:
        found = machine.modules.get(dotted)
        place = "the repository's root" if folder == "." else folder
        machine.gap("unlocated-code", at, f"module {dotted} is taken from {place}, which alone has it", ())
    if isinstance(found, Missing):
        return _absent(machine, dotted, found, at)
    return Value((load(machine, dotted, found),))


def _elsewhere(machine: Machine, dotted: str, found: Loaded | Missing) -> str:
    """The one folder of the project that has the module, where a build that is not seen copies it beside the code."""
    if isinstance(found, Loaded):
        return machine.modules.assumed.get(dotted, "")
    top = dotted.split(".", maxsplit=1)[0]
    known = top in sys.stdlib_module_names or machine.externals.knows(dotted)
    if found.reason != "not-found" or known or machine.modules.requires(top) or not is_outside(machine, top):
        return ""
    return machine.modules.find(dotted)


def _absent(machine: Machine, dotted: str, missing: Missing, at: int) -> Value:
    top = dotted.split(".", maxsplit=1)[0]
    if missing.reason == "unparsable":
        _unparsable(machine, missing)
        return unknown(dotted)
    if not is_outside(machine, top):
        owner = dotted.rpartition(".")[0]
        if owner in machine.irs and scopes.module_global(machine, owner, dotted.rpartition(".")[2]) is not None:
            return unknown(dotted)
        machine.gap("unresolved-import", at, f"module {dotted} is not among the function's code")
        return unknown(dotted)
    if missing.reason == "compiled" and not machine.externals.knows(dotted):
        machine.gap("opaque-library", at, f"module {dotted} is there in compiled form only")
    elif top not in sys.stdlib_module_names and not machine.externals.knows(dotted):
        _unseen(machine, dotted, at)
    return Value((External(dotted),))


def _unseen(machine: Machine, dotted: str, at: int) -> None:
    """A package that may be anything, unless the requirements say that it is a public one, or the code does without it.

    A module of a public one may still say by its name which services it calls: ``toolbox.aws``.
    """
    top, *inner = dotted.split(".")
    suspect = machine.externals.suspects(top)
    asked = "" if suspect else machine.modules.requires(top)
    if asked:
        machine.gap("unseen-package", at, f"package {top} of {asked} is not in the repository", ())
        for services in filter(lambda one: one != (), map(machine.externals.speaks_of, inner)):
            machine.gap("unresolved-import", at, f"module {dotted} is not in the repository", services)
    elif machine.frame.optional and not suspect:
        machine.gap("unseen-package", at, f"package {top}, which the code can do without, is not in the repository", ())
    else:
        machine.gap("unresolved-import", at, f"package {top} is neither in the repository nor known")


def _is_known_package(machine: Machine, top: str) -> bool:
    """Whether an installed copy of a package that is known to call nothing need not be analysed."""
    if top not in machine.installed:
        machine.installed[top] = machine.externals.knows(top) and machine.modules.is_installed(top)
    return machine.installed[top]


def is_outside(machine: Machine, top: str) -> bool:
    """Whether a top-level name is no part of the function's own code."""
    if top in machine.irs or top in machine.packages:
        return False
    return isinstance(machine.modules.get(top), Missing)


def load(machine: Machine, dotted: str, found: Loaded, at: int = NOWHERE) -> Module:
    """Run a module's body and publish its globals."""
    atom = Module(dotted)
    machine.irs[dotted] = found.ir
    if found.is_package:
        machine.packages[dotted] = None
    frame = Frame("module", dotted, machine.context(("module", dotted)), f"{dotted}")
    if dotted in machine.models:
        frame.node, frame.shown = machine.frame.node, machine.span(at)
    else:
        machine.nodes.setdefault(frame.node, machine.place(dotted, -1))
        if machine.frames:
            machine.edges[machine.frames[-1].node, frame.node, machine.span_here()] = None
    machine.live[dotted] = frame
    machine.frames.append(frame)
    known_rows = set(machine.rows)
    try:
        machine.execute(found.ir.body)
    finally:
        machine.frames.pop()
        del machine.live[dotted]
    for name, value in (frame.env or frame.last or {}).items():
        machine.heap.write(("module", dotted), name, value)
    for context in [context for context in machine.rows if context not in known_rows]:
        del machine.rows[context]
    return atom


def load_model(machine: Machine, dotted: str, found: Loaded, at: int) -> Module:
    """Run the model of a library's module, and that of its package before."""
    if "." in dotted:
        import_module(machine, dotted.rpartition(".")[0], at)
    if dotted in machine.irs:
        return Module(dotted)
    machine.models[dotted] = None
    return load(machine, dotted, found, at)


def import_submodule(machine: Machine, dotted: str, at: int, *, loudly: bool) -> Value:
    """A submodule that ``from package import name`` may mean."""
    return instead_of(machine, dotted, _submodule(machine, dotted, at, loudly=loudly))


def _submodule(machine: Machine, dotted: str, at: int, *, loudly: bool) -> Value:
    if dotted in machine.irs or dotted in machine.packages:
        return Value((Module(dotted),))
    if dotted.rpartition(".")[0] in machine.models:
        model = machine.externals.model(dotted)
        return Value((External(dotted),)) if model is None else Value((load_model(machine, dotted, model, at),))
    found = machine.modules.get(dotted)
    if isinstance(found, Missing):
        if found.reason == "unparsable":
            _unparsable(machine, found)
        elif loudly and dotted.rpartition(".")[0] not in machine.live and not _guarded(machine):
            machine.gap("unresolved-import", at, f"{dotted} is not among the function's code")
        return unknown(dotted)
    return Value((load(machine, dotted, found),))


def _unparsable(machine: Machine, missing: Missing) -> None:
    """A file that is there and does not parse may call anything; the gap stands at the file, as its problem does."""
    machine.gaps[Gap("unparsable-file", Span(missing.path), f"module {missing.name} does not parse")] = None


def _guarded(machine: Machine) -> bool:
    """Whether the import stands in a ``try``: code that expects it to fail."""
    return bool(machine.frame.handlers)


def submodule_if_imported(machine: Machine, dotted: str) -> Value | None:
    """A submodule as an attribute of its package, once something has imported it."""
    if dotted in machine.irs or dotted in machine.packages:
        return instead_of(machine, dotted, Value((Module(dotted),)))
    return None


def package_of(machine: Machine, module: str) -> str:
    """The package that relative imports of a module start from."""
    return module if module in machine.packages else module.rpartition(".")[0]


def global_names(machine: Machine, module: str) -> tuple[str, ...]:
    """The global names of a module, in order of their first binding."""
    live = machine.live.get(module)
    names = dict.fromkeys(live.env or {}) if live is not None else dict.fromkeys(machine.heap.slots(("module", module)))
    names.update(dict.fromkeys(machine.heap.slots(("written", module))))
    return tuple(names)
