"""Patterns of ``case`` clauses."""

from collections.abc import Callable, Mapping
from typing import Any

import libcst as cst

from analyzer.modules.model import (
    Const,
    Expr,
    MatchAs,
    MatchClass,
    MatchMapping,
    MatchOr,
    MatchSequence,
    MatchStar,
    MatchValue,
    Pattern,
)
from analyzer.modules.walk import RefusedError, Walk, identifier


def lower_pattern(w: Walk, node: cst.CSTNode) -> Pattern:
    """The pattern that a node is; captured names are bound in the scope."""
    handler = _PATTERNS.get(type(node))
    if handler is None:
        raise RefusedError(f"it uses a pattern that is not understood ({type(node).__name__})")
    w.deepen(1)
    out = handler(w, node)
    w.depth -= 1
    return out


def _value(w: Walk, node: cst.MatchValue) -> Pattern:
    return MatchValue(w.expr(node.value))


def _singleton(w: Walk, node: cst.MatchSingleton) -> Pattern:
    return MatchValue(w.expr(node.value))


def _as(w: Walk, node: cst.MatchAs) -> Pattern:
    pattern = None if node.pattern is None else lower_pattern(w, node.pattern)
    return MatchAs(pattern, None if node.name is None else w.bind(node.name.value))


def _sequence(w: Walk, node: cst.MatchList | cst.MatchTuple) -> Pattern:
    return MatchSequence(tuple(lower_pattern(w, item) for item in node.patterns))


def _element(w: Walk, node: cst.MatchSequenceElement) -> Pattern:
    return lower_pattern(w, node.value)


def _star(w: Walk, node: cst.MatchStar) -> Pattern:
    return MatchStar(None if node.name is None else w.bind(node.name.value))


def _mapping(w: Walk, node: cst.MatchMapping) -> Pattern:
    items = tuple((_key(w, element.key), lower_pattern(w, element.pattern)) for element in node.elements)
    return MatchMapping(items, None if node.rest is None else w.bind(node.rest.value))


def _key(w: Walk, node: cst.CSTNode) -> Expr:
    """A key is a literal or a dotted name, which LibCST wraps in patterns at times."""
    pattern = lower_pattern(w, node) if isinstance(node, cst.MatchPattern) else None
    if pattern is None:
        return w.expr(node)
    return pattern.value if isinstance(pattern, MatchValue) else Const(None, "ellipsis")


def _class(w: Walk, node: cst.MatchClass) -> Pattern:
    cls = w.expr(node.cls)
    positional = tuple(lower_pattern(w, item) for item in node.patterns)
    keywords = tuple((identifier(item.key.value), lower_pattern(w, item.pattern)) for item in node.kwds)
    return MatchClass(cls, positional, keywords)


def _or(w: Walk, node: cst.MatchOr) -> Pattern:
    return MatchOr(tuple(lower_pattern(w, element.pattern) for element in node.patterns))


_PATTERNS: Mapping[type, Callable[[Walk, Any], Pattern]] = {
    cst.MatchValue: _value,
    cst.MatchSingleton: _singleton,
    cst.MatchAs: _as,
    cst.MatchList: _sequence,
    cst.MatchTuple: _sequence,
    cst.MatchSequenceElement: _element,
    cst.MatchStar: _star,
    cst.MatchMapping: _mapping,
    cst.MatchClass: _class,
    cst.MatchOr: _or,
}
