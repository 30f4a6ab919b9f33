"""``functools``, ``contextlib``, ``operator`` and decorators that leave a function what it is."""

from analyzer.core import Text
from analyzer.values.machine import Machine
from analyzer.values.model import (
    NONE,
    NOTHING,
    TRUE,
    Bound,
    Constant,
    Descriptor,
    External,
    Function,
    Instance,
    Object,
    Partial,
    Value,
    join,
    widen,
)
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, constant, first

MAX_FOLDED = 16
WIDEN_AFTER = 2


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
    return Value(
        (Object("python:wraps", tuple(atom for atom in first(arguments) if isinstance(atom, Function | Bound))),)
    )


def _reduce(machine: Machine, arguments: Arguments, at: int) -> Value:
    function, iterable = first(arguments), first(arguments, 1)
    start = arguments.get(2, "initial")
    items, more = machine.unpacked(iterable, at)
    if more is None and len(items) <= MAX_FOLDED:
        row = (start, *items) if start is not None else items
        folded = row[0] if row else NOTHING
        for item in row[1:]:
            folded = machine.call(function, Arguments((folded, item)), at)
        return folded
    element = machine.elements(iterable, at)
    result = join(start, NOTHING) if start is not None else element
    for count in range(MAX_FOLDED):
        made = machine.call(function, Arguments((result, element)), at)
        new = join(result, made) if count < WIDEN_AFTER else widen(result, made)
        if new == result:
            break
        result = new
    return result


def _cached_property(machine: Machine, arguments: Arguments, at: int) -> Value:
    return Value(tuple(Descriptor("property", atom) for atom in first(arguments)))


def _partialmethod(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``partialmethod(f, …)``: bound, it is called with the instance before the stored arguments."""
    made = _partial(machine, arguments, at)
    for atom in made:
        if isinstance(atom, Partial):
            machine.heap.write(atom.key, "method", TRUE)
    return made


def _singledispatch(machine: Machine, arguments: Arguments, at: int) -> Value:
    key = machine.key(at, "singledispatch")
    machine.heap.write(key, "function", first(arguments))
    return Value((Object("python:dispatch", (key,)),))


def _singledispatchmethod(machine: Machine, arguments: Arguments, at: int) -> Value:
    made = _singledispatch(machine, arguments, at)
    machine.heap.write(machine.key(at, "singledispatch"), "method", TRUE)
    return made


def _referred(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``weakref.ref(x)``: called, it gives ``x``."""
    key = machine.key(at, "reference")
    machine.heap.write(key, "result", first(arguments))
    return Value((Object("python:reference", (key,)),))


def _finalized(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``weakref.finalize(x, function, *args)`` calls the function."""
    rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.rest, arguments.extra)
    return _callback(machine, rest, at)


def _variable(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``ContextVar(name, default=…)``: what was ever set, and the default."""
    key = machine.key(at, "variable")
    machine.heap.write(key, "result", arguments.get(None, "default") or NOTHING)
    return Value((Object("python:variable", (key,)),))


def _entered(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``stack.enter_context(x)``: entered now, left when the stack is."""
    result = machine.entered(first(arguments), at)
    machine.left(first(arguments), at)
    return result


def _pushed(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``stack.push(x)``: a context's exit, or a function called with what an exit gets."""
    for atom in first(arguments):
        if isinstance(atom, Instance):
            machine.left(Value((atom,)), at)
        else:
            machine.call(Value((atom,)), Arguments((NONE, NONE, NONE)), at)
    return first(arguments)


def _getter(kind: str) -> Handler:
    def make(machine: Machine, arguments: Arguments, at: int) -> Value:
        key = machine.key(at, kind)
        for index, value in enumerate(arguments.positional):
            machine.heap.write(key, f"i:{index}", value)
        for name, value in arguments.keywords:
            machine.heap.write(key, f"s:{name}", value)
        return Value((Object(f"python:{kind}", (key,)),))

    return make


def _called_with_rest(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``f(function, *args, **kwargs)`` calls the function: callbacks, ``atexit``, ``to_thread``."""
    rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.rest, arguments.extra)
    return machine.call(first(arguments), rest, at)


def _callback(machine: Machine, arguments: Arguments, at: int) -> Value:
    _called_with_rest(machine, arguments, at)
    return first(arguments)


_STACK = (
    ("enter_context", _entered), ("enter_async_context", _entered), ("callback", _callback), ("push", _pushed),
    ("push_async_callback", _callback), ("push_async_exit", _pushed),
)  # fmt: skip
_SAME = (
    "functools.identity", "functools.cache", "functools.total_ordering", "functools.update_wrapper", "abc.abstractmethod",
    "contextlib.contextmanager", "contextlib.asynccontextmanager", "contextlib.closing", "contextlib.nullcontext",
    "contextlib.aclosing", "copy.copy", "copy.deepcopy", "typing.final", "typing.overload", "typing.runtime_checkable",
    "typing.override", "typing.no_type_check", "atexit.unregister", "types.MappingProxyType",
    "weakref.proxy", "asyncio.coroutine", "asyncio.shield", "enum.unique", "typing.reveal_type",
    "builtins.memoryview", "inspect.unwrap", "types.coroutine", "warnings.deprecated", "functools.total_ordering",
)  # fmt: skip

TABLE: dict[str, Handler] = {
    "functools.partial": _partial, "functools.partialmethod": _partialmethod, "functools.reduce": _reduce,
    "functools.wraps": _wraps, "functools.lru_cache": _decorator_with_options,
    "dataclasses.dataclass": _decorator_with_options, "functools.cached_property": _cached_property,
    "functools.singledispatch": _singledispatch, "abc.abstractproperty": _cached_property,
    "functools.singledispatchmethod": _singledispatchmethod, "contextlib.suppress": constant(NONE),
    **{f"contextlib.{stack}().{name}": handler for stack in ("ExitStack", "AsyncExitStack") for name, handler in _STACK},
    "operator.itemgetter": _getter("itemgetter"),
    "operator.attrgetter": _getter("attrgetter"), "operator.methodcaller": _getter("methodcaller"),
    "atexit.register": _callback, "signal.signal": lambda m, a, at: m.call(first(a, 1), Arguments(), at),
    "contextlib.redirect_stdout": constant(NONE), "functools.cmp_to_key": identity,
    "weakref.ref": _referred, "weakref.WeakMethod": _referred, "weakref.finalize": _finalized,
    "contextvars.ContextVar": _variable, "contextvars.copy_context().run": _called_with_rest,
    "contextvars.Context().run": _called_with_rest,
    **dict.fromkeys(_SAME, identity),
}  # fmt: skip
