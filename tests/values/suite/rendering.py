"""How a value is written in a document.

``"a/${env:NAME}/{event.id}/*"`` a string with what is known of it; ``1`` ``True`` ``None`` constants;
``int`` some value of a plain type; ``client(s3)`` ``dynamodb.Table("…")`` things of the SDK;
``function m.f`` ``class C`` ``C()`` ``C.MEMBER`` of the scanned code; ``m.f`` of a library;
``["x", …]`` ``("a", 1)`` ``{"k": "v"}`` containers, ``…`` for more that is not known; ``event.Records``;
``?`` anything.  Alternatives are joined by ``|``, sorted, inside a container by ``or``.
"""

from analyzer.core import Env, Event, Hole, Lit, Ref, Text
from analyzer.values.arguments import Argument, Items, Known, Members
from analyzer.values.machine import Machine
from analyzer.values.model import (
    Atom,
    Bound,
    Class,
    Constant,
    Descriptor,
    EventRoot,
    External,
    Function,
    Instance,
    Member,
    Method,
    Module,
    Object,
    Partial,
    Record,
    Sequence,
    Super,
    Typed,
    Unknown,
    Value,
)

DEPTH = 4
BRACKETS = {"list": "[]", "tuple": "()", "set": "{}"}


def alternatives(machine: Machine, value: Value) -> list[str]:
    """Every atom of the value as it is written, sorted."""
    return sorted(dict.fromkeys(_atom(machine, atom, 0) for atom in value))


def text(value: Text) -> str:
    """A string as it is written, without quotes."""
    return "".join(_part(part) for part in value.parts).replace("\n", "\\n")


def argument(value: Argument) -> str:
    """An argument of a call as it is written."""
    match value:
        case Known(texts, open):
            return " or ".join([*sorted(f'"{text(each)}"' for each in texts), *(["?"] if open else [])])
        case Members():
            return "{" + members(value, '"{}": ') + "}"
        case Items(elements, open):
            return "[" + ", ".join([*(argument(each) for each in elements), *(["…"] if open else [])]) + "]"
    return "?"


def members(value: Members, form: str = "{}=") -> str:
    """Keyword arguments as they are written, ``…`` for others that may be given."""
    fields = [form.format(name) + argument(each) for name, each in sorted(value.fields, key=lambda field: field[0])]
    return ", ".join([*fields, *(["…"] if value.open else [])])


def _part(part: object) -> str:
    match part:
        case Lit(value):
            return value
        case Env(name):
            return f"${{env:{name}}}"
        case Event(path):
            return "{" + ".".join(["event", *path]) + "}"
        case Ref():
            return str(Text((part,)))
        case Hole():
            return "*"
    return "?"


def _atom(machine: Machine, atom: Atom, depth: int) -> str:
    match atom:
        case Text():
            return f'"{text(atom)}"'
        case Constant(value):
            return repr(value)
        case Typed(name) | External(name):
            return name
        case Module(name):
            return f"module {name}"
        case EventRoot(path):
            return ".".join(["event", *path])
        case Unknown():
            return "?"
        case Object():
            return _object(machine, atom, depth)
        case Record() | Sequence():
            return _container(machine, atom, depth)
    return _code(machine, atom)


def _code(machine: Machine, atom: Atom) -> str:
    match atom:
        case Function():
            return f"function {machine.node_of(atom)}"
        case Class(_, name):
            return f"class {name}"
        case Instance(cls):
            return f"{cls.name}()"
        case Member(cls, name):
            return f"{cls.name}.{name}"
        case Bound(_, function):
            return f"bound {_atom(machine, function, 0)}"
        case Method(_, name):
            return f"method {name}"
        case Partial():
            return "partial"
        case Super(cls):
            return f"super({cls.name})"
        case Descriptor(kind):
            return kind
    return "?"


def _object(machine: Machine, atom: Object, depth: int) -> str:
    words = atom.type
    if atom.type == "resource":
        service, kind, identifiers = atom.key
        inside = ", ".join(
            _inside(machine, each[-1] if isinstance(each, tuple) else each, depth) for each in identifiers
        )
        words = f"resource({service})" if kind == "ServiceResource" else f"{service}.{kind}({inside})"
    elif atom.type in ("client", "paginator", "waiter"):
        words = f"{atom.type}({', '.join(str(each) for each in atom.key)})"
    words = f"{words} in {text(atom.caller.region)}" if atom.caller.region is not None else words
    return f"{words} as {atom.caller.principal}" if atom.caller.principal else words


def _inside(machine: Machine, found: object, depth: int) -> str:
    if isinstance(found, Text):
        return f'"{text(found)}"'
    if isinstance(found, Value):
        atoms = dict.fromkeys(_atom(machine, atom, depth + 1) for atom in found)
        return " or ".join(sorted(atoms)) or "nothing"
    return argument(found) if isinstance(found, Known | Members | Items) else "?"


def _container(machine: Machine, atom: Record | Sequence, depth: int) -> str:
    if depth >= DEPTH:
        return "…"
    if isinstance(atom, Record):
        slots = [(slot, value) for slot, value in machine.heap.items(atom.key)]
        rows = [f'"{slot[2:]}": {_inside(machine, value, depth)}' for slot, value in slots if slot.startswith("s:")]
        rows += ["…" for slot, _ in slots if slot == "*"]
        return "{" + ", ".join(rows) + "}"
    if atom.kind == "generator":
        return f"generator of {_inside(machine, machine.elements(Value((atom,)), 0), depth)}"
    found, more = machine.unpacked(Value((atom,)), 0)
    rows = [_inside(machine, each, depth) for each in found]
    rows += [f"*{_inside(machine, more, depth)}"] if more is not None else []
    first, last = BRACKETS[atom.kind]
    return first + ", ".join(rows) + last
