"""Annotations → expressions, strings inside them parsed."""

import libcst as cst

from analyzer.modules.model import Attr, Binary, Build, Const, Expr, Index, Name
from analyzer.modules.tokens import refusal
from analyzer.modules.walk import RefusedError, Walk

_MAX_LENGTH = 2000


def lower_annotation(w: Walk, node: cst.Annotation) -> Expr:
    """The annotation as an expression; what stands in quotes has the place of what came before it."""
    return parsed(w, w.expr(node.annotation))


def parsed(w: Walk, value: Expr) -> Expr:
    """The annotation with its strings parsed, those of ``Literal[…]`` and of metadata aside."""
    match value:
        case Const(str() as text, ""):
            return _from_string(w, text) or value
        case Index(base, key, at):
            return Index(parsed(w, base), _parsed_key(w, base, key), at)
        case Binary(op, left, right, at):
            return Binary(op, parsed(w, left), parsed(w, right), at)
        case Build(kind, items, at):
            return Build(kind, tuple(parsed(w, item) for item in items), at)
    return value


def _parsed_key(w: Walk, base: Expr, key: Expr) -> Expr:
    name = base.id if isinstance(base, Name) else base.name if isinstance(base, Attr) else ""
    if name == "Literal":
        return key
    if name == "Annotated" and isinstance(key, Build) and key.items:
        return Build(key.kind, (parsed(w, key.items[0]), *key.items[1:]), key.at)
    return parsed(w, key)


def _from_string(w: Walk, text: str) -> Expr | None:
    text = text.strip()
    if len(text) > _MAX_LENGTH or refusal(text) is not None:
        return None
    try:
        node = cst.parse_expression(text)
    except (cst.ParserSyntaxError, RecursionError):
        return None
    before = w.places.fix(w.places.latest())
    try:
        return parsed(w, w.expr(node))
    except RefusedError:
        return None
    finally:
        w.places.fix(before)
