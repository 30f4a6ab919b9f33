"""``os``, ``os.environ`` in every form, paths."""

import posixpath
import re

from analyzer.core import Env, Hole, Lit, Text, lit
from analyzer.values import texts
from analyzer.values.environment import ENVIRONMENT
from analyzer.values.machine import Machine
from analyzer.values.model import BOOL, NONE, STRING, External, Object, Record, Value, join, join_all, string, unknown
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, constant, first

_VARIABLE = re.compile(r"\$(\w+|\{\w+\})")


def variable(machine: Machine, name: Value, default: Value | None = None) -> Value:
    """The value of an environment variable: itself, what the code set it to, or the default."""
    words = machine.force(name).literals
    if words is None:
        return STRING
    results = []
    for word in words:
        own = machine.heap.read(ENVIRONMENT, word)
        fallback = default.texts if default is not None else ()
        text = Text((Env(word, fallback[0] if len(fallback) == 1 and len(default or ()) == 1 else None),))
        results.append(join(Value((text,)), own) if own is not None else Value((text,)))
    if default is not None and not (len(default) == 1 and default.texts):
        results.append(default)
    return join_all(results)


def _getenv(machine: Machine, arguments: Arguments, at: int) -> Value:
    return variable(machine, first(arguments, 0, "key"), arguments.get(1, "default"))


def _item(machine: Machine, arguments: Arguments, at: int) -> Value:
    return variable(machine, first(arguments))


def _set(machine: Machine, arguments: Arguments, at: int) -> Value:
    for word in first(arguments).literals or ():
        machine.heap.write(ENVIRONMENT, word, first(arguments, 1))
    return NONE


def _setdefault(machine: Machine, arguments: Arguments, at: int) -> Value:
    return variable(machine, first(arguments), first(arguments, 1))


def environment(machine: Machine, at: int) -> Value:
    """``os.environ`` as a dict of its own: the variables that the template sets, others by name when asked for."""
    names = machine.environment_names()
    result = machine.record(((string(name), variable(machine, string(name))) for name in names), at, role="environ")
    for atom in result:
        if isinstance(atom, Record):
            machine.heap.write(atom.key, "default-environ", Value((External("os.environ"),)))
    return result


def _environ_method(name: str) -> Handler:
    def call(machine: Machine, arguments: Arguments, at: int) -> Value:
        return machine.call(machine.attribute(environment(machine, at), name, at), arguments, at)

    return call


