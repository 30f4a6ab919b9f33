"""Methods of built-in values, and the small objects that modelled Python functions give back."""

from analyzer.core import Text, lit
from analyzer.values import container_methods, strings, texts
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    NOTHING,
    STRING,
    Bound,
    Constant,
    Descriptor,
    EventRoot,
    Function,
    Method,
    Object,
    Record,
    Sequence,
    Typed,
    Value,
    join,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments
from analyzer.values.python.configuring import PARSER, call_parser
from analyzer.values.python.data import file_text, url_part
from analyzer.values.python.model import first
from analyzer.values.python.templating import substituted
from analyzer.values.python.views import call_view


def call_method(machine: Machine, method: Method, arguments: Arguments, at: int) -> Value:
    """The result of calling a method of a built-in value."""
    receiver, name = method.receiver, method.name
    if isinstance(receiver, Text | Record):
        machine.edge(f"<**{'PyStr' if isinstance(receiver, Text) else 'PyDict'}**>.{name}", at)
    match receiver:
        case Text():
            return strings.call_method(machine, receiver, name, arguments, at)
        case Record():
            return container_methods.call_record(machine, receiver, name, arguments, at)
        case Sequence():
            return container_methods.call_sequence(machine, receiver, name, arguments, at)
        case EventRoot():
            return container_methods.call_event(machine, receiver, name, arguments, at)
        case Constant() | Typed():
            return strings.call_typed(
                Typed(receiver.type) if isinstance(receiver, Constant) else receiver, name, arguments
            )
        case Descriptor():
            return _set_accessor(machine, receiver, name, arguments)
        case Object():
            return _call_object(machine, receiver, name, arguments, at)
    return unknown(name)


def _set_accessor(machine: Machine, receiver: Descriptor, name: str, arguments: Arguments) -> Value:
    """``@name.setter``: remembered by the class under the function's own name."""
    frame = machine.frame
    for atom in arguments.positional[0] if arguments.positional else ():
        label = machine.attribute_of(atom, "__name__", NOWHERE)
        if name == "setter" and frame.cls is not None and label is not None and label.literals:
            machine.heap.write(frame.cls, f"setter:{label.literals[0]}", Value((atom,)))
    return Value((receiver,))


# ---------------------------------------------------------------- objects of modelled functions
def object_attribute(machine: Machine, owner: Object, name: str, at: int) -> Value | None:
    """An attribute of a Python object that a modelled function made."""
    kind = owner.type.removeprefix("python:")
    if kind == "namespace":
        return machine.heap.read(owner, name)
    if kind == "url" and name not in ("_replace", "geturl"):
        return join_all(url_part(text, name) for text in strings.settled(machine, owner.key[0]))
    if kind == "path" and name in _PATH_PARTS:
        return _path_part(machine, owner, name, at)
    return Value((Method(owner, name),))


_PATH_PARTS = ("parent", "name", "stem", "suffix", "suffixes", "parents", "parts")


def _path_part(machine: Machine, owner: Object, name: str, at: int) -> Value:
    text: Text = owner.key[0]
    pieces = texts.split(text, "/")
    if pieces is None:
        return STRING
    if name == "name":
        return Value((pieces[-1],))
    if name in ("stem", "suffix"):
        stem, suffix = texts.extension(pieces[-1])
        return Value((stem if name == "stem" else suffix,))
    if name == "parts":
        return machine.sequence("tuple", [Value((piece,)) for piece in pieces], at, role=f"parts:{len(pieces)}")
    parents = []
    for count in range(len(pieces) - 1, 0, -1):
        joined = texts.joined(lit("/"), [(piece,) for piece in pieces[:count]]).texts[0]
        parents.append(Value((Object("python:path", (joined,)),)))
    if name == "parent":
        return parents[0] if parents else Value((owner,))
    if name == "parents":
        return machine.sequence("list", parents, at, role=f"parents:{len(parents)}")
    return STRING


def call_object(machine: Machine, owner: Object, arguments: Arguments, at: int) -> Value:
    """Call a Python object that a modelled function made."""
    kind = owner.type.removeprefix("python:")
    subject = arguments.positional[0] if arguments.positional else NOTHING
    if kind == "wraps":
        return _wrapped(machine, owner, subject)
    key = owner.key[0]
    wanted = [value for slot, value in machine.heap.items(key) if slot.startswith("i:")] if kind != "path" else []
    if kind == "itemgetter":
        found = [machine.item(subject, each, at) for each in wanted]
        return found[0] if len(found) == 1 else machine.sequence("tuple", found, at, role="itemgetter")
    if kind == "attrgetter":
        words = [word for each in wanted for word in each.literals or ()]
        return join_all(_attribute_path(machine, subject, word, at) for word in words)
    if kind == "methodcaller":
        words = list(wanted[0].literals or ()) if wanted else []
        named = tuple((slot[2:], value) for slot, value in machine.heap.items(key) if slot.startswith("s:"))
        rest = Arguments(tuple(wanted[1:]), named)
        return join_all(machine.call(machine.attribute(subject, word, at), rest, at) for word in words)
    if kind == "reference":
        return machine.heap.read(key, "result") or unknown(kind)
    if kind == "dispatch":
        results = [
            machine.call(value, arguments, at) for slot, value in machine.heap.items(key) if slot in ("function", "*")
        ]
        return join_all(results)
    return unknown(kind)


