"""Other programs that are started: what they call is not seen, unless they are known to call nothing."""

import re
from posixpath import basename

from analyzer.core import Lit, Text
from analyzer.values.machine import Machine
from analyzer.values.model import Sequence, Value, unknown
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, first

_STARTING = (
    "subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_call", "subprocess.check_output",
    "subprocess.getoutput", "os.system", "os.popen", "os.execv", "os.execve", "os.execvp", "os.spawnv", "pty.spawn",
    "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell",
)  # fmt: skip
_BETWEEN = re.compile(r"&&|\|\||(?<!>)&(?!>)|[;|\n]")
_SETTING = re.compile(r"^\w+=\S*$")
_NESTED = ("`", "$(", "<(", ">(")


def _started(machine: Machine, arguments: Arguments, at: int) -> Value:
    names = _programs(machine, first(arguments, 0, "args"))
    if not names or not all(machine.externals.is_quiet(basename(name)) for name in names):
        machine.gap("subprocess", at, "another program is started; what it calls is not seen")
    return unknown("subprocess")


def _programs(machine: Machine, command: Value) -> list[str]:
    """The names of the programs that a command line starts, none where one of them is not known."""
    found: list[str] = []
    for atom in command:
        if isinstance(atom, Sequence):
            items, _ = machine.unpacked(Value((atom,)), -1)
            words = (items[0].literals or ()) if items else ()
        else:
            words = _words(atom) if isinstance(atom, Text) else ()
        if not words:
            return []
        found.extend(words)
    return found


def _words(command: Text) -> tuple[str, ...]:
    """The first word of each command of a shell's line; what is not known of the line is taken for arguments."""
    line = "".join(part.value if isinstance(part, Lit) else "?" for part in command.parts)
    if any(each in line for each in _NESTED):
        return ()
    found = []
    for each in _BETWEEN.split(line):
        words = [word for word in each.split() if not _SETTING.match(word)]
        if words and "?" in words[0]:
            return ()
        found.extend(words[:1])
    return tuple(found)


TABLE: dict[str, Handler] = dict.fromkeys(_STARTING, _started)
