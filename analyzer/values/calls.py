"""Calls: arguments meet parameters, and each function is run once per context."""

from msgspec import Struct

from analyzer.core import Span
from analyzer.modules import model as ir
from analyzer.values import scopes
from analyzer.values.frames import Frame
from analyzer.values.machine import MAX_DEPTH, Machine
from analyzer.values.methods import call_object
from analyzer.values.model import (
    NOTHING,
    Bound,
    Class,
    Constant,
    Descriptor,
    EventRoot,
    External,
    Function,
    Instance,
    Method,
    Object,
    Partial,
    Record,
    Sequence,
    Super,
    Typed,
    Unknown,
    Value,
    able,
    join,
    join_all,
    string,
    unknown,
    widen,
)
from analyzer.values.outcomes import Arguments

MAX_CONTEXTS = 24
HARD_CONTEXTS = 72
MODEL_CONTEXTS = 400  # a model's function has one for each place that calls it: they are many and small
MAX_WINDING = 6  # activations of one function at a time, each with arguments of its own
MAX_ITERATIONS = 8
BY_PLACE, WHOLLY = "by place", "wholly"  # how the contexts of a function are merged

Bindings = tuple[tuple[str, object], ...]


class Context(Struct, frozen=True, cache_hash=True):
    """What a function is run with: the memo's key.

    ``shown`` is for functions of a library's model alone: the node and the place that what it does counts for.
    ``place`` is where a function that is merged by place is called.
    """

    function: Function
    bindings: Bindings
    shown: tuple[str, Span] | None = None
    place: str = ""