def _wrapped(machine: Machine, owner: Object, subject: Value) -> Value:
    """``@functools.wraps(f)``: the wrapper takes over the name, and keeps ``f``."""
    names = [machine.attribute_of(each, "__name__", NOWHERE) for each in owner.key]
    label = join_all(each for each in names if each is not None)
    for atom in subject:
        if isinstance(atom, Function) and label:
            machine.heap.write(atom, "__name__", label)
            machine.heap.write(atom, "__wrapped__", Value(owner.key))
    return subject


def _attribute_path(machine: Machine, subject: Value, path: str, at: int) -> Value:
    for word in path.split("."):
        subject = machine.attribute(subject, word, at)
    return subject


def _call_object(machine: Machine, owner: Object, name: str, arguments: Arguments, at: int) -> Value:
    kind = owner.type.removeprefix("python:")
    if kind == "future":
        return _call_future(machine, owner, name, arguments, at)
    if kind == "variable":
        return _call_variable(machine, owner, name, arguments)
    if kind == "dispatch" and name == "register":
        return _register(machine, owner, arguments, at)
    if kind == PARSER:
        return call_parser(machine, owner, name, arguments, at)
    if kind == "attributes":
        return call_view(machine, owner, name, arguments, at)
    if kind == "template" and name in ("substitute", "safe_substitute"):
        given = Arguments((Value((owner.key[0],)), *arguments.positional), arguments.keywords, None, arguments.extra)
        return substituted(machine, given, at)
    if kind == "url":
        return Value((owner.key[0],)) if name == "geturl" else unknown(name)
    if kind in ("file", "path"):
        return _call_path(machine, owner, name, arguments, at)
    return unknown(name)


def _call_future(machine: Machine, owner: Object, name: str, arguments: Arguments, at: int) -> Value:
    if name == "add_done_callback" and arguments.positional:
        machine.call(arguments.positional[0], Arguments((Value((owner,)),)), at)
    if name in ("result", "get"):
        return machine.heap.read(owner.key[0], "result") or unknown("future")
    return unknown(name)


def _call_variable(machine: Machine, owner: Object, name: str, arguments: Arguments) -> Value:
    """``get`` and ``set`` of a ``ContextVar``, whose values are not told apart by context."""
    if name == "set":
        machine.heap.write(owner.key[0], "result", first(arguments))
    if name != "get":
        return unknown(name)
    default = arguments.get(0, "default") or NOTHING
    return join(machine.heap.read(owner.key[0], "result") or NOTHING, default) or unknown(name)


def _register(machine: Machine, owner: Object, arguments: Arguments, at: int) -> Value:
    """``@function.register`` with a type, or bare on an annotated function."""
    functions = [
        each
        for each in arguments.positional
        if any(isinstance(a, Bound) or type(a).__name__ == "Function" for a in each)
    ]
    if functions:
        machine.heap.write(owner.key[0], "*", functions[-1])
        return functions[-1]
    return Value((Method(owner, "register"),))


def _parent(machine: Machine, owner: Object, at: int) -> Object:
    found = _path_part(machine, owner, "parent", at).only
    return found if isinstance(found, Object) else owner


def _call_path(machine: Machine, owner: Object, name: str, arguments: Arguments, at: int) -> Value:
    text: Text = owner.key[0]
    if name in ("read", "read_text", "read_bytes"):
        found = file_text(machine, owner)
        return string(found) if found is not None else STRING
    if name in ("joinpath", "__truediv__"):
        row = [(text,)]
        for each in arguments.positional:
            row += [(lit("/"),), texts.as_texts(machine.text(each, at))]  # type: ignore[list-item]
        return Value(tuple(Object("python:path", (one,)) for one in texts.concat(row).texts))
    if name == "open":
        return Value((Object("python:file", (text,)),))
    if name == "with_suffix":
        halves = [(texts.extension(text, of_path=True)[0],), texts.as_texts(machine.text(first(arguments), at))]
        return Value(tuple(Object("python:path", (one,)) for one in texts.concat(halves).texts))
    if name == "with_name":
        return _call_path(machine, _parent(machine, owner, at), "joinpath", arguments, at)
    if name in ("resolve", "absolute", "expanduser", "__enter__"):
        return Value((owner,))
    if name in ("as_posix", "__str__", "as_uri"):
        return Value((text,))
    if name in ("readlines", "glob", "rglob", "iterdir"):
        return machine.sequence("list", (), at, rest=STRING, role=name)
    return unknown(name)
