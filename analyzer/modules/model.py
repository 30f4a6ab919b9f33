"""The small frozen IR that a Python file is lowered to: no syntax that the interpreter does not need.

``at`` is an index into ``ModuleIR.sites``; a site is (line, column, end line, end column), all from
1, columns in characters.  Names are resolved by the reader of the IR: ``FunctionIR.locals`` holds
the names that the body binds (less ``nonlocal`` and ``global``), everything else is looked up
outwards: enclosing functions (class bodies skipped), module, builtins.
"""

from typing import Literal

from msgspec import Struct

Site = tuple[int, int, int, int]


# ---------------------------------------------------------------- expressions
class Const(Struct, frozen=True, tag="const", array_like=True):
    """A literal: str, int, float, bool, None; ``bytes`` are a str of Latin-1 with kind "bytes".

    ``kind`` is "ellipsis" for ``...`` and "complex" for numbers that JSON cannot say (value None).
    """

    value: str | int | float | bool | None
    kind: Literal["", "bytes", "ellipsis", "complex"] = ""


class Name(Struct, frozen=True, tag="name", array_like=True):
    """A name that is read."""

    id: str


class Attr(Struct, frozen=True, tag="attr", array_like=True):
    """``value.name``."""

    value: "Expr"
    name: str
    at: int


class Index(Struct, frozen=True, tag="index", array_like=True):
    """``value[key]``; the key of a slice is a ``Slice``, several keys are a tuple ``Build``."""

    value: "Expr"
    key: "Expr"
    at: int


class Slice(Struct, frozen=True, tag="slice", array_like=True):
    """``lower:upper:step``."""

    lower: "Expr | None"
    upper: "Expr | None"
    step: "Expr | None"


class Argument(Struct, frozen=True, array_like=True):
    """One argument: ``star`` is "*" or "**" for unpacking, ``keyword`` the name or empty."""

    value: "Expr"
    keyword: str = ""
    star: Literal["", "*", "**"] = ""


class Call(Struct, frozen=True, tag="call", array_like=True):
    """``function(arguments)``, arguments in source order."""

    function: "Expr"
    arguments: tuple[Argument, ...]
    at: int


class Star(Struct, frozen=True, tag="star", array_like=True):
    """``*value`` inside a display or a target."""

    value: "Expr"


class Build(Struct, frozen=True, tag="build", array_like=True):
    """A tuple, list or set display; items may be ``Star``."""

    kind: Literal["tuple", "list", "set"]
    items: tuple["Expr", ...]
    at: int


class Dict(Struct, frozen=True, tag="dict", array_like=True):
    """A dict display; a key of None is ``**value``."""

    items: tuple[tuple["Expr | None", "Expr"], ...]
    at: int


class Format(Struct, frozen=True, tag="format", array_like=True):
    """An f-string or implicit concatenation: strings and expressions in order.

    An expression with a format specification or conversion other than ``!s`` is wrapped in
    ``Spec`` so that the reader knows its text is not the value's own.
    """

    parts: tuple["Expr", ...]
    at: int


class Spec(Struct, frozen=True, tag="spec", array_like=True):
    """``{value!r:spec}`` inside an f-string."""

    value: "Expr"
    conversion: str
    spec: "Expr | None"


class Binary(Struct, frozen=True, tag="binary", array_like=True):
    """``left op right`` with the operator's Python sign: ``+ - * / // % @ ** << >> & | ^``."""

    op: str
    left: "Expr"
    right: "Expr"
    at: int


class Unary(Struct, frozen=True, tag="unary", array_like=True):
    """``not x``, ``-x``, ``+x``, ``~x``."""

    op: str
    value: "Expr"


class Compare(Struct, frozen=True, tag="compare", array_like=True):
    """A comparison chain: ``left op0 right0 op1 right1 …`` (``in``, ``not in``, ``is``, ``is not`` too)."""

    left: "Expr"
    rest: tuple[tuple[str, "Expr"], ...]


class Short(Struct, frozen=True, tag="short", array_like=True):
    """``left and right`` / ``left or right``."""

    op: Literal["and", "or"]
    left: "Expr"
    right: "Expr"


class Choice(Struct, frozen=True, tag="choice", array_like=True):
    """``then if test else other``."""

    test: "Expr"
    then: "Expr"
    other: "Expr"


class Lambda(Struct, frozen=True, tag="lambda", array_like=True):
    """A lambda; its function has name ``<lambda>`` and one ``Return``."""

    function: "FunctionIR"


