"""YAML short tags to the long form: ``!Sub x`` is ``{"Fn::Sub": x}``.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence

_BARE = frozenset({"Ref", "Condition"})


def long_form(tag: str | None, node: Node) -> Node:
    """The node as its long form says it; the node itself where it carries no short tag."""
    if not tag or not tag.startswith("!") or tag == "!":
        return node
    name = tag[1:]
    key = name if name in _BARE else f"Fn::{name}"
    value = _dotted(node) if name == "GetAtt" else node
    return Mapping((Entry(key, value, node.span),), node.span)


def _dotted(node: Node) -> Node:
    if not isinstance(node, Scalar):
        return node
    head, dot, rest = node.text.partition(".")
    parts = (head, rest) if dot else (head,)
    return Sequence(tuple(Scalar(part, node.span, part, node.span.line) for part in parts), node.span)