class Activation:
    """A context that is being run; ``low`` is the depth of the outermost unfinished context it asked."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.low = depth
        self.result = NOTHING
        self.raised = NOTHING
        self.asked = False


def call(machine: Machine, callee: Value, arguments: Arguments, at: int) -> Value:
    """The result of calling a value: of each thing that it may be."""
    # of clients from one place, the one that has such a paginator
    callees = able(callee, lambda one: machine.externals.refuses(machine, one, arguments))
    return join_all([call_atom(machine, atom, arguments, at) for atom in callees])


def call_atom(machine: Machine, atom: object, arguments: Arguments, at: int) -> Value:
    """The result of calling one atom."""
    machine.step()
    match atom:
        case Function():
            return call_function(machine, atom, arguments, at)
        case Bound(receiver, function):
            first = (Value((receiver,)), *arguments.positional)
            more = Arguments(first, arguments.keywords, arguments.rest, arguments.extra)
            return call_atom(machine, function, more, at)
        case Class():
            return machine.instantiate(atom, arguments, at)
        case Instance():
            method = machine.attribute_of(atom, "__call__", at)
            return machine.call(method, arguments, at) if method is not None else unknown("call")
        case Method():
            return machine.call_method(atom, arguments, at)
        case Partial(key):
            return call_partial(machine, key, arguments, at)
        case Descriptor(function=inner):
            return call_atom(machine, inner, arguments, at)
        case Object(type=kind) if kind.startswith("python:"):
            return call_object(machine, atom, arguments, at)
        case External() | Object():
            return call_external(machine, atom, arguments, at)
        case Constant() | Typed() | Super() | Record() | Sequence():
            return NOTHING
        case EventRoot(path):
            return Value((EventRoot(path),))
    why = atom.why if isinstance(atom, Unknown) else ""
    machine.handed_over(arguments, why or "a callable that is not known", at)
    return unknown(why)


def call_partial(machine: Machine, key: object, arguments: Arguments, at: int) -> Value:
    """Call what ``functools.partial`` holds with the arguments it holds and these."""
    target = machine.heap.read(key, "function") or NOTHING
    positional, keywords, extra = [], dict(arguments.keywords), arguments.extra
    for slot, value in machine.heap.items(key):
        if slot.startswith("i:"):
            positional.append(value)
        elif slot.startswith("s:"):
            keywords.setdefault(slot[2:], value)
        elif slot == "*":
            extra = join(extra or NOTHING, value)
    own = 1 if machine.heap.read(key, "method") is not None else 0  # partialmethod: the instance comes first
    listed = (*arguments.positional[:own], *positional, *arguments.positional[own:])
    given = Arguments(listed, tuple(keywords.items()), arguments.rest, extra)
    return machine.call(target, given, at)


def call_external(machine: Machine, atom: External | Object, arguments: Arguments, at: int) -> Value:
    """Call a library: modelled Python first, then the library models, else it is not known."""
    if isinstance(atom, External):
        if machine.frame.shown is None:
            machine.edge(_builtin_node(atom.name), at)
        found = machine.builtin(atom.name, arguments, at)
        if found is not None:
            return found
    outcome = machine.externals.call(machine, atom, arguments, at)
    if outcome is not None and isinstance(atom, Object):
        machine.call_back(arguments, at)
    if outcome is None:
        name = atom.name if isinstance(atom, External) else atom.type
        machine.handed_over(arguments, name, at)
        nested = not isinstance(atom, External) or "()" in atom.name
        return unknown(name) if nested else Value((External(f"{name}()"),))
    return machine.apply(outcome, at)


def _builtin_node(name: str) -> str:
    plain = name.replace("()", "")
    return f"<builtin>.{plain.removeprefix('builtins.')}" if plain.startswith("builtins.") else plain


# ---------------------------------------------------------------- functions of the scanned code
def call_function(machine: Machine, function: Function, arguments: Arguments, at: int) -> Value:
    """The result of a function for these arguments, from the memo when its context is known."""
    modelled = function.module in machine.models
    if not modelled or machine.frame.shown is None:
        machine.edge(machine.node_of(function), at)
    definition = machine.functions[function.module, function.at]
    bindings = bind_parameters(machine, function, definition, arguments)
    place = _place(machine, function, at)
    if function in machine.merged:
        bindings = _merge(machine, function, bindings, place)
    context = Context(function, bindings, _shown(machine, function, at) if modelled else None, place)
    row = machine.rows.get(context)
    if row is not None:
        machine.frame.raised = join(machine.frame.raised, row[1])
        return row[0]
    active = machine.active.get(context)
    if active is not None:
        active.asked = True
        _lower(machine, active.depth)
        result: Value = active.result
        return result
    if len(machine.activations) >= MAX_DEPTH:
        machine.gap("recursion-cap", at, f"calls nest deeper than {MAX_DEPTH} functions", None)
        return unknown("recursion")
    seen = machine.contexts_of.setdefault(function, {})
    seen[context] = None
    many = len(seen) > (MODEL_CONTEXTS if modelled else HARD_CONTEXTS) and machine.merged.get(function) != WHOLLY
    if many or (function not in machine.merged and _winds(machine, function, len(seen))):
        merge(machine, function)
        machine.heap.stale = True
        return call_function(machine, function, arguments, at)
    return _run(machine, context, definition)


def _winds(machine: Machine, function: Function, seen: int) -> bool:
    """Whether a function calls itself again and again with other arguments: each step into a document, say."""
    return (
        seen > MAX_WINDING
        and sum(getattr(context, "function", None) == function for context in machine.active) > MAX_WINDING
    )


def is_crowded(machine: Machine, function: Function) -> bool:
    """Whether a function has more contexts than are kept apart, and may be merged further."""
    merged = machine.merged.get(function)
    few = HARD_CONTEXTS if merged == BY_PLACE else MAX_CONTEXTS
    limit = MODEL_CONTEXTS if function.module in machine.models else few
    return merged != WHOLLY and len(machine.contexts_of[function]) > limit


def merge(machine: Machine, function: Function) -> None:
    """From now on one context for each place that calls the function; one for all of them where that is too many."""
    machine.merged[function] = WHOLLY if function in machine.merged else BY_PLACE


def _place(machine: Machine, function: Function, at: int) -> str:
    return f"{machine.frame.module}:{at}:" if machine.merged.get(function) == BY_PLACE else ""


def _shown(machine: Machine, function: Function, at: int) -> tuple[str, Span]:
    """The node and the place that a model's function counts for: its call, or where it was made when Lambda calls it."""
    if len(machine.frames) == 1 and function in machine.made_at:
        return machine.frame.node, machine.made_at[function]
    return machine.frame.node, machine.span(at)


