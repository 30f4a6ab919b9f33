"""Builtins that make and measure plain values."""

from analyzer.core import Hole, Text
from analyzer.values import texts
from analyzer.values.machine import Machine
from analyzer.values.model import (
    BOOL,
    INT,
    NONE,
    NOTHING,
    STRING,
    Class,
    Constant,
    Descriptor,
    External,
    Instance,
    Member,
    Object,
    Sequence,
    Typed,
    Value,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, constant, first


def text_of(machine: Machine, value: Value, at: int) -> Value:
    """``str(value)``: instances by ``__str__``, Enum members by their class's custom."""
    results: list[Value] = []
    for atom in texts.without_none(value):
        match atom:
            case Instance():
                method = machine.attribute_of(atom, "__str__", at)
                known = method is not None and not any(isinstance(a, External) for a in method)
                results.append(machine.call(method, Arguments(), at) if known and method is not None else STRING)
            case Member(cls=cls):
                raw = machine.heap.read(cls, atom.name)
                strings = any(
                    isinstance(b, External) and b.name in ("enum.StrEnum", "builtins.str") for b in machine.mro(cls)
                )
                results.append(raw if strings and raw is not None else string(f"{cls.name}.{atom.name}"))
            case Object(type="python:path", key=(Text() as path,)):
                results.append(Value((path,)))
            case External() | Class():
                results.append(STRING)
            case _:
                results.append(Value(texts.as_texts(Value((atom,)))))
    return join_all(results)


def _bool(machine: Machine, arguments: Arguments, at: int) -> Value:
    """What is known to be a bool stays what it is; of anything else only the type is told."""
    given = first(arguments)
    return given if given and all(isinstance(a, Constant) and a.type == "bool" for a in given) else BOOL


def _str(machine: Machine, arguments: Arguments, at: int) -> Value:
    return machine.text(first(arguments, 0, "object"), at) if arguments.values else string("")


def _int(machine: Machine, arguments: Arguments, at: int) -> Value:
    only = first(arguments).only
    if isinstance(only, Constant) and only.type == "int":
        return Value((only,))
    if isinstance(only, Text) and only.literal is not None and only.literal.isdigit() and len(only.literal) < 12:
        return Value((Constant(int(only.literal), "int"),))
    return INT


def _dict(machine: Machine, arguments: Arguments, at: int) -> Value:
    result = machine.record((), at)
    machine.call(machine.attribute(result, "update", at), arguments, at)
    return result


def _fromkeys(machine: Machine, arguments: Arguments, at: int) -> Value:
    keys, more = machine.unpacked(first(arguments), at)
    value = arguments.get(1, "value") or NONE
    items = [(key, value) for key in keys] + ([(more, value)] if more is not None else [])
    return machine.record(items, at, role="fromkeys")


def _listed(kind: str) -> Handler:
    def make(machine: Machine, arguments: Arguments, at: int) -> Value:
        if not arguments.positional:
            return machine.sequence(kind, (), at)
        items, more = machine.unpacked(arguments.positional[0], at)
        return machine.sequence(kind, items, at, rest=more, role=f"{kind}:{len(items)}")

    return make


def _len(machine: Machine, arguments: Arguments, at: int) -> Value:
    only = first(arguments).only
    if isinstance(only, Sequence) and only.kind == "tuple":
        items, more = machine.unpacked(Value((only,)), at)
        if more is None:
            return Value((Constant(len(items), "int"),))
    if isinstance(only, Instance):
        method = machine.attribute_of(only, "__len__", at)
        if method is not None:
            machine.call(method, Arguments(), at)
    return INT


def _format(machine: Machine, arguments: Arguments, at: int) -> Value:
    return machine.text(first(arguments), at) if len(arguments.positional) < 2 else Value((Text((Hole("format"),)),))


def _print(machine: Machine, arguments: Arguments, at: int) -> Value:
    for each in arguments.values:
        for atom in each:
            if isinstance(atom, Instance):
                machine.text(Value((atom,)), at)
    return NONE


def _new(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``object.__new__(cls)`` and a metaclass's ``super().__call__``: an instance of the class that is given."""
    made: list[Value] = []
    for atom in first(arguments):
        if not isinstance(atom, Class):
            continue
        if atom in machine.born:  # the ``type.__new__`` of a metaclass
            made.append(Value((machine.born[atom],)))
            continue
        instance = Instance(atom, machine.key(at, f"new:{atom.name}"))
        if machine.making and machine.making[-1] == atom:
            method = machine.attribute_of(instance, "__init__", at)
            if method is not None:
                rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.rest, arguments.extra)
                machine.call(method, rest, at)
        made.append(Value((instance,)))
    return join_all(made) or unknown("object")


def _property(kind: str) -> Handler:
    def make(machine: Machine, arguments: Arguments, at: int) -> Value:
        return Value(tuple(Descriptor(kind, atom) for atom in first(arguments, 0, "fget")))  # type: ignore[arg-type]

    return make


def _range(machine: Machine, arguments: Arguments, at: int) -> Value:
    bounds = [value.only for value in arguments.positional]
    numbers = [b.value for b in bounds if isinstance(b, Constant) and isinstance(b.value, int)]
    if len(numbers) == len(bounds) and numbers:
        span = range(*numbers) if len(numbers) < 3 or numbers[2] else range(0)
        if len(span) <= 16:
            items = [Value((Constant(number, "int"),)) for number in span]
            return machine.sequence("list", items, at, role=f"range:{len(items)}")
    return machine.sequence("list", (), at, rest=INT, role="range")


def _sum(machine: Machine, arguments: Arguments, at: int) -> Value:
    start = arguments.get(1, "start")
    inner = machine.elements(first(arguments), at)
    if start is not None and any(isinstance(a, Sequence) for a in start):
        return machine.sequence("list", (), at, rest=machine.elements(inner, at), role="sum")
    return INT


def _either(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``min`` and ``max``: one of what is given, ``key`` called on it."""
    several = len(arguments.positional) > 1
    found = join_all(arguments.positional) if several else machine.elements(first(arguments), at)
    key = arguments.get(None, "key")
    if key is not None:
        machine.call(key, Arguments((found,)), at)
    default = arguments.get(None, "default")
    return join_all((found, default if default is not None else NOTHING)) or unknown("max")


def _chr(machine: Machine, arguments: Arguments, at: int) -> Value:
    return STRING


_PLAIN = {
    "float": "float", "complex": "complex", "abs": "int", "round": "int", "pow": "int", "divmod": "int",
    "ord": "int", "hash": "int", "id": "int", "memoryview": "bytes", "slice": "slice", "object": "object",
}  # fmt: skip

TABLE: dict[str, Handler] = {
    "builtins.str": _str, "builtins.repr": _chr, "builtins.ascii": _chr, "builtins.chr": _chr, "builtins.hex": _chr,
    "builtins.bin": _chr, "builtins.oct": _chr, "builtins.input": _chr, "builtins.int": _int,
    "builtins.bool": _bool, "builtins.bytes": _str, "builtins.bytearray": _str, "builtins.dict": _dict, "builtins.dict.fromkeys": _fromkeys,
    "builtins.list": _listed("list"), "builtins.tuple": _listed("tuple"), "builtins.set": _listed("set"),
    "builtins.frozenset": _listed("set"), "builtins.len": _len, "builtins.format": _format, "builtins.print": _print,
    "builtins.object.__new__": _new, "builtins.type.__new__": _new,
    "builtins.object.__init_subclass__": constant(NONE), "builtins.object.__exit__": constant(NONE),
    "builtins.property": _property("property"), "builtins.staticmethod": _property("staticmethod"),
    "builtins.classmethod": _property("classmethod"), "builtins.range": _range, "builtins.sum": _sum,
    "builtins.min": _either, "builtins.max": _either, "builtins.any": constant(BOOL), "builtins.all": constant(BOOL),
    **{f"builtins.{name}": constant(Value((Typed(kind),))) for name, kind in _PLAIN.items()},
}  # fmt: skip
