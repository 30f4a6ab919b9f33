"""Methods that classes of the scanned code inherit from Python's own: each is given the instance first."""

from analyzer.values.machine import Machine
from analyzer.values.model import (
    NONE,
    NOTHING,
    TRUE,
    Class,
    External,
    Instance,
    Record,
    Value,
    join,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, first

OBJECT_METHODS = ("__getattribute__", "__setattr__")
TUPLE_METHODS = ("_replace", "_asdict", "_make", "_fields")
CLASS_METHODS = ("__subclasses__", "mro")
_DICTS = ("builtins.dict", "collections.OrderedDict", "collections.UserDict", "collections.defaultdict")
_DICT_METHODS = (
    "get", "items", "keys", "values", "update", "setdefault", "pop", "popitem", "copy", "__getitem__", "__setitem__",
    "__init__",
)  # fmt: skip


def _rest(arguments: Arguments, count: int = 1) -> Arguments:
    return Arguments(arguments.positional[count:], arguments.keywords, arguments.rest, arguments.extra)


def _initialized(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``super().__init__(…)`` of a class whose base is not seen: fields are filled, the base gets the rest."""
    given = _rest(arguments)
    for atom in first(arguments):
        if not isinstance(atom, Instance):
            continue
        for name in machine.fields(atom.cls):
            value = given.get(None, name)
            if value is not None:
                machine.heap.write(atom.key, name, value)
        bases = [each.name for each in machine.mro(atom.cls) if isinstance(each, External)]
        if given.values and bases:
            machine.handed_over(given, bases[0], at)
    return NONE


def _started(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``start()`` of a thread or process: its class's ``run``."""
    for atom in first(arguments):
        run = machine.attribute_of(atom, "run", at) if isinstance(atom, Instance) else None
        if run is not None and not any(isinstance(each, External) for each in run):
            machine.call(run, Arguments(), at)
    return NONE


def _thread_made(machine: Machine, arguments: Arguments, at: int) -> Value:
    machine.builtin("threading.Thread", _rest(arguments), at)
    return NONE


def _decorating(machine: Machine, arguments: Arguments, at: int) -> Value:
    """A ``ContextDecorator`` around a function: entered and left where the function is, which stays what it was."""
    machine.entered(first(arguments), at)
    machine.left(first(arguments), at)
    return first(arguments, 1)


def _own_attribute(machine: Machine, arguments: Arguments, at: int) -> Value:
    results = []
    for atom in first(arguments):
        for word in machine.force(first(arguments, 1)).literals or ():
            if isinstance(atom, Instance):
                results.append(machine.own_attribute(atom, word, at) or NOTHING)
            else:
                results.append(machine.attribute_of(atom, word, at) or NOTHING)
    return join_all(results) or unknown("attribute")


def _set_own_attribute(machine: Machine, arguments: Arguments, at: int) -> Value:
    for atom in first(arguments):
        for word in machine.force(first(arguments, 1)).literals or ():
            if isinstance(atom, Instance):
                machine.heap.write(atom.key, word, first(arguments, 2))
    return NONE


def _replaced(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``t._replace(…)`` and ``dataclasses.replace``: a new instance with some fields changed."""
    results = []
    for atom in first(arguments):
        if not isinstance(atom, Instance):
            results.append(Value((atom,)))
            continue
        made = Instance(atom.cls, machine.key(at, f"replace:{atom.cls.name}"))
        for name in machine.fields(atom.cls):
            given = arguments.get(None, name)
            machine.heap.write(made.key, name, given or machine.attribute(Value((atom,)), name, at))
        machine.heap.write(made.key, "complete", TRUE)
        results.append(Value((made,)))
    return join_all(results)


def as_record(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``dataclasses.asdict``, ``t._asdict()`` and ``model_dump``: the fields by their names."""
    results = []
    for atom in first(arguments):
        if isinstance(atom, Instance):
            items = [(string(n), machine.attribute(Value((atom,)), n, at)) for n in machine.fields(atom.cls)]
            results.append(machine.record(items, at, role=f"asdict:{atom.key.at}"))
        else:
            results.append(Value((atom,)))
    return join_all(results)


def _made(machine: Machine, arguments: Arguments, at: int) -> Value:
    items, more = machine.unpacked(first(arguments, 1), at)
    return machine.call(first(arguments), Arguments(items, (), more), at)


def _field_names(machine: Machine, arguments: Arguments, at: int) -> Value:
    names = [string(n) for a in first(arguments) for n in machine.fields(a.cls if isinstance(a, Instance) else a)]  # type: ignore[arg-type]
    return machine.sequence("tuple", names, at, role="_fields")


def _subclasses(machine: Machine, arguments: Arguments, at: int) -> Value:
    found = [machine.heap.read(atom, "subclasses") or NOTHING for atom in first(arguments) if isinstance(atom, Class)]
    return machine.sequence("list", (), at, rest=join_all(found) or None, role="subclasses")


def _mro(machine: Machine, arguments: Arguments, at: int) -> Value:
    found = [Value((each,)) for atom in first(arguments) if isinstance(atom, Class) for each in machine.mro(atom)]
    return machine.sequence("list", found, at, role="mro")


def _of_dict(name: str) -> Handler:
    """A method of ``dict`` on an instance of a class that is one: its items are in the heap beside its attributes."""

    def call(machine: Machine, arguments: Arguments, at: int) -> Value:
        results = []
        for atom in first(arguments):
            if not isinstance(atom, Instance):
                continue
            record = Value((Record(atom.key),))
            if name == "__getitem__":
                results.append(_dict_item(machine, atom, record, _rest(arguments), at))
            elif name == "__setitem__":
                machine.set_item(record, first(arguments, 1), first(arguments, 2))
            else:
                method = machine.attribute(record, "update" if name == "__init__" else name, at)
                results.append(machine.call(method, _rest(arguments), at))
        return join_all(results) or NONE

    return call


def _dict_item(machine: Machine, atom: Instance, record: Value, arguments: Arguments, at: int) -> Value:
    missing = machine.attribute_of(atom, "__missing__", at)
    found = machine.item(record, first(arguments), at)
    if missing is None or all(isinstance(each, External) for each in missing):
        return found
    made = machine.call(missing, arguments, at)
    known = Value(tuple(each for each in found if each not in unknown("element").atoms))
    return join(made, known)


def _list_of(name: str) -> Handler:
    def call(machine: Machine, arguments: Arguments, at: int) -> Value:
        for atom in first(arguments):
            if isinstance(atom, Instance):
                given = first(arguments, 1)
                machine.heap.write(atom.key, "*", given if name == "append" else machine.elements(given, at))
        return NONE

    return call


def _list_item(machine: Machine, arguments: Arguments, at: int) -> Value:
    return join_all(machine.heap.all(atom.key) for atom in first(arguments) if isinstance(atom, Instance))


def _iterated(machine: Machine, arguments: Arguments, at: int) -> Value:
    return machine.sequence("list", (), at, rest=_list_item(machine, arguments, at) or None, role="iter")


INHERITED: dict[str, Handler] = {
    "threading.Thread.start": _started, "multiprocessing.Process.start": _started,
    "threading.Timer.start": _started, "threading.Thread.__init__": _thread_made,
    "multiprocessing.Process.__init__": _thread_made, "contextlib.ContextDecorator.__call__": _decorating,
    "contextlib.AsyncContextDecorator.__call__": _decorating, "builtins.list.append": _list_of("append"),
    "builtins.list.extend": _list_of("extend"), "builtins.list.__init__": _list_of("extend"),
    "builtins.list.__getitem__": _list_item, "builtins.list.__iter__": _iterated,
    **{f"{base}.{name}": _of_dict(name) for base in _DICTS for name in _DICT_METHODS},
}  # fmt: skip

TABLE: dict[str, Handler] = {
    **INHERITED,
    "builtins.object.__init__": _initialized, "builtins.object.__getattribute__": _own_attribute, "builtins.object.__setattr__": _set_own_attribute,
    "builtins.tuple._replace": _replaced, "builtins.tuple._asdict": as_record, "builtins.tuple._make": _made,
    "builtins.tuple._fields": _field_names, "dataclasses.replace": _replaced, "copy.replace": _replaced,
    "dataclasses.asdict": as_record, "builtins.type.__subclasses__": _subclasses, "builtins.type.mro": _mro,
}  # fmt: skip
