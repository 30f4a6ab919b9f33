"""Configurations in JSON as blocks and attributes, each on the line of its JSON value.

Source: https://developer.hashicorp.com/terraform/language/syntax/json
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from analyzer.core import Problem, Span
from analyzer.templates.document import parse as parse_json
from analyzer.templates.model import Entry as Line
from analyzer.templates.model import Mapping, Node, Scalar, Sequence
from analyzer.templates.nodes import entries, items
from analyzer.templates.terraform.parsing import UNREADABLE, parse_template
from analyzer.templates.terraform.syntax import (
    Attribute,
    Bad,
    Block,
    Body,
    Expression,
    ListOf,
    Literal,
    MapOf,
    Piece,
    Template,
)

MAX_FILE = 8 * 1024 * 1024
MAX_DEPTH = 60
_LABELS = {
    "resource": 2,
    "data": 2,
    "variable": 1,
    "output": 1,
    "module": 1,
    "provider": 1,
    "locals": 0,
    "terraform": 0,
}


def parse_file(data: bytes, path: str) -> tuple[Body, tuple[Problem, ...]]:
    """The blocks of a ``.tf.json`` file, and what of it cannot be read."""
    if len(data) > MAX_FILE:
        return Body(), (Problem(UNREADABLE, Span(path), f"larger than {MAX_FILE} bytes, not read"),)
    root, problems = parse_json(data, path)
    if root is not None and not isinstance(root, Mapping):
        return Body(), (*problems, Problem(UNREADABLE, Span(path), "a configuration must be a JSON object"))
    blocks = tuple(block for one in entries(root) for block in _labelled(one, _LABELS.get(one.key)))
    return Body((), blocks), problems


def _labelled(line: Line, labels: int | None, before: tuple[str, ...] = (), kind: str = "") -> Iterator[Block]:
    """The blocks of one type: a mapping for each label, then the body or a list of bodies."""
    if labels is None:
        return
    if labels == 0:
        for one in items(line.value):
            yield Block(kind or line.key, before, body(one, literal=False), line.span, line.span)
        return
    for table in items(line.value):
        for inner in entries(table):
            yield from _labelled(inner, labels - 1, (*before, inner.key), kind or line.key)


def body(node: Node, *, literal: bool) -> Body:
    """A JSON object as a body: what may be a block is both, an attribute and a block of that type.

    ``literal``: strings are what they are, as in a plan; else they are templates.
    """
    attributes: list[Attribute] = []
    blocks: list[Block] = []
    for one in entries(node):
        attributes.append(Attribute(one.key, expression(one.value, literal=literal), one.span))
        for inner in items(one.value):
            if isinstance(inner, Mapping) and one.key == "dynamic":
                blocks += _labelled(one, 1)
            elif isinstance(inner, Mapping):
                blocks.append(Block(one.key, (), body(inner, literal=literal), one.span, one.span))
    return Body(tuple(attributes), tuple(blocks))


def expression(node: Node, *, literal: bool, depth: int = 0) -> Expression:
    """The expression that a JSON value stands for."""
    if depth > MAX_DEPTH:
        return Bad("nested too deeply", node.span)
    match node:
        case Scalar(value, span) if isinstance(value, str):
            return _string(value, span) if literal else _template(value, span)
        case Scalar(value, span):
            return Literal(value, span) if not isinstance(value, str) else Bad("no value", span)
        case Sequence(elements, span):
            return ListOf(tuple(expression(one, literal=literal, depth=depth + 1) for one in elements), span)
        case Mapping():
            pairs = tuple(
                (_string(one.key, one.span), expression(one.value, literal=literal, depth=depth + 1))
                for one in entries(node)
            )
            return MapOf(pairs, node.span)


def _string(text: str, span: Span) -> Expression:
    return Template((Piece(text, span.path, span.line, span.column),) if text else (), span)


def _template(text: str, span: Span) -> Expression:
    """A string that may hold ``${…}``: alone it is the value itself."""
    if "${" not in text and "%{" not in text:
        return _string(text, span)
    value = parse_template(text, span.path)
    if isinstance(value, Template) and len(value.parts) == 1 and isinstance(value.parts[0], Expression):
        value = value.parts[0]
    placed: Expression = _placed(value, span)
    return placed


def _placed(value: Any, span: Span) -> Any:
    """An expression with every place in it moved to one span."""
    match value:
        case Span():
            return span
        case Piece():
            return replace(value, path=span.path, line=span.line, column=span.column)
        case tuple():
            return tuple(_placed(one, span) for one in value)
        case Struct():
            return type(value)(*(_placed(getattr(value, name), span) for name in value.__struct_fields__))
    return value
