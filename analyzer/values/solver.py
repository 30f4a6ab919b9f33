"""The interpreter put together, and the rounds that make its answer stable."""

import sys
from collections.abc import Callable, Iterable

from analyzer.core import Gap, Span, Text
from analyzer.modules.model import Call, ClassIR, Expr, FunctionIR, ImportFrom, Stmt
from analyzer.values import (
    annotations,
    attributes,
    boundary,
    calls,
    classes,
    containers,
    environment,
    expressions,
    imports,
    methods,
    scopes,
    statements,
)
from analyzer.values.callgraph import CallGraph
from analyzer.values.frames import Frame
from analyzer.values.machine import MAX_STEPS, Machine, OutOfBudgetError
from analyzer.values.model import NOTHING, Atom, Class, Constant, External, Function, Instance, Method, Unknown, Value
from analyzer.values.outcomes import Arguments, Outcome, Solution
from analyzer.values.protocols import Externals, Modules
from analyzer.values.python.basics import text_of

MAX_ROUNDS = 6
CLOSING_ROUNDS = 3
LATE_ROUND = 4


class Interpreter(Machine):
    """Every operation of ``Machine``, each given by the part that owns it."""

    def evaluate(self, expr: Expr) -> Value:
        return expressions.evaluate(self, expr)

    def discard(self, expr: Call) -> None:
        expressions.discard(self, expr)

    def execute(self, body: tuple[Stmt, ...]) -> None:
        statements.execute(self, body)

    def assign(self, target: Expr, value: Value) -> None:
        statements.assign(self, target, value)

    def bind(self, name: str, value: Value) -> None:
        scopes.bind(self, name, value)

    def lookup(self, name: str) -> Value:
        return scopes.lookup(self, name)

    def define(self, function: FunctionIR) -> Value:
        return scopes.define(self, function)

    def decorated(self, function: FunctionIR) -> Value:
        return scopes.decorated(self, function)

    def define_class(self, cls: ClassIR) -> Value:
        return classes.define_class(self, cls)

    def node_of(self, function: Function) -> str:
        name = self.functions[function.module, function.at].qualname.replace(".<locals>", "")
        if name.endswith("<lambda>"):
            name = f"{name[:-1]}{self.lambda_number(function.module, name, function.at)}>"
        return f"{function.module}.{name}"

    def call(self, callee: Value, arguments: Arguments, at: int) -> Value:
        return calls.call(self, callee, arguments, at)

    def call_function(self, function: Function, arguments: Arguments, at: int) -> Value:
        return calls.call_function(self, function, arguments, at)

    def call_method(self, method: Method, arguments: Arguments, at: int) -> Value:
        return methods.call_method(self, method, arguments, at)

    def apply(self, outcome: Outcome, at: int) -> Value:
        return boundary.apply(self, outcome, at)

    def handed_over(self, arguments: Arguments, where: str, at: int) -> None:
        boundary.handed_over(self, arguments, where, at)

    def call_back(self, arguments: Arguments, at: int) -> None:
        boundary.call_back(self, arguments, at)

    def attribute(self, owner: Value, name: str, at: int) -> Value:
        return attributes.attribute(self, owner, name, at)

    def attribute_of(self, owner: Atom, name: str, at: int) -> Value | None:
        return attributes.attribute_of(self, owner, name, at)

    def own_attribute(self, owner: Instance, name: str, at: int) -> Value | None:
        return attributes.own_attribute(self, owner, name, at)

    def set_attribute(self, owner: Value, name: str, value: Value) -> None:
        attributes.set_attribute(self, owner, name, value)

    def item(self, owner: Value, key: Value, at: int) -> Value:
        return containers.item(self, owner, key, at)

    def set_item(self, owner: Value, key: Value, value: Value) -> None:
        containers.set_item(self, owner, key, value)

    def elements(self, iterable: Value, at: int) -> Value:
        return containers.elements(self, iterable, at)

    def unpacked(self, iterable: Value, at: int) -> tuple[tuple[Value, ...], Value | None]:
        return containers.unpacked(self, iterable, at)

    def sequence(self, kind: str, items: Iterable[Value], at: int, rest: Value | None = None, role: str = "") -> Value:
        return containers.make_sequence(self, kind, items, at, rest, role)

    def record(self, items: Iterable[tuple[Value, Value]], at: int, role: str = "") -> Value:
        return containers.make_record(self, items, at, role)

    def text(self, value: Value, at: int) -> Value:
        return text_of(self, value, at)

    def import_module(self, dotted: str, at: int) -> Value:
        return imports.import_module(self, dotted, at)

    def import_names(self, statement: ImportFrom) -> None:
        scopes.import_names(self, statement)

    def import_submodule(self, dotted: str, at: int, *, loudly: bool) -> Value:
        return imports.import_submodule(self, dotted, at, loudly=loudly)

    def submodule_if_imported(self, dotted: str) -> Value | None:
        return imports.submodule_if_imported(self, dotted)

    def global_names(self, module: str) -> tuple[str, ...]:
        return imports.global_names(self, module)

    def package_of(self, module: str) -> str:
        return imports.package_of(self, module)

    def instantiate(self, cls: Class, arguments: Arguments, at: int) -> Value:
        return classes.instantiate(self, cls, arguments, at)

    def mro(self, cls: Class) -> tuple[Class | External, ...]:
        return classes.mro(self, cls)

    def fields(self, cls: Class) -> list[str]:
        return classes.fields(self, cls)

    def tuple_fields(self, cls: Class) -> list[str]:
        return classes.tuple_fields(self, cls)

    def field_name(self, cls: Class, index: int) -> str:
        said = classes.find(self, cls, "__match_args__")
        items = self.unpacked(said, -1)[0] if said is not None else ()
        words = [item.literals for item in items]
        names = [word[0] if word and len(word) == 1 else "" for word in words] or classes.fields(self, cls)
        return names[index] if index < len(names) else ""

    def raised_as(self, kinds: Value, caught: Value) -> Value:
        return classes.raised_as(self, kinds, caught)

    def annotate(self, name: str, annotation: Expr, value: Value | None) -> None:
        known = value if value is not None else annotations.annotated(self, annotation)
        scopes.annotate(self, name, known)

    def annotated(self, annotation: Expr) -> Value:
        return annotations.annotated(self, annotation)

    def with_annotation(self, value: Value, annotation: Expr) -> Value:
        return annotations.with_annotation(self, value, annotation)

    def awaited(self, value: Value, at: int) -> Value:
        return boundary.awaited(self, value, at)

    def returned_by(self, generator: Value) -> Value:
        return boundary.returned_by(self, generator)

    def entered(self, context: Value, at: int) -> Value:
        return boundary.entered(self, context, at)

    def left(self, context: Value, at: int) -> None:
        boundary.left(self, context, at)

    def elements_of_unknown(self, atom: Atom) -> Value:
        return boundary.elements_of_unknown(self, atom)

    def builtin(self, name: str, arguments: Arguments, at: int) -> Value | None:
        return boundary.builtin(self, name, arguments, at)

    def builtin_attribute(self, owner: str, name: str) -> Value | None:
        return boundary.builtin_attribute(owner, name)

    def environment_names(self) -> tuple[str, ...]:
        return environment.names(self)

    def settled(self, value: Value) -> Value:
        return environment.settled(self, value)

    def tested(self, value: Value) -> Value:
        return environment.tested(self, value)

    def is_set(self, name: str) -> bool | None:
        return environment.is_set(self, name)

    def force(self, value: Value) -> Value:
        return environment.force(self, value)