def _lower(machine: Machine, depth: int) -> None:
    if machine.activations:
        top = machine.activations[-1]
        top.low = min(top.low, depth)


def _run(machine: Machine, context: Context, definition: ir.FunctionIR) -> Value:
    """Run a context until its result is stable.

    Only the outermost function of a circle of calls iterates: the others run once in each of its
    passes, on what they gave in the pass before, and their rows are kept for one pass.
    """
    activation = Activation(len(machine.activations))
    activation.result = machine.approximations.get(context, NOTHING)
    machine.active[context] = activation
    machine.activations.append(activation)
    provisional, moved = len(machine.provisional), machine.moved
    try:
        for count in range(MAX_ITERATIONS):
            _drop_provisional(machine, provisional)
            activation.asked = machine.moved = False
            result, activation.raised = _run_once(machine, context, definition)
            before = activation.result
            activation.result = widen(before, result) if count > 2 else join(before, result)
            if activation.asked and activation.result != before:
                machine.moved = True
            if activation.low < activation.depth or not machine.moved:
                break
    finally:
        machine.activations.pop()
        del machine.active[context]
    machine.rows[context] = (activation.result, activation.raised)
    machine.frame.raised = join(machine.frame.raised, activation.raised)
    if activation.low < activation.depth:
        machine.provisional.append(context)
        changed = machine.approximations.get(context, NOTHING) != activation.result
        machine.approximations[context] = activation.result
        machine.moved = moved or machine.moved or changed
        _lower(machine, activation.low)
    else:
        del machine.provisional[provisional:]
        machine.moved = moved
    return activation.result


def _drop_provisional(machine: Machine, start: int) -> None:
    for stale in machine.provisional[start:]:
        machine.rows.pop(stale, None)
    del machine.provisional[start:]


def _run_once(machine: Machine, context: Context, definition: ir.FunctionIR) -> tuple[Value, Value]:
    function = context.function
    number = machine.context(_allocating(machine, context))
    node = context.shown[0] if context.shown is not None else machine.node_of(function)
    frame = Frame("function", function.module, number, node, function=function, ir=definition, cls=function.owner)
    frame.shown = context.shown[1] if context.shown is not None else None
    machine.frames.append(frame)
    try:
        scopes.enter_function(machine, frame, definition, function.frame)
        for name, bound in context.bindings:
            scopes.bind(machine, name, materialized(machine, bound, definition.at, name))
        if definition.parameters:
            frame.receiver = (frame.env or {}).get(definition.parameters[0].name, NOTHING)
        machine.execute(definition.body)
        return _result(machine, frame, definition), frame.raised
    finally:
        machine.frames.pop()


def _allocating(machine: Machine, context: Context) -> object:
    """What tells apart the objects that a context makes: those of a merged function are the same for all arguments.

    What is made for one place stays apart from what is made for another: the functions that a decorator gives
    would call all that it stands on.  A context that comes up only after several rounds is taken to come of what
    the function itself has left in the heap, and makes the same things as the others that come so late.
    """
    merged = context.function in machine.merged
    if not merged and not (machine.late and context not in machine.contexts):
        return context
    how = "merged" if merged else "late"
    return (how, context.function, _receiver(context.bindings), context.shown, context.place)


