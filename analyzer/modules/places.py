"""Positions of nodes, almost for free: the i-th call of ``ast`` is the i-th call of the LibCST walk.

LibCST computes positions by printing the whole tree, three times the cost of parsing it.  CPython's
``ast`` has them at once, so both trees are walked in source order and matched by count and kind.
Where they do not match, or ``ast`` knows the syntax not yet, LibCST's own positions are used.
Inside f-strings only LibCST's are right on every Python version (``ast`` is wrong before 3.12), and
there it prints just the one string.
"""

import ast
import operator
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import libcst as cst
from libcst.metadata import CodeRange, PositionProvider
from libcst.metadata.position_provider import PositionProvidingCodegenState

from analyzer.modules.model import Site

Place = tuple[str, Site]

_KINDS: Mapping[type, str] = {
    ast.Call: "call",
    ast.Attribute: "attr",
    ast.Subscript: "index",
    ast.Tuple: "tuple",
    ast.List: "list",
    ast.Set: "set",
    ast.Dict: "dict",
    ast.JoinedStr: "format",
    ast.BinOp: "binary",
    ast.ListComp: "comprehension",
    ast.SetComp: "comprehension",
    ast.DictComp: "comprehension",
    ast.GeneratorExp: "comprehension",
    ast.AugAssign: "augment",
    ast.Import: "import",
    ast.ImportFrom: "import",
    ast.Lambda: "lambda",
    # functions and classes stand behind their decorators, see _definition
}
if sys.version_info >= (3, 14):
    _KINDS = {**_KINDS, ast.TemplateStr: "format"}


class OutOfStepError(Exception):
    """The two trees do not match."""


class Places:
    """Hands out indices into ``sites`` in the order in which the walk meets the nodes."""

    def __init__(self, order: Sequence[Place], default_indent: str = "    ") -> None:
        self.sites: list[Site] = []
        self.indents: list[str] = []
        self.default_indent = default_indent
        self.ranges: Mapping[cst.CSTNode, CodeRange] | None = None
        self._order = order
        self._next = 0
        self._fixed: int | None = None

    @classmethod
    def printed(cls, module: cst.Module) -> "Places":
        """Places that come from LibCST alone, for the whole module."""
        places = cls((), module.default_indent)
        wrapper = cst.MetadataWrapper(module, unsafe_skip_copy=True)
        places.ranges = wrapper.resolve(PositionProvider)
        return places

    def at(self, kind: str, node: cst.CSTNode) -> int:
        """The index of the place of a node; every node of a kind must be asked for, in source order."""
        if self._fixed is not None:
            return self._fixed
        if self.ranges is not None:
            return self._add(_site(self.ranges[node]))
        return self._add(self._take(kind))

    def at_keys(self, at: int) -> int:
        """The index of the place of the keys of ``x[a, b]``, a tuple to ``ast`` and none to LibCST.

        Where only LibCST's places are known it is ``at``, that of the subscript.
        """
        if self._fixed is not None or self.ranges is not None:
            return at
        return self._add(self._take("tuple"))

    def enter_string(self, node: cst.CSTNode, *, deep: bool) -> tuple[int, Any]:
        """The index of an f-string's place; until ``leave_string`` places inside it are LibCST's.

        ``deep`` says whether something inside will ask for a place at all.
        """
        before = self.ranges
        index = self.at("format", node)
        if self._fixed is None and before is None and deep:
            self.ranges = self._printed_string(node, self.sites[index])
        return index, before

    def leave_string(self, before: Any) -> None:
        """Back to where ``enter_string`` was called."""
        self.ranges = before

    def fix(self, index: int | None) -> int | None:
        """Give every node the one place until called with what this returns."""
        before, self._fixed = self._fixed, index
        return before

    def latest(self) -> int:
        """The index of the place asked for last, that of the file's start when there is none."""
        if not self.sites:
            return self._add((1, 1, 1, 1))
        return len(self.sites) - 1

    def finish(self) -> None:
        """Make sure that nothing was left over."""
        if self._next != len(self._order):
            raise OutOfStepError

    def _take(self, kind: str) -> Site:
        if self._next >= len(self._order):
            raise OutOfStepError
        found, site = self._order[self._next]
        if found != kind:
            raise OutOfStepError
        self._next += 1
        return site

    def _add(self, site: Site) -> int:
        self.sites.append(site)
        return len(self.sites) - 1

    def _printed_string(self, node: cst.CSTNode, site: Site) -> Mapping[cst.CSTNode, CodeRange]:
        provider = PositionProvider()
        state = PositionProvidingCodegenState(
            default_indent=self.default_indent, default_newline="\n", provider=provider
        )
        state.indent_tokens.extend(self.indents)
        # the node's own parentheses stand before the place that ast gives: print from inside them
        bare = node.with_changes(lpar=(), rpar=()) if getattr(node, "lpar", ()) else node
        state.line, state.column = site[0], site[1] - 1
        bare._codegen(state)  # noqa: SLF001  # the only way to print a part at a place
        return cast("Mapping[cst.CSTNode, CodeRange]", provider._computed)  # noqa: SLF001  # this provider is never lazy


