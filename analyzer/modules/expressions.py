"""Expressions of the tree → expressions of the IR: one handler a node type."""

from collections.abc import Mapping
from typing import Any, Literal

import libcst as cst

from analyzer.modules import literals
from analyzer.modules.model import (
    Argument,
    Attr,
    Await,
    Build,
    Call,
    Choice,
    Compare,
    Const,
    Dict,
    Expr,
    FunctionIR,
    Index,
    Lambda,
    Name,
    Return,
    Slice,
    Star,
    Unary,
    Walrus,
    Yield,
)
from analyzer.modules.parameters import lower_parameters
from analyzer.modules.signs import COMPARISONS, UNARY
from analyzer.modules.walk import ExpressionHandler, RefusedError, Walk, identifier

_CONSTANTS: Mapping[str, Const] = {"True": Const(True), "False": Const(False), "None": Const(None)}


# ---------------------------------------------------------------- atoms
def _name(w: Walk, node: cst.Name) -> Expr:
    return _CONSTANTS.get(node.value) or Name(w.mangled(node.value))


def _integer(_: Walk, node: cst.Integer) -> Expr:
    return literals.integer(node.value)


def _float(_: Walk, node: cst.Float) -> Expr:
    return literals.real(node.value)


def _imaginary(_: Walk, __: cst.Imaginary) -> Expr:
    return Const(None, "complex")


def _ellipsis(_: Walk, __: cst.Ellipsis) -> Expr:
    return Const(None, "ellipsis")


# ---------------------------------------------------------------- trailers
def _attribute(w: Walk, node: cst.Attribute) -> Expr:
    at = w.places.at("attr", node)
    return Attr(w.expr(node.value), w.mangled(node.attr.value), at)


def _call(w: Walk, node: cst.Call) -> Expr:
    at = w.places.at("call", node)
    return Call(w.expr(node.func), arguments(w, node.args), at)


def arguments(w: Walk, nodes: Any) -> tuple[Argument, ...]:
    """The arguments of a call or the bases of a class, in source order."""
    return tuple(
        Argument(w.expr(arg.value), identifier(arg.keyword.value) if arg.keyword is not None else "", arg.star)
        for arg in nodes
    )


def _subscript(w: Walk, node: cst.Subscript) -> Expr:
    at = w.places.at("index", node)
    value = w.expr(node.value)
    elements = node.slice
    only = elements[0].slice if len(elements) == 1 and not isinstance(elements[0].comma, cst.Comma) else None
    if isinstance(only, cst.Index) and not only.star:
        return Index(value, w.expr(only.value), at)
    if isinstance(only, cst.Slice):
        return Index(value, _slice(w, only), at)
    inner = w.places.at_keys(at)
    return Index(value, Build("tuple", tuple(_slice(w, element.slice) for element in elements), inner), at)


def _slice(w: Walk, node: cst.BaseSlice) -> Expr:
    if isinstance(node, cst.Index):
        return Star(w.expr(node.value)) if node.star else w.expr(node.value)
    assert isinstance(node, cst.Slice)
    return Slice(_maybe(w, node.lower), _maybe(w, node.upper), _maybe(w, node.step))


def _maybe(w: Walk, node: cst.CSTNode | None) -> Expr | None:
    return None if node is None else w.expr(node)


# ---------------------------------------------------------------- displays
def _tuple(w: Walk, node: cst.Tuple) -> Expr:
    return _build(w, node, "tuple")


def _list(w: Walk, node: cst.List) -> Expr:
    return _build(w, node, "list")


def _set(w: Walk, node: cst.Set) -> Expr:
    return _build(w, node, "set")


def _build(w: Walk, node: cst.Tuple | cst.List | cst.Set, kind: Literal["tuple", "list", "set"]) -> Expr:
    at = w.places.at(kind, node)
    return Build(kind, tuple(w.expr(element) for element in node.elements), at)


def _element(w: Walk, node: cst.Element) -> Expr:
    return w.expr(node.value)


def _starred(w: Walk, node: cst.StarredElement) -> Expr:
    return Star(w.expr(node.value))


def _dict(w: Walk, node: cst.Dict) -> Expr:
    at = w.places.at("dict", node)
    return Dict(tuple(_pair(w, element) for element in node.elements), at)


def _pair(w: Walk, element: cst.BaseDictElement) -> tuple[Expr | None, Expr]:
    if isinstance(element, cst.DictElement):
        key = w.expr(element.key)
        return key, w.expr(element.value)
    return None, w.expr(element.value)


# ---------------------------------------------------------------- operators without a chain
def _unary(w: Walk, node: cst.UnaryOperation) -> Expr:
    return Unary(UNARY[type(node.operator)], w.expr(node.expression))


def _comparison(w: Walk, node: cst.Comparison) -> Expr:
    left = w.expr(node.left)
    return Compare(left, tuple((COMPARISONS[type(c.operator)], w.expr(c.comparator)) for c in node.comparisons))


def _choice(w: Walk, node: cst.IfExp) -> Expr:
    then = w.expr(node.body)
    test = w.expr(node.test)
    return Choice(test, then, w.expr(node.orelse))


def _await(w: Walk, node: cst.Await) -> Expr:
    return Await(w.expr(node.expression))


def _yield(w: Walk, node: cst.Yield) -> Expr:
    w.scope.is_generator = True
    if isinstance(node.value, cst.From):
        return Yield(w.expr(node.value.item), delegate=True)
    return Yield(_maybe(w, node.value))


def _walrus(w: Walk, node: cst.NamedExpr) -> Expr:
    if not isinstance(node.target, cst.Name):
        raise RefusedError("the target of := is no name")
    name = w.bind_outside(node.target.value)
    return Walrus(name, w.expr(node.value))


def _lambda(w: Walk, node: cst.Lambda) -> Expr:
    at = w.places.at("lambda", node)
    parameters = lower_parameters(w, node.params)
    qualname = w.qualname("<lambda>")
    scope = w.push("function", f"{qualname}.<locals>.")
    for parameter in parameters:
        scope.bound[parameter.name] = None
    value = w.expr(node.body)
    w.pop()
    return Lambda(
        FunctionIR(
            "<lambda>",
            qualname,
            parameters,
            (Return(value),),
            at,
            locals=scope.locals,
            is_generator=scope.is_generator,
        )
    )


EXPRESSIONS: Mapping[type, ExpressionHandler] = {
    cst.Name: _name,
    cst.Integer: _integer,
    cst.Float: _float,
    cst.Imaginary: _imaginary,
    cst.Ellipsis: _ellipsis,
    cst.Attribute: _attribute,
    cst.Call: _call,
    cst.Subscript: _subscript,
    cst.Tuple: _tuple,
    cst.List: _list,
    cst.Set: _set,
    cst.Element: _element,
    cst.StarredElement: _starred,
    cst.Dict: _dict,
    cst.UnaryOperation: _unary,
    cst.Comparison: _comparison,
    cst.IfExp: _choice,
    cst.Await: _await,
    cst.Yield: _yield,
    cst.NamedExpr: _walrus,
    cst.Lambda: _lambda,
}
