"""``sys.path`` and ``sys.modules``: what the code itself says of where and what its imports are."""

import posixpath

from analyzer.values.machine import Machine
from analyzer.values.model import NONE, Class, External, Instance, Module, Value, join, join_all, unknown
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, first

TASK = "/var/task"
INSTEAD = ("modules",)  # the heap's cells of what was put into sys.modules, by module


def _add(position: int) -> Handler:
    def call(machine: Machine, arguments: Arguments, at: int) -> Value:
        _search(machine, first(arguments, position), at)
        return NONE

    return call


def _extend(machine: Machine, arguments: Arguments, at: int) -> Value:
    _search(machine, machine.elements(first(arguments), at), at)
    return NONE


def _search(machine: Machine, folders: Value, at: int) -> None:
    for text in machine.text(folders, at).texts:
        if text.literal is not None:
            machine.modules.search(posixpath.normpath(posixpath.join(TASK, text.literal)))


def instead_of(machine: Machine, dotted: str, module: Value) -> Value:
    """What importing a module gives: the module, unless the code put something of its own in its place.

    https://docs.python.org/3/reference/import.html#the-module-cache
    """
    return machine.heap.read(INSTEAD, dotted) or module


def _replace(machine: Machine, arguments: Arguments, at: int) -> Value:
    own = Value(tuple(atom for atom in first(arguments, 1) if isinstance(atom, Instance | Class | Module)))
    for dotted in first(arguments).literals or () if own else ():
        machine.heap.write(INSTEAD, dotted, own)
    return NONE


def _module(machine: Machine, arguments: Arguments, at: int) -> Value:
    names = machine.force(first(arguments)).literals
    return join_all(_known(machine, dotted) for dotted in names) if names else unknown("sys.modules")


def _known(machine: Machine, dotted: str) -> Value:
    own = dotted in machine.irs or dotted in machine.packages
    module = Value((Module(dotted) if own else External(dotted),))
    return join(module, machine.heap.read(INSTEAD, dotted) or module)


TABLE: dict[str, Handler] = {
    "sys.path.append": _add(0),
    "sys.path.insert": _add(1),
    "sys.path.extend": _extend,
    "site.addsitedir": _add(0),
    "sys.modules.__setitem__": _replace,
    "sys.modules.__getitem__": _module,
    "sys.modules.get": _module,
}
