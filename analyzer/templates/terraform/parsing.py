"""Bytes of a Terraform file to its blocks.  The only place that knows the grammar's node names.

Positions count characters; the parser counts bytes.  What stands inside a syntax error is left
out: the parser's guess at what was meant mixes up neighbouring attributes.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise

import tree_sitter_hcl
from msgspec.structs import replace
from tree_sitter import Language, Node, Parser

from analyzer.core import Problem, Span
from analyzer.templates.terraform.strings import Raw, dedented, unescaped
from analyzer.templates.terraform.syntax import (
    Attribute,
    Bad,
    Block,
    Body,
    Call,
    Conditional,
    Expression,
    For,
    Index,
    ListOf,
    Literal,
    MapOf,
    Member,
    Name,
    Operation,
    Part,
    Piece,
    Repeat,
    Splat,
    Template,
    When,
)

MAX_FILE = 2 * 1024 * 1024
MAX_DEPTH = 80
UNREADABLE = "template-unreadable"
_WRAPPERS = {"expression", "literal_value", "collection_value", "operation", "template_expr", "for_expr"}
_STEPS = {"get_attr", "index", "splat"}
_OPERATORS = {"==", "!=", "<", ">", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%"}
_END = b"OVERGRANT_END_OF_TEMPLATE"


def parse(data: bytes, path: str) -> tuple[Body, tuple[Problem, ...]]:
    """The blocks and attributes of a file, and what of it cannot be read."""
    if len(data) > MAX_FILE:
        return Body(), (Problem(UNREADABLE, Span(path), f"larger than {MAX_FILE} bytes, not read"),)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Body(), (Problem(UNREADABLE, Span(path, line, 1, line, 1), "not valid UTF-8"),)
    tree = _parser().parse(data)
    lowering = _Lowering(data, path)
    body = next((child for child in tree.root_node.children if child.type == "body"), None)
    if tree.root_node.has_error:
        lowering.report(tree.root_node)
    return (lowering.body(body, 0) if body is not None else Body()), tuple(lowering.problems)


def parse_template(text: str, path: str) -> Expression:
    """A file that is a template, as ``templatefile`` reads it."""
    # Behind an interpolation at the very end the grammar wants a character, or it reads none.
    data = b"".join((b"_ = <<", _END, b"\n", text.encode(), b".\n", _END, b"\n"))
    whole = Span(path)
    if len(data) > MAX_FILE or _END in text.encode():
        return Bad("a template that is too large", whole)
    tree = _parser().parse(data)
    body = next((child for child in tree.root_node.children if child.type == "body"), None)
    if body is None or tree.root_node.has_error:
        return Bad(f"the template {path} cannot be parsed", whole)
    found = _Lowering(data, path, above=1).body(body, 0).get("_")
    return _unended(found) if isinstance(found, Template) else Bad(f"the template {path} cannot be parsed", whole)


def _unended(found: Template) -> Template:
    """A template without the dot and the line end that stand before the closing mark, which the file does not have."""
    last = found.parts[-1] if found.parts else None
    if not isinstance(last, Piece):
        return found
    rest = (replace(last, text=last.text[:-2]),) if len(last.text) > 2 else ()
    return Template((*found.parts[:-1], *rest), found.span)


def _parser() -> Parser:
    return Parser(Language(tree_sitter_hcl.language()))


class _Lowering:
    """One file's tree on its way to blocks; ``above`` are lines before the file's own first one."""

    def __init__(self, data: bytes, path: str, above: int = 0) -> None:
        self.data = data
        self.path = path
        self.above = above
        self.problems: list[Problem] = []

    @cached_property
    def _lines(self) -> list[bytes]:
        return self.data.split(b"\n")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._lines)]

    def _column(self, row: int, column: int) -> int:
        line = self._lines[row] if row < len(self._lines) else b""
        return (column if line.isascii() else len(line[:column].decode("utf-8", "replace"))) + 1

    def span(self, node: Node, last: Node | None = None) -> Span:
        """Where a node stands, or the stretch from it to the end of another."""
        start, end = node.start_point, (last or node).end_point
        return Span(
            self.path, start.row + 1 - self.above, self._column(start.row, start.column),
            end.row + 1 - self.above, self._column(end.row, end.column),
        )  # fmt: skip

    def report(self, root: Node) -> None:
        """One problem for the first place at which the file is no valid syntax: what does not end, where it begins."""
        node, around = root, root
        while node.type != "ERROR" and not node.is_missing:
            inner = next((child for child in node.children if child.has_error or child.is_missing), None)
            if inner is None:
                break
            node, around = inner, node
        what = "what begins here does not end" if node.is_missing else "syntax error"
        span = self.span(around if node.is_missing else node)
        here = Span(self.path, span.line, span.column, span.line, span.column)
        message = f"cannot be parsed: {what}; the block around it is read in part"
        self.problems.append(Problem(UNREADABLE, here, message))

    # ------------------------------------------------------------ structure
    def body(self, node: Node, depth: int) -> Body:
        """The attributes and blocks directly inside a body."""
        attributes: list[Attribute] = []
        blocks: list[Block] = []
        for child in node.named_children:
            if child.type == "attribute":
                attributes.append(self._attribute(child))
            elif child.type == "block" and depth < MAX_DEPTH:
                blocks.append(self._block(child, depth + 1))
        return Body(tuple(attributes), tuple(blocks))

    def _attribute(self, node: Node) -> Attribute:
        name, value = node.named_children[0], node.named_children[-1]
        lowered = (
            Bad("a syntax error", self.span(value))
            if node.has_error or value.type != "expression"
            else self.expression(value, 0)
        )
        return Attribute(self._text(name), lowered, self.span(name))

    def _block(self, node: Node, depth: int) -> Block:
        names = [child for child in node.named_children if child.type in {"identifier", "string_lit"}]
        words = [self._text(child).strip('"') for child in names]
        inside = next((child for child in node.named_children if child.type == "body"), None)
        return Block(
            type=words[0] if words else "",
            labels=tuple(words[1:]),
            body=self.body(inside, depth) if inside is not None else Body(),
            span=self.span(names[0], names[-1]) if names else self.span(node),
            whole=self.span(node),
        )

    def _text(self, node: Node) -> str:
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    # ------------------------------------------------------------ expressions
    def expression(self, node: Node, depth: int) -> Expression:
        """What an expression node says."""
        while node.type in _WRAPPERS and node.child_count == 1:
            node = node.children[0]
        if depth > MAX_DEPTH:
            return Bad("nested too deeply", self.span(node))
        if node.type == "expression":
            return self._chain(node.children, depth + 1)
        lower = getattr(self, f"_{node.type}", None)
        return lower(node, depth + 1) if lower else Bad(f"{node.type} is not understood", self.span(node))

    def _chain(self, nodes: Sequence[Node], depth: int) -> Expression:
        """A value and the steps behind it: ``a.b[0].c``, ``(x).y``."""
        if not nodes:
            return Bad("nothing where a value is expected", Span(self.path))
        if nodes[0].type == "(" and len(nodes) > 2:
            found, rest = self.expression(nodes[1], depth), nodes[3:]
        else:
            found, rest = self.expression(nodes[0], depth), nodes[1:]
        return self._steps(found, nodes[0], [node for node in rest if node.type in _STEPS], depth)

    def _steps(self, found: Expression, first: Node, steps: Sequence[Node], depth: int) -> Expression:
        for step in steps:
            span = self.span(first, step)
            inner = step.children[0] if step.type != "get_attr" else step
            if step.type == "get_attr":
                found = Member(found, self._text(step.children[-1]), span)
            elif inner.type == "new_index":
                found = Index(found, self.expression(inner.children[1], depth), span)
            elif inner.type == "legacy_index":
                found = Index(found, _number(self._text(inner).lstrip(". "), span), span)
            else:
                element = Name("*", span)
                found = Splat(found, self._steps(element, inner, inner.children[1:], depth), span)
        return found

    def _variable_expr(self, node: Node, _: int) -> Expression:
        return Name(self._text(node), self.span(node))

    def _numeric_lit(self, node: Node, _: int) -> Expression:
        return _number(self._text(node), self.span(node))

    def _bool_lit(self, node: Node, _: int) -> Expression:
        return Literal(self._text(node) == "true", self.span(node))

    def _null_lit(self, node: Node, _: int) -> Expression:
        return Literal(None, self.span(node))

    def _tuple(self, node: Node, depth: int) -> Expression:
        items = [self.expression(child, depth) for child in node.named_children if child.type == "expression"]
        return ListOf(tuple(items), self.span(node))

    def _object(self, node: Node, depth: int) -> Expression:
        found: list[tuple[Expression, Expression]] = []
        for child in node.named_children:
            sides = [side for side in child.named_children if side.type == "expression"]
            if child.type == "object_elem" and len(sides) == 2:
                found.append((self._key(sides[0], depth), self.expression(sides[1], depth)))
        return MapOf(tuple(found), self.span(node))

    def _key(self, node: Node, depth: int) -> Expression:
        """A key: a bare word stands for itself."""
        key = self.expression(node, depth)
        if isinstance(key, Name) and node.children[0].type != "(":
            return Template((Piece(key.name, self.path, key.span.line, key.span.column),), key.span)
        return key

    def _function_call(self, node: Node, depth: int) -> Expression:
        inside = next((child for child in node.children if child.type == "function_arguments"), None)
        children = inside.children if inside is not None else []
        arguments = tuple(self.expression(child, depth) for child in children if child.type == "expression")
        expand = any(child.type == "ellipsis" for child in children)
        return Call(self._text(node.children[0]), arguments, expand, self.span(node))

    def _conditional(self, node: Node, depth: int) -> Expression:
        parts = [self.expression(child, depth) for child in node.children if child.type == "expression"]
        return Conditional(parts[0], parts[1], parts[2], self.span(node)) if len(parts) == 3 else self._bad(node)

    def _binary_operation(self, node: Node, depth: int) -> Expression:
        children = node.children
        place = next((i for i, child in enumerate(children) if child.type in _OPERATORS and i), 0)
        sides = (self._chain(children[:place], depth), self._chain(children[place + 1 :], depth))
        return Operation(children[place].type, sides, self.span(node))

    def _unary_operation(self, node: Node, depth: int) -> Expression:
        return Operation(node.children[0].type, (self._chain(node.children[1:], depth),), self.span(node))

    def _for_tuple_expr(self, node: Node, depth: int) -> Expression:
        return self._for(node, depth)

    def _for_object_expr(self, node: Node, depth: int) -> Expression:
        return self._for(node, depth)

    def _for(self, node: Node, depth: int) -> Expression:
        intro = next(child for child in node.children if child.type == "for_intro")
        names = tuple(self._text(child) for child in intro.children if child.type == "identifier")
        values = [self.expression(child, depth) for child in node.children if child.type == "expression"]
        condition = next((child for child in node.children if child.type == "for_cond"), None)
        grouped = any(child.type == "ellipsis" for child in node.children)
        return For(
            names=names,
            collection=self._inner(intro, depth),
            key=values[0] if len(values) == 2 else None,
            value=values[-1] if values else self._bad(node),
            condition=self._inner(condition, depth) if condition is not None else None,
            grouped=grouped,
            span=self.span(node),
        )

    def _inner(self, node: Node, depth: int) -> Expression:
        found = next((child for child in node.children if child.type == "expression"), None)
        return self.expression(found, depth) if found is not None else self._bad(node)

    def _bad(self, node: Node) -> Bad:
        return Bad("it is not understood", self.span(node))

    # ------------------------------------------------------------ templates
    def _string_lit(self, node: Node, depth: int) -> Expression:
        return self._quoted_template(node, depth)

    def _quoted_template(self, node: Node, depth: int) -> Expression:
        inside = [
            child for child in node.children if child.type not in {"quoted_template_start", "quoted_template_end"}
        ]
        parts = self._parts(inside, node.start_byte + 1, node.end_byte - 1, depth, quoted=True)
        return Template(parts, self.span(node))

    def _heredoc_template(self, node: Node, depth: int) -> Expression:
        names = [child for child in node.children if child.type == "heredoc_identifier"]
        if len(names) < 2:
            return self._bad(node)
        start = self.data.index(b"\n", names[0].end_byte) + 1
        end = self.data.rindex(b"\n", 0, names[-1].start_byte) + 1
        inside = [child for child in node.children if child.start_byte >= start and child is not names[-1]]
        parts = self._parts(inside[:-1], start, max(start, end), depth, quoted=False)
        indented = self._text(node.children[0]).startswith("<<-")
        return Template(dedented(parts) if indented else parts, self.span(node))

    def _parts(self, nodes: Sequence[Node], start: int, end: int, depth: int, *, quoted: bool) -> tuple[Part, ...]:
        """Characters between the nodes are literal too: the parser skips blanks around interpolations."""
        found: list[Part] = []
        at = start
        for node in nodes:
            if node.type == "template_interpolation":
                found += self._literal(at, node.start_byte, quoted=quoted)
                found.append(self._inner(node, depth))
                at = node.end_byte
            elif node.type == "template_directive":
                found += self._literal(at, node.start_byte, quoted=quoted)
                found.append(self._directive(node.children[0], depth, quoted=quoted))
                at = node.end_byte
        return (*found, *self._literal(at, end, quoted=quoted))

    def _literal(self, start: int, end: int, *, quoted: bool) -> list[Piece]:
        if start >= end:
            return []
        row = bisect_right(self._starts, start) - 1
        column = self._column(row, start - self._starts[row])
        text = self.data[start:end].decode("utf-8", "replace")
        return unescaped(Raw(text, self.path, row + 1 - self.above, column), quoted=quoted)

    def _directive(self, node: Node, depth: int, *, quoted: bool) -> Part:
        children = node.children
        if depth > MAX_DEPTH or len(children) < 2:
            return self._bad(node)
        marks = [child for child in children if child.type.endswith(("_intro", "_start", "_end"))]
        bodies = [
            self._parts([one for one in children if left.end_byte <= one.start_byte < right.start_byte],
                        left.end_byte, right.start_byte, depth + 1, quoted=quoted)
            for left, right in pairwise(marks)
        ]  # fmt: skip
        if node.type == "template_for":
            names = tuple(self._text(child) for child in marks[0].children if child.type == "identifier")
            return Repeat(names, self._inner(marks[0], depth), bodies[0])
        return When(self._inner(marks[0], depth), bodies[0], bodies[1] if len(bodies) > 1 else ())


def _number(text: str, span: Span) -> Expression:
    try:
        value = float(text)
    except ValueError:
        return Bad(f"{text} is no number", span)
    if value.is_integer() and abs(value) < 1e15:
        return Literal(int(value), span)
    return Literal(value, span)
