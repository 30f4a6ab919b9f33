"""Terraform text to nodes, with the JSON inside of strings."""

from collections.abc import Iterable

from analyzer.core import Span
from analyzer.fixes.tree import CannotWriteError, Node
from analyzer.fixes.yaml_tree import yaml_tree
from analyzer.templates.terraform.parsing import parse
from analyzer.templates.terraform.syntax import (
    Attribute,
    Block,
    Body,
    Call,
    Conditional,
    Expression,
    For,
    ListOf,
    MapOf,
    Member,
    Name,
    Operation,
    Piece,
    Template,
)


def hcl_tree(data: bytes, text: str, path: str) -> tuple[list[Node], list[int]]:
    """The file's root first, then each JSON document in a string; and where each line begins.

    Raises ``CannotWriteError`` where the file cannot be parsed.
    """
    body, problems = parse(data, path)
    if problems:
        raise CannotWriteError("the file cannot be parsed")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    builder = _Builder(text, starts)
    root = builder.body(body, Span(path, 1, 1, 1, 1))
    root.end = len(text)
    return [root, *builder.inner], starts


class _Builder:
    def __init__(self, text: str, starts: list[int]) -> None:
        self.text = text
        self.starts = starts
        self.inner: list[Node] = []

    def _offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1

    def _node(self, kind: str, span: Span, value: str = "") -> Node:
        start, end = self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)
        return Node(kind, start, end, "hcl", value=value)  # type: ignore[arg-type]

    def body(self, body: Body, span: Span, value: str = "") -> Node:
        """A map of the attributes, with one more entry for the blocks, which have no key."""
        node = self._node("map", span, value)
        node.flow = False
        for one in body.attributes:
            self._entry(node, one)
        blocks = self._node("blocks", span)
        for block in body.blocks:
            self._adopt(blocks, self._block(block))
        node.keys.append(Node("scalar", node.start, node.start, "hcl", value=""))
        self._adopt(node, blocks)
        return node

    def _block(self, block: Block) -> Node:
        return self.body(block.body, block.whole, " ".join((block.type, *block.labels)))

    def _entry(self, node: Node, attribute: Attribute) -> None:
        node.keys.append(self._node("scalar", attribute.span, attribute.name))
        self._adopt(node, self.expression(attribute.value))

    def _adopt(self, parent: Node, child: Node) -> None:
        child.parent = parent
        parent.items.append(child)

    def expression(self, expression: Expression) -> Node:
        """The node of an expression; lists and objects that stand deeper in it hang below."""
        match expression:
            case Template():
                return self._template(expression)
            case ListOf(items):
                node = self._node("list", expression.span)
                for item in items:
                    self._adopt(node, self.expression(item))
                return node
            case MapOf(pairs):
                node = self._node("map", expression.span)
                for key, value in pairs:
                    name = self.expression(key)
                    node.keys.append(name)
                    self._adopt(node, self.expression(value))
                return node
        node = self._node("other", expression.span, expression.name if isinstance(expression, Name) else "")
        for inner in _inner(expression):
            self._adopt(node, self.expression(inner))
        return node

    def _template(self, template: Template) -> Node:
        node = self._node("scalar", template.span)
        pieces = [part.text for part in template.parts if isinstance(part, Piece)]
        node.value = "".join(pieces) if len(pieces) == len(template.parts) else self.text[node.start : node.end]
        raw = self.text[node.start : node.end]
        begin, end = raw.find("{", raw.find("\n")), raw.rfind("}") + 1
        if raw.startswith("<<") and 0 <= begin < end:
            try:
                root, _ = yaml_tree(raw[begin:end], node.start + begin)
            except CannotWriteError:
                return node
            self.inner.append(root)
        return node


def _inner(expression: Expression) -> Iterable[Expression]:
    match expression:
        case Call():
            return expression.arguments
        case Conditional():
            return (expression.then, expression.otherwise)
        case Operation():
            return expression.operands
        case For():
            return (expression.value,)
        case Member():
            return (expression.object,)
    return ()