class Start:
    """What one solve begins with: the handler, its arguments, its environment.

    ``filled`` are the variables that are never empty.  ``settling`` is False where no variable may decide a test:
    all that any setting could bring about.
    """

    def __init__(
        self, module: str, callable_name: str | None, arguments: tuple[Value, ...],
        environment: dict[str, tuple[Text, ...]] | None = None,
        *, filled: tuple[str, ...] = (), settling: bool = True,
    ) -> None:  # fmt: skip
        self.module = module
        self.callable_name = callable_name
        self.arguments = arguments
        self.environment = environment or {}
        self.filled = filled
        self.settling = settling


def solve(start: Start, modules: Modules, externals: Externals, files: Callable[[str], str | None]) -> Solution:
    """Everything that importing the module and calling the handler may do.

    Runs in rounds: the heap only grows, and what was computed before a cell grew is computed again.
    """
    machine = Interpreter(modules, externals, files)
    machine.environment = start.environment
    machine.filled = start.filled
    machine.settling = start.settling
    handler: Value = NOTHING
    spent = 0
    for number in range(MAX_ROUNDS + CLOSING_ROUNDS):
        machine.late = number >= LATE_ROUND
        machine.heap.closing = number >= MAX_ROUNDS
        machine.start_round()
        try:
            handler = _round(machine, start)
        except (OutOfBudgetError, RecursionError) as error:
            _give_up(machine, start, error)
            handler = machine.started
            break
        if not _merge_crowded(machine) and not machine.heap.stale:
            break
        spent += machine.steps
        if spent > MAX_STEPS:  # what this round has found is kept, another would begin from nothing
            _give_up(machine, start, OutOfBudgetError())
            break
    else:
        _give_up(machine, start, None)
    if machine.heap.given_up:
        machine.gaps[Gap("widened", machine.place(start.module, -1), "values that went on growing were given up")] = (
            None
        )
    return _solution(machine, start, handler)


