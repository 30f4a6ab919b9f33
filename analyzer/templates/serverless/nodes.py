"""Nodes made and merged: what the framework writes, and its own way of putting two documents together."""

from analyzer.core import Span
from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence
from analyzer.templates.nodes import entries, is_function

MAX_MERGED = 100_000


def text(value: str, span: Span) -> Scalar:
    """A string at a place."""
    return Scalar(value, span, value, span.line)


def mapping(span: Span, members: dict[str, Node | None]) -> Mapping:
    """A mapping at a place; members that are None are left out."""
    return Mapping(tuple(Entry(key, node, node.span) for key, node in members.items() if node is not None), span)


def listed(span: Span, *nodes: Node) -> Sequence:
    """A list at a place."""
    return Sequence(nodes, span)


def call(name: str, argument: Node) -> Mapping:
    """An intrinsic function: ``call("Ref", …)``."""
    return Mapping((Entry(name, argument, argument.span),), argument.span)


def arn_of(logical_id: str, span: Span) -> Mapping:
    """``Fn::GetAtt`` of a resource's ARN."""
    return call("Fn::GetAtt", listed(span, text(logical_id, span), text("Arn", span)))


def given(node: Node | None) -> Node | None:
    """The node, None where it is null or false: what is not set."""
    return None if isinstance(node, Scalar) and (node.value is None or node.value is False) else node


def merge(base: Node, other: Node) -> Node:
    """Two documents as the framework merges them: mappings by key, lists by index, else the other one wins."""
    match base, other:
        case Mapping(), Mapping():
            return _merged(base, other)
        case Sequence(), Sequence():
            pairs = [merge(left, right) for left, right in zip(base.items, other.items, strict=False)]
            return Sequence((*pairs, *base.items[len(pairs) :], *other.items[len(pairs) :]), other.span)
    return other


def _merged(base: Mapping, other: Mapping) -> Mapping:
    found = {entry.key: entry for entry in base.entries}
    for entry in other.entries:
        known = found.get(entry.key)
        value = entry.value if known is None else merge(known.value, entry.value)
        found[entry.key] = Entry(entry.key, value, entry.span if known is None else known.span)
    return Mapping(tuple(found.values()), base.span)


def members(node: Node | None) -> tuple[Entry, ...]:
    """The entries of a mapping; nothing where an intrinsic function or a variable stands in its place."""
    return () if is_function(node) else entries(node)


def section(node: Node | None) -> Mapping | None:
    """A section that is a mapping, or a list of mappings that are put together; None for anything else."""
    if isinstance(node, Mapping):
        return None if is_function(node) else node
    if not isinstance(node, Sequence):
        return None
    whole: Node = Mapping((), node.span)
    for item in node.items:
        if isinstance(item, Mapping) and not is_function(item):
            whole = merge(whole, item)
    return whole if isinstance(whole, Mapping) else None
