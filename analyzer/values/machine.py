"""The interpreter's state, and the operations that its parts ask of each other.

The parts (expressions, calls, attributes, …) know this class alone, never one another: that is what
keeps their imports going one way.  ``solver.Interpreter`` puts them together.
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from analyzer.core import Gap, GapKind, Span, Text
from analyzer.modules.model import Call, ClassIR, Expr, FunctionIR, ImportFrom, ModuleIR, Stmt
from analyzer.values.frames import Closure, Frame
from analyzer.values.heap import Heap
from analyzer.values.model import NOTHING, Atom, Class, External, Function, Instance, Key, Method, Value
from analyzer.values.outcomes import Arguments, Effect, Outcome
from analyzer.values.protocols import Externals, Modules

MAX_STEPS = 800_000  # of one round; past it in all rounds together none is begun any more
MAX_DEPTH = 120
NOWHERE = -1
MAX_ALLOCATIONS = 24


class OutOfBudgetError(Exception):
    """The entry needs more steps than it may take; the solver turns it into a gap."""


class Machine:
    """The state of one solve.  All that outlives a round is in ``heap``, ``contexts`` and ``merged``."""

    def __init__(self, modules: Modules, externals: Externals, files: Callable[[str], str | None]) -> None:
        self.modules = modules
        self.externals = externals
        self.files = files
        self.heap = Heap()
        self.contexts: dict[object, int] = {}
        self.functions: dict[tuple[str, int], FunctionIR] = {}
        self.irs: dict[str, ModuleIR] = {}
        self.models: dict[str, None] = {}
        self.made_at: dict[Function, Span] = {}
        self.frames: list[Frame] = []
        self.effects: dict[object, Effect] = {}
        self.gaps: dict[Gap, None] = {}
        self.edges: dict[tuple[str, str, Span], None] = {}
        self.nodes: dict[str, Span] = {}
        self.reveals: dict[Span, Value] = {}
        self.forced: dict[str, str] = {}
        self.settling = True
        self.settings: dict[str, None] = {}
        self.reads: dict[str, str] = {}
        self.rows: dict[object, tuple[Value, Value]] = {}
        self.active: dict[object, Any] = {}
        self.activations: list[Any] = []
        self.provisional: list[object] = []
        self.approximations: dict[object, Value] = {}
        self.moved = False
        self.started = NOTHING
        self.contexts_of: dict[Function, dict[object, None]] = {}
        self.merged: dict[Function, str] = {}
        self.making: list[Class] = []
        self.orders: dict[Class, tuple[Class | External, ...]] = {}  # of this round, until a class gets another base
        self.born: dict[Class, Class] = {}  # the class that a metaclass is making
        self.decorating: dict[Class, dict[str, Value]] = {}  # what the bodies of classes said that are being decorated
        self.allocations: dict[tuple[str, int, str], dict[int, None]] = {}
        self.late = False  # rounds go by and things are still made in new contexts, each out of the last: no more are told apart
        self.lambdas: dict[tuple[str, str], dict[int, int]] = {}
        self.closures: dict[int, Closure] = {}
        self.live: dict[str, Frame] = {}
        self.packages: dict[str, None] = {}
        self.stars: dict[str, dict[Atom, None]] = {}
        self.nesting: dict[tuple[str, int], tuple[bool, frozenset[str]]] = {}
        self.environment: dict[str, tuple[Text, ...]] = {}
        self.filled: tuple[str, ...] = ()
        self.steps = 0
        self.regions = 0
        self.parts = 0  # of the argument that is taken down
        self.taken: dict[Value, Any] = {}  # the arguments that were taken down in this round
        self.visited: dict[object, None] = {}  # the heap objects that the argument consists of
        self.installed: dict[str, bool] = {}

    def start_round(self) -> None:
        """Forget what was computed; keep the heap, the context numbers and what was merged."""
        self.heap.start_round()
        self.steps = 0
        for memo in (
            self.rows, self.active, self.effects, self.gaps, self.edges, self.reveals, self.contexts_of, self.live,
            self.irs, self.packages, self.forced, self.settings, self.stars, self.orders,
            self.taken,
        ):  # fmt: skip
            memo.clear()
        self.activations.clear()
        self.provisional.clear()
        self.approximations.clear()
        self.moved = False
        self.regions = 0
        self.installed.clear()

    # ------------------------------------------------------------ state
    @property
    def frame(self) -> Frame:
        """The frame that is being evaluated."""
        return self.frames[-1]

    def new_region(self) -> int:
        """A number for a stretch of statements that run one after the other, or not at all."""
        self.regions += 1
        return self.regions

    def step(self) -> None:
        """Count one unit of work; raises OutOfBudgetError past the limit of a round."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise OutOfBudgetError

    def context(self, key: object) -> int:
        """A small number for a context, the same in every round."""
        return self.contexts.setdefault(key, len(self.contexts))

    def lambda_number(self, module: str, scope: str, at: int) -> int:
        """The how-manieth lambda of its scope this is, from 1."""
        known = self.lambdas.setdefault((module, scope), {})
        return known.setdefault(at, len(known) + 1)

    def span(self, at: int) -> Span:
        """The place that a site of the current module means; of ``NOWHERE``, the last site that was run."""
        shown = self.frame.shown
        return shown if shown is not None else self.place(self.frame.module, self.frame.at if at == NOWHERE else at)

    def span_here(self) -> Span:
        """The place of the current frame's module, where nothing nearer is known."""
        shown = self.frame.shown
        return shown if shown is not None else self.place(self.frame.module, -1)

    def place(self, module: str, at: int) -> Span:
        """The place that a site of a module means."""
        ir = self.irs.get(module)
        if ir is None:
            return Span("")
        if not 0 <= at < len(ir.sites):
            return Span(ir.path)
        return Span(ir.path, *ir.sites[at])

    def key(self, at: int, role: str = "") -> Key:
        """The heap key of what is made at this site in the current context, of the site alone past a cap."""
        module, context = self.frame.module, self.frame.context
        at = self.frame.at if at == NOWHERE else at
        role += self.frame.turn
        seen = self.allocations.setdefault((module, at, role), {})
        if context in seen or (len(seen) < MAX_ALLOCATIONS and not (self.late and seen)):
            seen[context] = None
            return Key(module, at, context, role)
        return Key(module, at, -1, role)

    def gap(self, kind: GapKind, at: int, detail: str, services: tuple[str, ...] | None = None) -> None:
        """Open a gap at a site of the current module."""
        self.gaps[Gap(kind, self.span(at), detail, services)] = None

    def effect(self, effect: Effect) -> None:
        """Record an effect; a later one of the same call in the same context replaces it."""
        if self.frame.shown is not None:
            effect = replace(effect, origin="library")
        who = (effect.principal, effect.region)
        key = (effect.span, effect.service, effect.operation, who, self.frame.context, effect.node)
        old = self.effects.get(key)
        index = 0
        while old is not None and old.arguments != effect.arguments:
            index += 1
            old = self.effects.get((*key, index))
        self.effects[(*key, index) if index else key] = effect

    def may_raise(self) -> None:
        """An exception may arise in the state of now: what ``except`` then sees."""
        frame = self.frame
        if frame.handlers and frame.env is not None:
            state = dict(frame.env)
            for pending in frame.handlers:
                pending.append(state)

    def edge(self, callee: str, at: int) -> None:
        """Record that the current function calls ``callee`` here."""
        self.edges[self.frame.node, callee, self.span(at)] = None

    # ------------------------------------------------------------ operations, given by the parts
    def evaluate(self, expr: Expr) -> Value:
        """The value of an expression in the current frame."""
        raise NotImplementedError

    def discard(self, expr: Call) -> None:
        """Evaluate a call whose result nobody gets."""
        raise NotImplementedError

    def execute(self, body: tuple[Stmt, ...]) -> None:
        """Run statements in the current frame."""
        raise NotImplementedError

    def assign(self, target: Expr, value: Value) -> None:
        """Bind a target to a value."""
        raise NotImplementedError

    def bind(self, name: str, value: Value) -> None:
        """Bind a name in the current frame."""
        raise NotImplementedError

    def lookup(self, name: str) -> Value:
        """What a name means in the current frame."""
        raise NotImplementedError

    def call(self, callee: Value, arguments: Arguments, at: int) -> Value:
        """The result of calling a value."""
        raise NotImplementedError

    def call_function(self, function: Function, arguments: Arguments, at: int) -> Value:
        """The result of calling a function of the scanned code."""
        raise NotImplementedError

    def handed_over(self, arguments: Arguments, where: str, at: int) -> None:
        """Values go to code that is not seen: callables are called, objects escape."""
        raise NotImplementedError

    def call_back(self, arguments: Arguments, at: int) -> None:
        """Functions handed to code whose effects are known: they are called."""
        raise NotImplementedError

    def call_method(self, method: Method, arguments: Arguments, at: int) -> Value:
        """The result of calling a method of a built-in value."""
        raise NotImplementedError

    def apply(self, outcome: Outcome, at: int) -> Value:
        """Record what a library call does, run what it calls, give its result."""
        raise NotImplementedError

    def attribute(self, owner: Value, name: str, at: int) -> Value:
        """``owner.name``."""
        raise NotImplementedError

    def attribute_of(self, owner: Atom, name: str, at: int) -> Value | None:
        """``owner.name`` of one atom, None when it has none."""
        raise NotImplementedError

    def own_attribute(self, owner: Instance, name: str, at: int) -> Value | None:
        """``object.__getattribute__(owner, name)``: past the hooks of the class."""
        raise NotImplementedError

    def set_attribute(self, owner: Value, name: str, value: Value) -> None:
        """``owner.name = value``."""
        raise NotImplementedError

    def item(self, owner: Value, key: Value, at: int) -> Value:
        """``owner[key]``."""
        raise NotImplementedError

    def set_item(self, owner: Value, key: Value, value: Value) -> None:
        """``owner[key] = value``."""
        raise NotImplementedError

    def elements(self, iterable: Value, at: int) -> Value:
        """Any element that iterating gives."""
        raise NotImplementedError

    def unpacked(self, iterable: Value, at: int) -> tuple[tuple[Value, ...], Value | None]:
        """The elements in order as far as the length is known, and any element beyond."""
        raise NotImplementedError

    def sequence(self, kind: str, items: Iterable[Value], at: int, rest: Value | None = None, role: str = "") -> Value:
        """A new list, tuple or set made at this site."""
        raise NotImplementedError

    def record(self, items: Iterable[tuple[Value, Value]], at: int, role: str = "") -> Value:
        """A new dict made at this site."""
        raise NotImplementedError

    def text(self, value: Value, at: int) -> Value:
        """``str(value)``."""
        raise NotImplementedError

    def import_module(self, dotted: str, at: int) -> Value:
        """The module of this name, its body run if it had not been."""
        raise NotImplementedError

    def instantiate(self, cls: Class, arguments: Arguments, at: int) -> Value:
        """A new instance of a class of the scanned code."""
        raise NotImplementedError

    def builtin(self, name: str, arguments: Arguments, at: int) -> Value | None:
        """What a modelled function of Python or its standard library gives, None when it is not modelled."""
        raise NotImplementedError

    def define(self, function: FunctionIR) -> Value:
        """A function object for a ``def`` or ``lambda`` that is being run."""
        raise NotImplementedError

    def decorated(self, function: FunctionIR) -> Value:
        """A function object with its decorators applied."""
        raise NotImplementedError

    def define_class(self, cls: ClassIR) -> Value:
        """A class object for a class statement that is being run."""
        raise NotImplementedError

    def node_of(self, function: Function) -> str:
        """The call-graph node of a function."""
        raise NotImplementedError

    def import_names(self, statement: ImportFrom) -> None:
        """Run ``from … import …``."""
        raise NotImplementedError

    def submodule_if_imported(self, dotted: str) -> Value | None:
        """A submodule that some import statement has brought in, as an attribute of its package."""
        raise NotImplementedError

    def builtin_attribute(self, owner: str, name: str) -> Value | None:
        """An attribute of a modelled part of the standard library that is no plain name."""
        raise NotImplementedError

    def import_submodule(self, dotted: str, at: int, *, loudly: bool) -> Value:
        """A submodule that ``from package import name`` may mean; unknown, with a gap when ``loudly``, if absent."""
        raise NotImplementedError

    def global_names(self, module: str) -> tuple[str, ...]:
        """The global names of a module, in order."""
        raise NotImplementedError

    def package_of(self, module: str) -> str:
        """The package that relative imports of a module start from, empty for none."""
        raise NotImplementedError

    def annotate(self, name: str, annotation: Expr, value: Value | None) -> None:
        """Keep what ``name: annotation`` says."""
        raise NotImplementedError

    def annotated(self, annotation: Expr) -> Value:
        """What a value of this annotation is, as far as libraries tell; nothing otherwise."""
        raise NotImplementedError

    def with_annotation(self, value: Value, annotation: Expr) -> Value:
        """The value, its unknown part replaced by what the annotation says."""
        raise NotImplementedError

    def awaited(self, value: Value, at: int) -> Value:
        """``await value``."""
        raise NotImplementedError

    def returned_by(self, generator: Value) -> Value:
        """What ``yield from generator`` evaluates to."""
        raise NotImplementedError

    def raised_as(self, kinds: Value, caught: Value) -> Value:
        """What ``except kinds as name`` binds."""
        raise NotImplementedError

    def entered(self, context: Value, at: int) -> Value:
        """What ``with context as name`` binds."""
        raise NotImplementedError

    def left(self, context: Value, at: int) -> None:
        """Leave a ``with`` block: ``__exit__`` runs."""
        raise NotImplementedError

    def fields(self, cls: Class) -> list[str]:
        """The annotated fields of a class and its bases, in order."""
        raise NotImplementedError

    def tuple_fields(self, cls: Class) -> list[str]:
        """The fields of a named tuple, in order; none of any other class."""
        raise NotImplementedError

    def field_name(self, cls: Class, index: int) -> str:
        """The field that a class pattern's positional part means, empty when not known."""
        raise NotImplementedError

    def mro(self, cls: Class) -> tuple[Class | External, ...]:
        """The method resolution order; classes from outside stand where their base stands."""
        raise NotImplementedError

    def elements_of_unknown(self, atom: Atom) -> Value:
        """A value of an unpacked mapping that is no known dict."""
        raise NotImplementedError

    def environment_names(self) -> tuple[str, ...]:
        """The environment variables that this function's template sets, in order."""
        raise NotImplementedError

    def settled(self, value: Value) -> Value:
        """The value with those environment variables replaced that this function's template gives plain text."""
        raise NotImplementedError

    def tested(self, value: Value) -> Value:
        """The settled value, in which what Lambda always sets is a text that is not empty."""
        raise NotImplementedError

    def is_set(self, name: str) -> bool | None:
        """Whether an environment variable is there: None where neither the template nor Lambda says so."""
        raise NotImplementedError

    def force(self, value: Value) -> Value:
        """The value with environment variables replaced by what this function's template sets."""
        raise NotImplementedError