class Generator(Struct, frozen=True, array_like=True):
    """``for target in iterable if …`` of a comprehension."""

    target: "Expr"
    iterable: "Expr"
    conditions: tuple["Expr", ...]
    is_async: bool = False


class Comprehension(Struct, frozen=True, tag="comprehension", array_like=True):
    """A comprehension; ``key`` is set for dicts only."""

    kind: Literal["list", "set", "dict", "generator"]
    element: "Expr"
    key: "Expr | None"
    generators: tuple[Generator, ...]
    at: int


class Await(Struct, frozen=True, tag="await", array_like=True):
    """``await value``."""

    value: "Expr"


class Yield(Struct, frozen=True, tag="yield", array_like=True):
    """``yield value`` or, with ``delegate``, ``yield from value``."""

    value: "Expr | None"
    delegate: bool = False


class Walrus(Struct, frozen=True, tag="walrus", array_like=True):
    """``(name := value)``."""

    name: str
    value: "Expr"


Expr = (
    Const | Name | Attr | Index | Slice | Call | Star | Build | Dict | Format | Spec | Binary | Unary | Compare
    | Short | Choice | Lambda | Comprehension | Await | Yield | Walrus
)  # fmt: skip


# ---------------------------------------------------------------- functions and classes
class Parameter(Struct, frozen=True, array_like=True):
    """One parameter; ``annotation`` is the annotation as an expression, strings already parsed."""

    name: str
    kind: Literal["positional", "normal", "star", "keyword", "double-star"]
    default: Expr | None = None
    annotation: Expr | None = None


class FunctionIR(Struct, frozen=True, array_like=True):
    """A function or lambda.  ``qualname`` as Python prints it (``Outer.method``, ``f.<locals>.g``)."""

    name: str
    qualname: str
    parameters: tuple[Parameter, ...]
    body: tuple["Stmt", ...]
    at: int
    decorators: tuple[Expr, ...] = ()
    locals: tuple[str, ...] = ()
    globals: tuple[str, ...] = ()
    nonlocals: tuple[str, ...] = ()
    returns: Expr | None = None
    is_async: bool = False
    is_generator: bool = False


class ClassIR(Struct, frozen=True, array_like=True):
    """A class statement."""

    name: str
    qualname: str
    bases: tuple[Argument, ...]
    body: tuple["Stmt", ...]
    at: int
    decorators: tuple[Expr, ...] = ()
    locals: tuple[str, ...] = ()
    globals: tuple[str, ...] = ()
    nonlocals: tuple[str, ...] = ()


# ---------------------------------------------------------------- statements
class Do(Struct, frozen=True, tag="do", array_like=True):
    """An expression for its effect."""

    value: Expr


class Assign(Struct, frozen=True, tag="assign", array_like=True):
    """``targets[0] = targets[1] = value``; a target is Name, Attr, Index, Build or Star.

    ``annotation`` is that of ``name: annotation = value``; ``value`` is None for a bare annotation.
    """

    targets: tuple[Expr, ...]
    value: Expr | None
    annotation: Expr | None = None


class Augment(Struct, frozen=True, tag="augment", array_like=True):
    """``target op= value``."""

    target: Expr
    op: str
    value: Expr
    at: int


class Return(Struct, frozen=True, tag="return", array_like=True):
    """``return value``."""

    value: Expr | None


class Raise(Struct, frozen=True, tag="raise", array_like=True):
    """``raise value from cause``."""

    value: Expr | None
    cause: Expr | None = None


class Delete(Struct, frozen=True, tag="delete", array_like=True):
    """``del target, …``."""

    targets: tuple[Expr, ...]


class Assert(Struct, frozen=True, tag="assert", array_like=True):
    """``assert test, message``."""

    test: Expr
    message: Expr | None = None


class If(Struct, frozen=True, tag="if", array_like=True):
    """``if test: then else: other``; ``elif`` is an If in ``other``."""

    test: Expr
    then: tuple["Stmt", ...]
    other: tuple["Stmt", ...]


class For(Struct, frozen=True, tag="for", array_like=True):
    """``for target in iterable: body else: other``."""

    target: Expr
    iterable: Expr
    body: tuple["Stmt", ...]
    other: tuple["Stmt", ...]
    is_async: bool = False