def _result(machine: Machine, frame: Frame, definition: ir.FunctionIR) -> Value:
    result = frame.returned
    if frame.env is not None:
        result = join(result, Value((Constant(None, "None"),)))
    if definition.is_generator:
        made = machine.sequence("generator", (), definition.at, rest=frame.yielded or None, role="yield")
        only = made.only
        if isinstance(only, Sequence):
            machine.heap.write(only.key, "return", result)
        return made
    if definition.returns is not None:
        result = machine.with_annotation(result, definition.returns)
    return result


def materialized(machine: Machine, bound: object, at: int, name: str) -> Value:
    """A bound parameter as a value: star parameters become a tuple or a dict of this context."""
    if isinstance(bound, Value):
        return bound
    assert isinstance(bound, Starred)
    if bound.mapping:
        result = machine.record(((string(key), each) for key, each in bound.named), at, role=f"**{name}")
        if bound.rest is not None:
            machine.set_item(result, unknown("key"), bound.rest)
        return result
    return machine.sequence("tuple", bound.items, at, rest=bound.rest, role=f"*{name}")


class Starred(Struct, frozen=True):
    """What ``*args`` or ``**kwargs`` received, not yet in the heap."""

    mapping: bool
    items: tuple[Value, ...] = ()
    named: tuple[tuple[str, Value], ...] = ()
    rest: Value | None = None


def bind_parameters(machine: Machine, function: Function, definition: ir.FunctionIR, given: Arguments) -> Bindings:
    """Which parameter gets what: defaults, stars and annotations applied."""
    left = dict(given.keywords)
    position = 0
    out: list[tuple[str, object]] = []
    for parameter in definition.parameters:
        if parameter.kind == "star":
            out.append((parameter.name, Starred(mapping=False, items=given.positional[position:], rest=given.rest)))
            position = len(given.positional)
        elif parameter.kind == "double-star":
            out.append((parameter.name, Starred(mapping=True, named=tuple(left.items()), rest=given.extra)))
        elif parameter.kind != "keyword" and position < len(given.positional):
            out.append((parameter.name, _typed(machine, given.positional[position], parameter)))
            position += 1
        elif parameter.name in left:
            out.append((parameter.name, _typed(machine, left.pop(parameter.name), parameter)))
        else:
            out.append((parameter.name, _typed(machine, _absent(machine, function, parameter, given), parameter)))
    return tuple(out)


def _typed(machine: Machine, value: Value, parameter: ir.Parameter) -> Value:
    return machine.with_annotation(value, parameter.annotation) if parameter.annotation is not None else value


def _absent(machine: Machine, function: Function, parameter: ir.Parameter, given: Arguments) -> Value:
    found = [given.rest if parameter.kind != "keyword" else None, given.extra]
    if parameter.default is not None:
        found.append(machine.heap.read(function, f"default:{parameter.name}"))
    return join_all(each for each in found if each is not None) or unknown(f"parameter {parameter.name}")


def _merge(machine: Machine, function: Function, bindings: Bindings, place: str) -> Bindings:
    """The one context of a merged function, for each place that calls it and each class it is a method of: what every call passed."""
    kind = f"{place}{_receiver(bindings)}"
    out: list[tuple[str, object]] = []
    for name, bound in bindings:
        slot = f"merged:{kind}:{name}"
        if isinstance(bound, Starred):
            items = join_all((*bound.items, *(each for _, each in bound.named), *((bound.rest,) if bound.rest else ())))
            machine.heap.write(function, slot, items)
            rest = machine.heap.read(function, slot)
            out.append((name, Starred(mapping=bound.mapping, rest=rest or None)))
        else:
            assert isinstance(bound, Value)
            machine.heap.write(function, slot, bound)
            out.append((name, machine.heap.read(function, slot) or bound))
    return tuple(out)


def _receiver(bindings: Bindings) -> str:
    """Which class's object a method is called on; a base class that many share is kept apart for each of them."""
    first = bindings[0][1] if bindings else None
    only = first.only if isinstance(first, Value) else None
    cls = only.cls if isinstance(only, Instance) else only
    return str(cls.key) if isinstance(cls, Class) else ""
