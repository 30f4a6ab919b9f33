"""The state of one walk over a tree: where it is, which scope binds names, how deep it stands."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import libcst as cst

from analyzer.modules.model import Expr, Stmt
from analyzer.modules.places import Places

# Deeper trees are refused: everything that later walks, hashes or decodes the IR recurses over it,
# at up to three stack frames a level, under Python's default limit of 1,000 frames.
MAX_DEPTH = 200


class RefusedError(Exception):
    """The file cannot be lowered; the argument is a clause for a person."""


@dataclass(slots=True)
class Scope:
    """The names that one function, class or module binds, in the order they are met."""

    kind: str
    prefix: str
    parent: "Scope | None" = None
    bound: dict[str, None] = field(default_factory=dict)
    globals: dict[str, None] = field(default_factory=dict)
    nonlocals: dict[str, None] = field(default_factory=dict)
    is_generator: bool = False

    @property
    def locals(self) -> tuple[str, ...]:
        """The bound names that are not declared global or nonlocal."""
        return tuple(name for name in self.bound if name not in self.globals and name not in self.nonlocals)


ExpressionHandler = Callable[["Walk", Any], Expr]
StatementHandler = Callable[["Walk", Any, list[Stmt]], None]


def identifier(name: str) -> str:
    """A name in the normal form in which Python compares names.

    https://docs.python.org/3/reference/lexical_analysis.html#identifiers
    """
    return name if name.isascii() else unicodedata.normalize("NFKC", name)


class Walk:
    """One pass over one tree; handlers call back into it for their children."""

    def __init__(
        self,
        expressions: Mapping[type, ExpressionHandler],
        statements: Mapping[type, StatementHandler],
        places: Places,
    ) -> None:
        self.expressions = expressions
        self.statements = statements
        self.places = places
        self.scope = Scope("module", "")
        self.private = ""
        self.depth = 0

    def expr(self, node: cst.CSTNode) -> Expr:
        """The expression that a node is."""
        handler = self.expressions.get(type(node))
        if handler is None:
            raise RefusedError(f"it uses syntax that is not understood ({type(node).__name__})")
        self.deepen(1)
        out = handler(self, node)
        self.depth -= 1
        return out

    def block(self, suite: cst.BaseSuite | cst.Module) -> tuple[Stmt, ...]:
        """The statements of a suite; ``pass`` and bare literals leave none."""
        out: list[Stmt] = []
        self.deepen(1)
        indents = self.places.indents
        depth = len(indents)
        if isinstance(suite, cst.IndentedBlock):
            indents.append(suite.indent if suite.indent is not None else self.places.default_indent)
        for line in suite.body:
            if type(line) is cst.SimpleStatementLine:
                for small in line.body:
                    self.statement(small, out)
            else:
                self.statement(line, out)
        del indents[depth:]
        self.depth -= 1
        return tuple(out)

    def statement(self, node: cst.CSTNode, out: list[Stmt]) -> None:
        """Append what a statement becomes."""
        handler = self.statements.get(type(node))
        if handler is None:
            raise RefusedError(f"it uses syntax that is not understood ({type(node).__name__})")
        handler(self, node, out)

    def deepen(self, levels: int) -> None:
        """Count nested levels; the caller takes them back."""
        self.depth += levels
        if self.depth > MAX_DEPTH:
            raise RefusedError("it is nested too deeply")

    # ------------------------------------------------------------ names
    def mangled(self, name: str) -> str:
        """A name as the class around it spells it: ``__x`` inside ``class A`` is ``_A__x``.

        https://docs.python.org/3/reference/expressions.html#private-name-mangling
        """
        name = identifier(name)
        if self.private and name.startswith("__") and not name.endswith("__"):
            return f"_{self.private}{name}"
        return name

    def bind(self, name: str) -> str:
        """Note that the current scope binds a name; give the name as it is stored."""
        name = self.mangled(name)
        self.scope.bound[name] = None
        return name

    def bind_outside(self, name: str) -> str:
        """The same for ``:=``, which binds in the scope around the comprehensions."""
        name = self.mangled(name)
        scope = self.scope
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        scope.bound[name] = None
        return name

    def qualname(self, name: str) -> str:
        """The name as ``__qualname__`` shows it."""
        scope = self.scope
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        return name if name in scope.globals else scope.prefix + name

    def push(self, kind: str, prefix: str = "") -> Scope:
        """Enter a scope; ``pop`` leaves it."""
        self.scope = Scope(kind, prefix, self.scope)
        return self.scope

    def pop(self) -> None:
        """Leave the current scope."""
        assert self.scope.parent is not None
        self.scope = self.scope.parent