class While(Struct, frozen=True, tag="while", array_like=True):
    """``while test: body else: other``."""

    test: Expr
    body: tuple["Stmt", ...]
    other: tuple["Stmt", ...]


class Handler(Struct, frozen=True, array_like=True):
    """One ``except`` clause."""

    type: Expr | None
    name: str
    body: tuple["Stmt", ...]


class Try(Struct, frozen=True, tag="try", array_like=True):
    """``try`` with its handlers, ``else`` and ``finally``."""

    body: tuple["Stmt", ...]
    handlers: tuple[Handler, ...]
    other: tuple["Stmt", ...]
    final: tuple["Stmt", ...]


class WithItem(Struct, frozen=True, array_like=True):
    """``context as target``."""

    context: Expr
    target: Expr | None


class With(Struct, frozen=True, tag="with", array_like=True):
    """``with items: body``."""

    items: tuple[WithItem, ...]
    body: tuple["Stmt", ...]
    is_async: bool = False


class Import(Struct, frozen=True, tag="import", array_like=True):
    """``import module as name``, one alias a statement.

    ``import a.b`` binds ``a`` (``name`` is "a", ``module`` "a.b", ``whole`` False); with ``as`` it
    binds the module itself (``whole`` True).
    """

    module: str
    name: str
    whole: bool
    at: int


class ImportFrom(Struct, frozen=True, tag="import-from", array_like=True):
    """``from module import names``; ``level`` counts the dots; names are (name, bound as); ``*`` is ("*", "*")."""

    module: str
    level: int
    names: tuple[tuple[str, str], ...]
    at: int


class Define(Struct, frozen=True, tag="define", array_like=True):
    """A ``def``."""

    function: FunctionIR


class DefineClass(Struct, frozen=True, tag="define-class", array_like=True):
    """A ``class``."""

    cls: ClassIR


class Jump(Struct, frozen=True, tag="jump", array_like=True):
    """``break`` or ``continue``."""

    kind: Literal["break", "continue"]


# ---------------------------------------------------------------- match
class MatchValue(Struct, frozen=True, tag="match-value", array_like=True):
    """``case 1``, ``case Color.RED``, ``case None``."""

    value: Expr


class MatchAs(Struct, frozen=True, tag="match-as", array_like=True):
    """``case name``, ``case pattern as name``, ``case _`` (both None)."""

    pattern: "Pattern | None"
    name: str | None


class MatchSequence(Struct, frozen=True, tag="match-sequence", array_like=True):
    """``case [a, *rest]``."""

    items: tuple["Pattern", ...]


class MatchStar(Struct, frozen=True, tag="match-star", array_like=True):
    """``*rest`` inside a sequence pattern."""

    name: str | None


class MatchMapping(Struct, frozen=True, tag="match-mapping", array_like=True):
    """``case {"k": p, **rest}``."""

    items: tuple[tuple[Expr, "Pattern"], ...]
    rest: str | None


class MatchClass(Struct, frozen=True, tag="match-class", array_like=True):
    """``case Point(x, y=p)``."""

    cls: Expr
    positional: tuple["Pattern", ...]
    keywords: tuple[tuple[str, "Pattern"], ...]


class MatchOr(Struct, frozen=True, tag="match-or", array_like=True):
    """``case a | b``."""

    patterns: tuple["Pattern", ...]


Pattern = MatchValue | MatchAs | MatchSequence | MatchStar | MatchMapping | MatchClass | MatchOr


class Case(Struct, frozen=True, array_like=True):
    """One ``case`` clause."""

    pattern: Pattern
    guard: Expr | None
    body: tuple["Stmt", ...]


class Match(Struct, frozen=True, tag="match", array_like=True):
    """``match subject: cases``."""

    subject: Expr
    cases: tuple[Case, ...]


Stmt = (
    Do | Assign | Augment | Return | Raise | Delete | Assert | If | For | While | Try | With | Import
    | ImportFrom | Define | DefineClass | Jump | Match
)  # fmt: skip


class ModuleIR(Struct, frozen=True, array_like=True):
    """One lowered file.

    ``digest`` is the hash of its bytes, ``path`` relative to the scanned root; ``sites`` the
    places that ``at`` indices mean; ``ignores`` the lines of ``# overgrant: ignore[rule] reason``
    comments as (line, rule or empty, reason).
    """

    path: str
    digest: str
    body: tuple[Stmt, ...]
    sites: tuple[Site, ...]
    ignores: tuple[tuple[int, str, str], ...] = ()
