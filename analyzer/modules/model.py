"""The small frozen IR that a Python file is lowered to: no syntax that the interpreter does not need.

``at`` is an index into ``ModuleIR.sites``; a site is (line, column, end line, end column), all from
1, columns in characters.  Names are resolved by the reader of the IR: ``FunctionIR.locals`` holds
the parameters and the names that the body binds (less ``nonlocal`` and ``global``), everything else
is looked up outwards: enclosing functions (class bodies skipped), module, builtins.  Names of
comprehensions are bound in none of these lists.

Private names are already mangled (``self.__x`` in class ``A`` is ``_A__x``).  Nothing is nested
deeper than 200 levels.  Statements that do nothing (``pass``, docstrings) are left out.  A t-string
is the tuple of its strings and values.  Expressions of equal source place may share a site: those
of an annotation in quotes have that of what came before it.
"""

from typing import Literal

from msgspec import Struct

from analyzer.modules import nodes
from analyzer.modules.nodes import (
    Argument,
    Attr,
    Await,
    Binary,
    Build,
    Call,
    Choice,
    Compare,
    Comprehension,
    Const,
    Dict,
    Expr,
    Format,
    Generator,
    Index,
    Lambda,
    Name,
    Short,
    Slice,
    Spec,
    Star,
    Unary,
    Walrus,
    Yield,
)

Site = tuple[int, int, int, int]


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


vars(nodes)["FunctionIR"] = FunctionIR  # ties the knot, see there


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


__all__ = [
    "Argument", "Assert", "Assign", "Attr", "Augment", "Await", "Binary", "Build", "Call", "Case", "Choice",
    "ClassIR", "Compare", "Comprehension", "Const", "Define", "DefineClass", "Delete", "Dict", "Do", "Expr", "For",
    "Format", "FunctionIR", "Generator", "Handler", "If", "Import", "ImportFrom", "Index", "Jump", "Lambda", "Match",
    "MatchAs", "MatchClass", "MatchMapping", "MatchOr", "MatchSequence", "MatchStar", "MatchValue", "ModuleIR",
    "Name", "Parameter", "Pattern", "Raise", "Return", "Short", "Site", "Slice", "Spec", "Star", "Stmt", "Try",
    "Unary", "Walrus", "While", "With", "WithItem", "Yield",
]  # fmt: skip
