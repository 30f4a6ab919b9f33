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
MAX_NODES = 50_000


def node_of(value: Value) -> Node:
    """The node that stands for a value."""
    return _Builder().node(value, 0)


def body_node(view: View) -> Mapping:
    """The attributes and blocks of a body; blocks of one type are a list."""
    return _Builder().body(view, 0)


class _Builder:
    """Makes the nodes of one value; values share their parts, nodes do not, so that their number is bounded."""

    def __init__(self) -> None:
        self.left = MAX_NODES

    def node(self, value: Value, depth: int) -> Node:
        span = value.span
        self.left -= 1
        if depth > MAX_DEPTH or self.left < 0:
            return _unknown("nested too deeply or too large", span)
        match value:
            case Many(items):
                return Sequence(tuple(self.node(item, depth + 1) for item in items), span)
            case Record(items):
                entries = (Entry(one.key, self.node(one.value, depth + 1), one.span) for one in items)
                return Mapping(tuple(entries), span)
            case Choice(options):
                return _either([self._arm(option, depth + 1) for option in options], span)
            case Const(number):
                return Scalar(number, span, "" if number is None else shown(value), span.line)
            case Unknown(why):
                return _unknown(why, span)
        return text_node(text_of(value) or Text(()), span)

    def _arm(self, value: Value, depth: int) -> Node:
        if isinstance(value, Const) and value.value is None:
            return call("Ref", Scalar("AWS::NoValue", value.span, "AWS::NoValue"), value.span)
        return self.node(value, depth)

    def body(self, view: View, depth: int) -> Mapping:
        found = ((one, view.get(one.name)) for one in view.body.attributes)
        entries = [Entry(one.name, self.node(value, 0), one.span) for one, value in found if value is not None]
        kinds = dict.fromkeys(
            block.labels[0] if block.type == "dynamic" and block.labels else block.type for block in view.body.blocks
        )
        for kind in kinds:
            blocks = view.blocks(kind) if depth < MAX_DEPTH and self.left > 0 else []
            nodes = tuple(self.body(block, depth + 1) for block in blocks)
            entries.append(Entry(kind, Sequence(nodes, view.span), view.span))
        return Mapping(tuple(entries), view.span)


def _unknown(why: str, span: Span) -> Node:
    return call("Fn::Unknown", Scalar(why, span, why), span)


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
            return _unknown(why, span)
    return _unknown("not known", span)


def call(name: str, argument: Node, span: Span) -> Mapping:
    """``{name: argument}``."""
    return Mapping((Entry(name, argument, span),), span)
