"""``functools``, ``contextlib``, ``operator`` and decorators that leave a function what it is."""

from analyzer.core import Text
from analyzer.values.machine import Machine
from analyzer.values.model import (
    NONE,
    NOTHING,
    Arguments,
    Constant,
    Descriptor,
    External,
    Function,
    Object,
    Partial,
    Value,
    join,
)
from analyzer.values.python.model import Handler, constant, first


def _partial(machine: Machine, arguments: Arguments, at: int) -> Value:
    role = ",".join(f"{a.module}:{a.at}" for a in first(arguments) if isinstance(a, Function))
    key = machine.key(at, f"partial:{role}")
    machine.heap.write(key, "function", first(arguments))
    for index, value in enumerate(arguments.positional[1:]):
        machine.heap.write(key, f"i:{index}", value)
    for name, value in arguments.keywords:
        machine.heap.write(key, f"s:{name}", value)
    if arguments.extra is not None:
        machine.heap.write(key, "*", arguments.extra)
    return Value((Partial(key),))


def identity(machine: Machine, arguments: Arguments, at: int) -> Value:
    """A decorator or wrapper that gives back what it is given."""
    return first(arguments)


def _decorator_with_options(machine: Machine, arguments: Arguments, at: int) -> Value:
    """Used as ``@name`` or ``@name(options)``: the function itself either way."""
    if arguments.positional and any(not isinstance(a, Constant | Text) for a in arguments.positional[0]):
        return arguments.positional[0]
    return Value((External("functools.identity"),))


def _wraps(machine: Machine, arguments: Arguments, at: int) -> Value:
    return Value((External("functools.identity"),))


def _reduce(machine: Machine, arguments: Arguments, at: int) -> Value:
    function, iterable = first(arguments), first(arguments, 1)
    element = machine.elements(iterable, at)
    start = arguments.get(2, "initial")
    result = join(start, NOTHING) if start is not None else element
    for _ in range(4):
        new = join(result, machine.call(function, Arguments((result, element)), at))
        if new == result:
            break
        result = new
    return result


def _cached_property(machine: Machine, arguments: Arguments, at: int) -> Value:
    return Value(tuple(Descriptor("property", atom) for atom in first(arguments)))


def _partialmethod(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``partialmethod(f, …)``: bound, it is called with the instance before the stored arguments."""
    made = _partial(machine, Arguments(arguments.positional[:1], arguments.keywords), at)
    key = made.atoms[0].key  # type: ignore[union-attr]
    for index, value in enumerate(arguments.positional[1:]):
        machine.heap.write(key, f"after:{index}", value)
    return made


def _singledispatch(machine: Machine, arguments: Arguments, at: int) -> Value:
    key = machine.key(at, "singledispatch")
    machine.heap.write(key, "function", first(arguments))
    return Value((Object("python:dispatch", (key,)),))


def _entered(machine: Machine, arguments: Arguments, at: int) -> Value:
    return machine.entered(first(arguments), at)


def _getter(kind: str) -> Handler:
    def make(machine: Machine, arguments: Arguments, at: int) -> Value:
        key = machine.key(at, kind)
        for index, value in enumerate(arguments.positional):
            machine.heap.write(key, f"i:{index}", value)
        return Value((Object(f"python:{kind}", (key,)),))

    return make


def _called_with_rest(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``f(function, *args, **kwargs)`` calls the function: callbacks, ``atexit``, ``to_thread``."""
    rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.rest, arguments.extra)
    return machine.call(first(arguments), rest, at)


def _callback(machine: Machine, arguments: Arguments, at: int) -> Value:
    _called_with_rest(machine, arguments, at)
    return first(arguments)


_SAME = (
    "functools.identity", "functools.cache", "functools.total_ordering", "functools.update_wrapper", "abc.abstractmethod",
    "contextlib.contextmanager", "contextlib.asynccontextmanager", "contextlib.closing", "contextlib.nullcontext",
    "contextlib.aclosing", "copy.copy", "copy.deepcopy", "typing.final", "typing.overload", "typing.runtime_checkable",
    "typing.override", "typing.no_type_check", "atexit.unregister", "types.MappingProxyType", "weakref.ref",
    "weakref.proxy", "asyncio.coroutine", "asyncio.shield", "enum.unique", "dataclasses.replace", "typing.reveal_type",
    "builtins.memoryview", "inspect.unwrap", "types.coroutine", "warnings.deprecated", "functools.total_ordering",
)  # fmt: skip

TABLE: dict[str, Handler] = {
    "functools.partial": _partial, "functools.partialmethod": _partialmethod, "functools.reduce": _reduce,
    "functools.wraps": _wraps, "functools.lru_cache": _decorator_with_options,
    "dataclasses.dataclass": _decorator_with_options, "functools.cached_property": _cached_property,
    "functools.singledispatch": _singledispatch, "abc.abstractproperty": _cached_property,
    "functools.singledispatchmethod": _singledispatch, "contextlib.suppress": constant(NONE),
    "contextlib.ExitStack().enter_context": _entered, "contextlib.AsyncExitStack().enter_async_context": _entered,
    "contextlib.AsyncExitStack().enter_context": _entered, "contextlib.ExitStack().callback": _callback,
    "contextlib.ExitStack().push": constant(NONE), "operator.itemgetter": _getter("itemgetter"),
    "operator.attrgetter": _getter("attrgetter"), "operator.methodcaller": _getter("methodcaller"),
    "atexit.register": _callback, "signal.signal": lambda m, a, at: m.call(first(a, 1), Arguments(), at),
    "contextlib.redirect_stdout": constant(NONE), "functools.cmp_to_key": identity,
    **dict.fromkeys(_SAME, identity),
}  # fmt: skip
