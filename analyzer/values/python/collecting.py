"""``collections``, ``dataclasses``, ``enum``, ``types`` and ``typing``."""

from analyzer.values.machine import Machine
from analyzer.values.model import (
    NOTHING,
    Class,
    Constant,
    External,
    Instance,
    Key,
    Object,
    Record,
    Value,
    join_all,
    unknown,
)
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, first


def _defaultdict(machine: Machine, arguments: Arguments, at: int) -> Value:
    result = machine.record((), at)
    factory = arguments.get(0, "")
    for atom in result:
        if isinstance(atom, Record) and factory is not None and not any(isinstance(a, Constant) for a in factory):
            machine.heap.write(atom.key, "default-factory", factory)
    rest = Arguments(arguments.positional[1:], arguments.keywords, None, arguments.extra)
    machine.call(machine.attribute(result, "update", at), rest, at)
    return result


def _dict(machine: Machine, arguments: Arguments, at: int) -> Value:
    result = machine.record((), at)
    machine.call(machine.attribute(result, "update", at), arguments, at)
    return result


def _chain_map(machine: Machine, arguments: Arguments, at: int) -> Value:
    result = machine.record((), at)
    for each in arguments.positional:
        machine.call(machine.attribute(result, "update", at), Arguments((each,)), at)
    return result


def _deque(machine: Machine, arguments: Arguments, at: int) -> Value:
    if not arguments.positional:
        return machine.sequence("list", (), at)
    items, more = machine.unpacked(arguments.positional[0], at)
    return machine.sequence("list", items, at, rest=more, role=f"deque:{len(items)}")


def _namedtuple(machine: Machine, arguments: Arguments, at: int) -> Value:
    """A class whose fields are the listed names, in order."""
    atom = Class(Key(machine.frame.module, at, machine.frame.context, "namedtuple"), "namedtuple")
    names = arguments.get(1, "field_names") or NOTHING
    words: list[str] = []
    if names.literals:
        words = names.literals[0].replace(",", " ").split()
    else:
        items, _ = machine.unpacked(names, at)
        for item in items:
            pair, _ = machine.unpacked(item, at) if item.literals is None else ((item,), None)
            words += list(pair[0].literals or ()) if pair else []
    for word in words:
        machine.heap.write(atom, f"field:{word}", unknown(word))
    given = arguments.get(None, "defaults")
    defaults, more = machine.unpacked(given, at) if given is not None else ((), None)
    for word, value in zip(reversed(words), reversed(defaults), strict=False):
        machine.heap.write(atom, word, value if more is None else join_all((*defaults, more)))
    return Value((atom,))


def _field(machine: Machine, arguments: Arguments, at: int) -> Value:
    default = arguments.get(None, "default")
    factory = arguments.get(None, "default_factory") or arguments.get(None, "factory")
    if factory is not None:
        return machine.call(factory, Arguments(), at)
    return default if default is not None else NOTHING


def _made_by(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``attrs.Factory``, which stands where a default does: https://www.attrs.org/en/stable/init.html#defaults."""
    return machine.call(first(arguments, 0, "factory"), Arguments(), at)


def _attribute(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``attr.ib``: the default may be its first argument."""
    default = arguments.get(0, "default")
    return _field(machine, arguments, at) if default is None else default


def _astuple(machine: Machine, arguments: Arguments, at: int) -> Value:
    results = []
    for atom in first(arguments):
        names = machine.fields(atom.cls) if isinstance(atom, Instance) else []
        results.append(
            machine.sequence(
                "tuple", [machine.attribute(Value((atom,)), name, at) for name in names], at, role="astuple"
            )
        )
    return join_all(results)


def _namespace(machine: Machine, arguments: Arguments, at: int) -> Value:
    key = machine.key(at, "namespace")
    for name, value in arguments.keywords:
        machine.heap.write(Object("python:namespace", (key,)), name, value)
    return Value((Object("python:namespace", (key,)),))


def _cast(machine: Machine, arguments: Arguments, at: int) -> Value:
    return first(arguments, 1)


def _auto(machine: Machine, arguments: Arguments, at: int) -> Value:
    return unknown("auto")


def _new_type(machine: Machine, arguments: Arguments, at: int) -> Value:
    return Value((External("functools.identity"),))


TABLE: dict[str, Handler] = {
    "collections.defaultdict": _defaultdict, "collections.OrderedDict": _dict, "collections.Counter": _dict,
    "collections.UserDict": _dict, "collections.ChainMap": _chain_map, "collections.deque": _deque,
    "collections.namedtuple": _namedtuple, "typing.NamedTuple": _namedtuple, "dataclasses.field": _field,
    "dataclasses.astuple": _astuple, "types.SimpleNamespace": _namespace,
    "typing.cast": _cast, "enum.auto": _auto, "typing.NewType": _new_type, "queue.Queue": _deque,
    "queue.SimpleQueue": _deque, "attrs.field": _field, "attr.field": _field, "attr.ib": _attribute, "attr.attrib": _attribute,
    "attrs.Factory": _made_by, "attr.Factory": _made_by,
}  # fmt: skip