def _round(machine: Machine, start: Start) -> Value:
    root = Frame("module", start.module, machine.context("root"), "<entry>")
    machine.frames = [root]
    module = machine.import_module(start.module, -1)
    if start.callable_name is None or start.module not in machine.irs:
        return module
    handler = module
    for name in start.callable_name.split("."):
        handler = machine.attribute(handler, name, -1)
    machine.started = handler
    machine.call(handler, Arguments(start.arguments), -1)
    for atom in handler:
        if isinstance(atom, External):
            _called_from_outside(machine, atom.name)
    return handler


def _called_from_outside(machine: Machine, name: str) -> None:
    """A handler of a package that is not there calls what the package's decorators stand on; where they stand on nothing, anything."""
    top = name.split(".", maxsplit=1)[0]
    wrapped = machine.heap.read(("wrapped", top), "*")
    machine.handed_over(Arguments((wrapped or NOTHING,)), name, -1)
    if wrapped is None and top not in sys.stdlib_module_names and not machine.externals.knows(name):
        machine.gap("unresolved-import", -1, f"the handler is {name}, which is not among the function's code")


def _merge_crowded(machine: Machine) -> bool:
    """Whether some function had too many contexts: from the next round on it has fewer."""
    crowded = [function for function in machine.contexts_of if calls.is_crowded(machine, function)]
    for function in crowded:
        calls.merge(machine, function)
    return bool(crowded)


def _give_up(machine: Machine, start: Start, error: Exception | None) -> None:
    """The work is bounded: what was not looked at may call anything."""
    found = machine.irs.get(start.module)
    path = found.path if found is not None else start.module
    why = "the analysis did not become stable" if error is None else "the analysis needs more steps than it may take"
    machine.gaps[Gap("recursion-cap", Span(path), why)] = None


def _solution(machine: Machine, start: Start, handler: Value) -> Solution:
    function = next((atom for atom in _unwrapped(handler) if isinstance(atom, Function)), None)
    found = bool(handler) and not all(isinstance(atom, Unknown | Constant) for atom in handler)
    place = _place(machine, start, function) if function is not None else None
    if place is None and found and start.module in machine.irs:
        place = machine.place(start.module, -1)
    edges = tuple(sorted(machine.edges))
    graph = CallGraph("<entry>", edges)
    return Solution(
        root=graph.root,
        handler=place,
        effects=tuple(sorted(machine.effects.values(), key=_effect_order)),
        gaps=tuple(sorted(machine.gaps, key=_gap_order)),
        edges=edges,
        nodes=tuple(sorted(machine.nodes.items())),
        modules=tuple(sorted((name, ir.digest) for name, ir in machine.irs.items())),
        forced=tuple(sorted(machine.forced.items())),
        settings=tuple(sorted(machine.settings)),
        reveals=tuple((span, repr(value)) for span, value in sorted(machine.reveals.items())),
        reads=tuple(sorted(machine.reads.items())),
        paths=tuple((node, graph.path(node)) for node in sorted({effect.node for effect in machine.effects.values()})),
    )


def _place(machine: Machine, start: Start, function: Function) -> Span | None:
    """Where the handler is defined: behind a decorator, where the function of its name is."""
    named = [place for place, known in machine.functions.items() if known.qualname == start.callable_name]
    here = [place for place in named if place[0] == start.module]
    found = machine.functions.get((function.module, function.at))
    if here or (len(named) == 1 and found is not None and "<locals>" in found.qualname):
        return machine.place(*(here or named)[-1])
    return None if function.module in machine.models else machine.place(function.module, function.at)


def _unwrapped(handler: Value) -> Iterable[object]:
    for atom in handler:
        yield getattr(atom, "function", atom)


def _effect_order(effect: object) -> str:
    return repr(effect)


def _gap_order(gap: Gap) -> str:
    return repr(gap)
