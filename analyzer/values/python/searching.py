"""``sys.path``: folders of the deployed code that the code itself adds to where imports are looked up."""

import posixpath

from analyzer.values.machine import Machine
from analyzer.values.model import NONE, Value
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, first

TASK = "/var/task"


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


TABLE: dict[str, Handler] = {
    "sys.path.append": _add(0),
    "sys.path.insert": _add(1),
    "sys.path.extend": _extend,
    "site.addsitedir": _add(0),
}