def places_of(tree: ast.Module, text: str) -> list[Place]:
    """The places of all nodes of interest in source order; f-strings are not looked into."""
    columns = None if text.isascii() else _columns(text)
    out: list[Place] = []
    stack: list[Any] = [tree]
    while stack:
        node = stack.pop()
        cls = type(node)
        if cls is tuple:
            out.append((node[0], _place(node[1], columns)))
            continue
        kind = _KINDS.get(cls)
        if kind is not None:
            out.append((kind, _place(node, columns)))
        special = _SPECIAL.get(cls)
        if special is not None:
            stack.extend(reversed(special(node)))
            continue
        for name in _CHILDREN[cls]:
            child = getattr(node, name)
            if child.__class__ is list:
                stack.extend(reversed(child))
            elif child is not None:
                stack.append(child)
    return out


def _place(node: Any, columns: "_Columns | None") -> Site:
    line, end_line = node.lineno, node.end_lineno
    if columns is None:
        return (line, node.col_offset + 1, end_line, node.end_col_offset + 1)
    return (line, columns.of(line, node.col_offset), end_line, columns.of(end_line, node.end_col_offset))


class _Columns:
    """Turns UTF-8 byte offsets into columns."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def of(self, line: int, offset: int) -> int:
        """The column, from 1, of a byte offset."""
        text = self.lines[line - 1]
        if text.isascii():
            return offset + 1
        return len(text.encode()[:offset].decode(errors="replace")) + 1


def _columns(text: str) -> _Columns:
    return _Columns(text.split("\n"))


def _site(found: CodeRange) -> Site:
    return (found.start.line, found.start.column + 1, found.end.line, found.end.column + 1)


# ---------------------------------------------------------------- children of ast nodes in source order
_NO_CHILDREN = frozenset({
    "ctx", "op", "ops", "type_comment", "kind", "id", "attr", "name", "names", "module", "level", "n", "s",
    "rest", "asname", "simple", "arg", "kwd_attrs", "is_async", "tag", "type_ignores",
})  # fmt: skip
_LEAVES = frozenset({"Name", "Constant", "JoinedStr", "TemplateStr", "MatchSingleton", "Import", "ImportFrom"})

# last field first, as a stack wants them
_CHILDREN: Mapping[type, tuple[str, ...]] = {
    cls: () if name in _LEAVES else tuple(f for f in reversed(cls._fields) if f not in _NO_CHILDREN)
    for name, cls in vars(ast).items()
    if isinstance(cls, type) and issubclass(cls, ast.AST)
}


def _definition(node: Any) -> list[Any]:
    kind = "class" if type(node) is ast.ClassDef else "def"
    out: list[Any] = [*node.decorator_list, (kind, node), *getattr(node, "type_params", ())]
    if type(node) is ast.ClassDef:
        out += _by_place([*node.bases, *node.keywords])
    else:
        out += _parameters(node.args)
        if node.returns is not None:
            out.append(node.returns)
    return out + list(node.body)


def _parameters(node: ast.arguments) -> list[Any]:
    positional = [*node.posonlyargs, *node.args]
    defaults = [*[None] * (len(positional) - len(node.defaults)), *node.defaults]
    out: list[Any] = []
    for parameter, default in zip(positional, defaults, strict=True):
        out += [parameter.annotation, default]
    if node.vararg is not None:
        out.append(node.vararg.annotation)
    for parameter, default in zip(node.kwonlyargs, node.kw_defaults, strict=True):
        out += [parameter.annotation, default]
    if node.kwarg is not None:
        out.append(node.kwarg.annotation)
    return [child for child in out if child is not None]


def _lambda(node: ast.Lambda) -> list[Any]:
    return [*_parameters(node.args), node.body]


def _call(node: ast.Call) -> list[Any]:
    if node.args and node.keywords:
        return [node.func, *_by_place([*node.args, *node.keywords])]
    return [node.func, *node.args, *node.keywords]


def _by_place(nodes: list[Any]) -> list[Any]:
    return sorted(nodes, key=operator.attrgetter("lineno", "col_offset"))


def _dict(node: ast.Dict) -> list[Any]:
    pairs: Iterator[tuple[Any, Any]] = zip(node.keys, node.values, strict=True)
    return [child for pair in pairs for child in pair if child is not None]


def _choice(node: ast.IfExp) -> list[Any]:
    return [node.body, node.test, node.orelse]


def _match_mapping(node: ast.MatchMapping) -> list[Any]:
    return [child for pair in zip(node.keys, node.patterns, strict=True) for child in pair]


_SPECIAL: Mapping[type, Any] = {
    ast.FunctionDef: _definition,
    ast.AsyncFunctionDef: _definition,
    ast.ClassDef: _definition,
    ast.Lambda: _lambda,
    ast.Call: _call,
    ast.Dict: _dict,
    ast.IfExp: _choice,
    ast.MatchMapping: _match_mapping,
}
