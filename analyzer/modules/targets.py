"""What stands left of ``=``, behind ``for`` or ``as``: names are bound, everything else is an expression."""

from typing import Literal

import libcst as cst

from analyzer.modules.model import Build, Expr, Name, Star
from analyzer.modules.walk import Walk


def lower_target(w: Walk, node: cst.CSTNode) -> Expr:
    """A target: Name, Attr, Index, or a Build of targets and Stars."""
    match node:
        case cst.Name(value=name):
            return Name(w.bind(name))
        case cst.Tuple():
            return _build(w, node, "tuple")
        case cst.List():
            return _build(w, node, "list")
        case cst.StarredElement(value=value):
            return Star(lower_target(w, value))
        case cst.Element(value=value):
            return lower_target(w, value)
    return w.expr(node)


def _build(w: Walk, node: cst.Tuple | cst.List, kind: Literal["tuple", "list"]) -> Expr:
    at = w.places.at(kind, node)
    w.deepen(1)
    items = tuple(lower_target(w, element) for element in node.elements)
    w.depth -= 1
    return Build(kind, items, at)
