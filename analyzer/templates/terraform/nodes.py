"""Values as nodes, so that policies are read by the same code as those of every other dialect.

References become ``Ref`` and ``Fn::GetAtt``, conditions ``Fn::If``, what is not known a function
that nobody knows.
"""

from analyzer.core import Hole, Lit, Part, Ref, Span, Text
from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence
from analyzer.templates.scope import Scope
from analyzer.templates.terraform.values import (
    Choice,
    Const,
    Many,
    Record,
    Unknown,
    Value,
    shown,
    text_of,
)
from analyzer.templates.terraform.views import View

NO_SCOPE = Scope({})
MAX_DEPTH = 60


def node_of(value: Value, depth: int = 0) -> Node:
    """The node that stands for a value."""
    span = value.span
    if depth > MAX_DEPTH:
        return call("Fn::Unknown", Scalar("nested too deeply", span, "nested too deeply"), span)
    match value:
        case Many(items):
            return Sequence(tuple(node_of(item, depth + 1) for item in items), span)
        case Record(items):
            return Mapping(tuple(Entry(one.key, node_of(one.value, depth + 1), one.span) for one in items), span)
        case Choice(options):
            return _either([_arm(option, depth + 1) for option in options], span)
        case Const(number):
            return Scalar(number, span, "" if number is None else shown(value), span.line)
        case Unknown(why):
            return call("Fn::Unknown", Scalar(why, span, why), span)
    return text_node(text_of(value) or Text(()), span)


def _arm(value: Value, depth: int) -> Node:
    if isinstance(value, Const) and value.value is None:
        return call("Ref", Scalar("AWS::NoValue", value.span, "AWS::NoValue"), value.span)
    return node_of(value, depth)


def _either(arms: list[Node], span: Span) -> Node:
    """Nested ``Fn::If`` over any number of arms; its condition has no name, so that none is chosen."""
    first, *rest = arms
    if not rest:
        return first
    return call("Fn::If", Sequence((Scalar("", span), first, _either(rest, span)), span), span)


def text_node(text: Text, span: Span) -> Node:
    """The node that evaluates to a text."""
    if not text.parts:
        return Scalar("", span, "", span.line)
    parts = [_part_node(part, span) for part in text.parts]
    if len(parts) == 1:
        return parts[0]
    return call("Fn::Join", Sequence((Scalar("", span, ""), Sequence(tuple(parts), span)), span), span)


def _part_node(part: Part, span: Span) -> Node:
    match part:
        case Lit(value):
            return Scalar(value, span, value, span.line)
        case Ref(address, ""):
            return call("Ref", Scalar(address, span, address), span)
        case Ref(address, attribute):
            names = (Scalar(address, span, address), Scalar(attribute, span, attribute))
            return call("Fn::GetAtt", Sequence(names, span), span)
        case Hole(why):
            return call("Fn::Unknown", Scalar(why, span, why), span)
    return call("Fn::Unknown", Scalar("not known", span, "not known"), span)


def call(name: str, argument: Node, span: Span) -> Mapping:
    """``{name: argument}``."""
    return Mapping((Entry(name, argument, span),), span)


def body_node(view: View, depth: int = 0) -> Mapping:
    """The attributes and blocks of a body; blocks of one type are a list."""
    entries = []
    for one in view.body.attributes:
        value = view.get(one.name)
        if value is not None:
            entries.append(Entry(one.name, node_of(value), one.span))
    kinds = dict.fromkeys(
        block.labels[0] if block.type == "dynamic" and block.labels else block.type for block in view.body.blocks
    )
    for kind in kinds:
        blocks = view.blocks(kind) if depth < MAX_DEPTH else []
        nodes = tuple(body_node(block, depth + 1) for block in blocks)
        entries.append(Entry(kind, Sequence(nodes, view.span), view.span))
    return Mapping(tuple(entries), view.span)
