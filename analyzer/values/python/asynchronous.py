"""Threads, processes, executors and ``asyncio``: what is handed over is called, and its result comes back."""

from analyzer.values.machine import Machine
from analyzer.values.model import NONE, NOTHING, Object, Record, Value, unknown
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, constant, first


def future(machine: Machine, result: Value, at: int) -> Value:
    """A future whose ``result()`` is this."""
    key = machine.key(at, "future")
    machine.heap.write(key, "result", result)
    return Value((Object("python:future", (key,)),))


def _thread(machine: Machine, arguments: Arguments, at: int) -> Value:
    target = arguments.get(1, "target")
    given = arguments.get(3, "args")
    named = arguments.get(4, "kwargs")
    if target is not None:
        items, more = machine.unpacked(given, at) if given is not None else ((), None)
        machine.call(target, Arguments(items, tuple(_named(machine, named)), more), at)
    return unknown("thread")


def _named(machine: Machine, mapping: Value | None) -> list[tuple[str, Value]]:
    out = []
    for atom in mapping or ():
        if isinstance(atom, Record):
            out += [(slot[2:], value) for slot, value in machine.heap.items(atom.key) if slot.startswith("s:")]
    return out


def _timer(machine: Machine, arguments: Arguments, at: int) -> Value:
    shifted = Arguments((NONE, first(arguments, 1, "function"), NONE, *arguments.positional[2:]), arguments.keywords)
    return _thread(machine, shifted, at)


def _submit(machine: Machine, arguments: Arguments, at: int) -> Value:
    rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.rest, arguments.extra)
    return future(machine, machine.call(first(arguments), rest, at), at)


def _in_executor(machine: Machine, arguments: Arguments, at: int) -> Value:
    rest = Arguments(arguments.positional[2:], (), arguments.rest)
    return machine.call(first(arguments, 1), rest, at)


def _called(machine: Machine, arguments: Arguments, at: int) -> Value:
    rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.rest, arguments.extra)
    return machine.call(first(arguments), rest, at)


def _apply(machine: Machine, arguments: Arguments, at: int) -> Value:
    items, more = machine.unpacked(arguments.get(1, "args") or NONE, at) if len(arguments.values) > 1 else ((), None)
    named = _named(machine, arguments.get(2, "kwds"))
    return future(machine, machine.call(first(arguments), Arguments(items, tuple(named), more), at), at)


def _map(machine: Machine, arguments: Arguments, at: int) -> Value:
    found = machine.builtin("builtins.map", arguments, at)
    return found if found is not None else NOTHING


def _starmap(machine: Machine, arguments: Arguments, at: int) -> Value:
    found = machine.builtin("itertools.starmap", arguments, at)
    return found if found is not None else NOTHING


def _gather(machine: Machine, arguments: Arguments, at: int) -> Value:
    items = tuple(machine.awaited(each, at) for each in arguments.positional)
    rest = machine.awaited(arguments.rest, at) if arguments.rest is not None else None
    return machine.sequence("list", items, at, rest=rest, role="gather")


def _awaited(machine: Machine, arguments: Arguments, at: int) -> Value:
    return machine.awaited(first(arguments), at)


def _task(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``create_task(coroutine)``: it runs, and its result is asked for later."""
    return future(machine, machine.awaited(first(arguments), at), at)


def _as_completed(machine: Machine, arguments: Arguments, at: int) -> Value:
    return machine.sequence("list", (), at, rest=machine.elements(first(arguments), at), role="completed")


def _wait(machine: Machine, arguments: Arguments, at: int) -> Value:
    done = _as_completed(machine, arguments, at)
    return machine.sequence("tuple", (done, done), at, role="wait")


_POOLS = (
    "concurrent.futures.ThreadPoolExecutor()", "concurrent.futures.ProcessPoolExecutor()",
    "concurrent.futures.thread.ThreadPoolExecutor()", "multiprocessing.Pool()", "multiprocessing.pool.Pool()",
    "multiprocessing.pool.ThreadPool()", "multiprocessing.dummy.Pool()", "asyncio.TaskGroup()",
)  # fmt: skip
_LOOPS = ("asyncio.get_event_loop()", "asyncio.get_running_loop()", "asyncio.new_event_loop()")
_METHODS: dict[str, Handler] = {
    "submit": _submit, "map": _map, "starmap": _starmap, "apply": _apply, "apply_async": _apply, "map_async": _map,
    "imap": _map, "imap_unordered": _map, "create_task": _task,
}  # fmt: skip
_LOOP_METHODS: dict[str, Handler] = {
    "run_until_complete": _awaited, "run_in_executor": _in_executor, "create_task": _task, "call_soon": _called,
    "close": constant(NONE),
}  # fmt: skip

TABLE: dict[str, Handler] = {
    "threading.Thread": _thread, "multiprocessing.Process": _thread, "multiprocessing.dummy.Process": _thread,
    "threading.Timer": _timer, "asyncio.run": _awaited, "asyncio.create_task": _task, "asyncio.wait_for": _awaited,
    "asyncio.ensure_future": _task, "asyncio.gather": _gather, "asyncio.to_thread": _called,
    "asyncio.as_completed": _as_completed, "asyncio.wait": _wait, "concurrent.futures.as_completed": _as_completed,
    "concurrent.futures.wait": _wait, "asyncio.sleep": constant(NONE), "asyncio.run_coroutine_threadsafe": _awaited,
    **{f"{pool}.{name}": handler for pool in _POOLS for name, handler in _METHODS.items()},
    **{f"{loop}.{name}": handler for loop in _LOOPS for name, handler in _LOOP_METHODS.items()},
}  # fmt: skip