def _updated(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``os.environ.update(…)``."""
    given = machine.record((), at, role="environ:update")
    machine.call(machine.attribute(given, "update", at), arguments, at)
    for atom in given:
        if isinstance(atom, Record):
            for slot, value in machine.heap.items(atom.key):
                if slot.startswith("s:"):
                    machine.heap.write(ENVIRONMENT, slot[2:], value)
    return NONE


def _expanded(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``os.path.expandvars``: ``$NAME`` and ``${NAME}``."""
    results = []
    for text in texts.as_texts(machine.text(first(arguments), at)):
        columns: list[tuple[Text, ...]] = []
        for part in text.parts:
            words = _VARIABLE.split(part.value) if isinstance(part, Lit) else [""]
            columns += [(Text((part,)),)] if not isinstance(part, Lit) else []
            for index, word in enumerate(words):
                known = index % 2 == 0
                columns.append((lit(word),) if known else variable(machine, string(word.strip("{}"))).texts)
        results.append(texts.concat(columns))
    return join_all(results)


def _joined_path(machine: Machine, arguments: Arguments, at: int) -> Value:
    columns: list[tuple[Text, ...]] = []
    for each in arguments.positional:
        words = texts.as_texts(machine.text(each, at))
        if len(words) == 1 and (words[0].literal or "").startswith("/"):
            columns = []
        if columns:
            columns.append((lit("/"),))
        columns.append(words)
    if arguments.rest is not None:
        columns.append((Text((Hole("path"),)),))
    joined = texts.concat(columns)
    return Value(tuple(_single_slashes(text) for text in joined.texts)) if columns else STRING


def _single_slashes(text: Text) -> Text:
    return Text.of(*(lit(part.value.replace("//", "/")) if hasattr(part, "value") else part for part in text.parts))


def _last(machine: Machine, arguments: Arguments, at: int) -> Value:
    return _cut(machine, arguments, at, last=True)


def _directory(machine: Machine, arguments: Arguments, at: int) -> Value:
    return _cut(machine, arguments, at, last=False)


def _cut(machine: Machine, arguments: Arguments, at: int, *, last: bool) -> Value:
    results = []
    for text in texts.as_texts(machine.text(first(arguments), at)):
        pieces = texts.split(text, "/")
        if pieces is None:
            results.append(STRING)
        elif last:
            results.append(Value((pieces[-1],)))
        else:
            results.append(texts.joined(lit("/"), [(piece,) for piece in pieces[:-1]]))
    return join_all(results)


def _split_extension(machine: Machine, arguments: Arguments, at: int) -> Value:
    words = texts.as_texts(machine.text(first(arguments), at))
    halves = [texts.extension(word, of_path=True) for word in words]
    row = tuple(join_all(Value((half[index],)) for half in halves) for index in (0, 1))
    return machine.sequence("tuple", row, at, role="splitext")


def _same_path(machine: Machine, arguments: Arguments, at: int) -> Value:
    return machine.text(first(arguments), at)


def _normal_path(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``os.path.normpath``, where all of the path is known."""
    words = machine.text(first(arguments), at)
    known = (lit(posixpath.normpath(text.literal)) if text.literal else text for text in words.texts)
    return Value(tuple(known)) or words


def _path(machine: Machine, arguments: Arguments, at: int) -> Value:
    joined = _joined_path(machine, arguments, at) if arguments.positional else string(".")
    return Value(tuple(Object("python:path", (text,)) for text in joined.texts)) or unknown("path")


def _walk(machine: Machine, arguments: Arguments, at: int) -> Value:
    names = machine.sequence("list", (), at, rest=STRING, role="walk:names")
    return machine.sequence(
        "list", (), at, rest=machine.sequence("tuple", (STRING, names, names), at, role="walk:row"), role="walk"
    )


def _decouple(machine: Machine, arguments: Arguments, at: int) -> Value:
    found = variable(machine, first(arguments), arguments.get(1, "default"))
    cast = arguments.get(None, "cast")
    return found if cast is None else join(found, machine.call(cast, Arguments((found,)), at))


_PATHS = ("pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "pathlib.PurePosixPath")

TABLE: dict[str, Handler] = {
    "os.getenv": _getenv, "os.environ.get": _getenv, "os.environ.__getitem__": _item, "os.environ.pop": _getenv,
    "os.environ.__setitem__": _set, "os.putenv": _set, "os.environ.setdefault": _setdefault,
    "os.environ.copy": lambda machine, arguments, at: environment(machine, at), "os.environ.__contains__": constant(BOOL), "os.environ.update": _updated,
    **{f"os.environ.{name}": _environ_method(name) for name in ("items", "keys", "values", "__iter__")}, "os.getcwd": constant(string("/var/task")),
    "os.path.join": _joined_path, "posixpath.join": _joined_path, "os.path.basename": _last, "os.path.dirname": _directory,
    "os.path.splitext": _split_extension, "os.path.abspath": _normal_path, "os.path.realpath": _normal_path,
    "os.path.normpath": _normal_path, "os.path.expanduser": _same_path, "os.path.expandvars": _expanded,
    "os.fspath": _same_path, "os.path.exists": constant(BOOL), "os.path.isfile": constant(BOOL),
    "os.path.isdir": constant(BOOL), "os.walk": _walk, "os.remove": constant(NONE), "os.makedirs": constant(NONE),
    "os.mkdir": constant(NONE), "decouple.config": _decouple, "environs.Env().__call__": _decouple,
    **dict.fromkeys(_PATHS, _path), "tempfile.gettempdir": constant(string("/tmp")),  # noqa: S108 - Lambda's own folder
    "tempfile.mkdtemp": constant(Value((Text.of("/tmp/", Hole("temporary")),))),  # noqa: S108
}  # fmt: skip
