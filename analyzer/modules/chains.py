"""Chains that would be as deep as they are long: operators, ``and``/``or``, comprehensions."""

from collections.abc import Callable, Mapping
from typing import Literal

import libcst as cst

from analyzer.modules.model import Binary, Comprehension, Expr, Generator, Short
from analyzer.modules.signs import BINARY
from analyzer.modules.targets import lower_target
from analyzer.modules.walk import ExpressionHandler, Walk

# From this length on a chain is built as a balanced tree.  That is exact for ``and`` and ``or``; for
# ``+`` it is exact for strings, lists and numbers, of which such chains consist.
_LONG = 32


def _binary(w: Walk, node: cst.BinaryOperation) -> Expr:
    spine = [(BINARY[type(node.operator)], w.places.at("binary", node), node)]
    while isinstance(spine[-1][2].left, cst.BinaryOperation):
        inner = spine[-1][2].left
        spine.append((BINARY[type(inner.operator)], w.places.at("binary", inner), inner))
    spine.reverse()
    if len(spine) >= _LONG and all(op == "+" for op, _, _ in spine):
        operands = [w.expr(spine[0][2].left), *[w.expr(link.right) for _, _, link in spine]]
        at = spine[-1][1]
        return _balanced(operands, lambda left, right: Binary("+", left, right, at))
    w.deepen(len(spine))
    out = w.expr(spine[0][2].left)
    for op, at, link in spine:
        out = Binary(op, out, w.expr(link.right), at)
    w.depth -= len(spine)
    return out


def _short(w: Walk, node: cst.BooleanOperation) -> Expr:
    op: Literal["and", "or"] = "and" if isinstance(node.operator, cst.And) else "or"
    operands = [w.expr(operand) for operand in _operands(node)]
    if len(operands) >= _LONG:
        return _balanced(operands, lambda left, right: Short(op, left, right))
    out = operands[0]
    for operand in operands[1:]:
        out = Short(op, out, operand)
    return out


def _operands(node: cst.BooleanOperation) -> list[cst.BaseExpression]:
    """The operands of one chain of the same operator, in source order."""
    out: list[cst.BaseExpression] = []
    stack: list[cst.BaseExpression] = [node]
    while stack:
        top = stack.pop()
        if isinstance(top, cst.BooleanOperation) and type(top.operator) is type(node.operator):
            stack += [top.right, top.left]
        else:
            out.append(top)
    return out


def _balanced(operands: list[Expr], join: Callable[[Expr, Expr], Expr]) -> Expr:
    while len(operands) > 1:
        pairs = [join(operands[i], operands[i + 1]) for i in range(0, len(operands) - 1, 2)]
        operands = pairs + operands[len(pairs) * 2 :]
    return operands[0]


# ---------------------------------------------------------------- comprehensions
def _list(w: Walk, node: cst.ListComp) -> Expr:
    return _simple(w, node, "list")


def _set(w: Walk, node: cst.SetComp) -> Expr:
    return _simple(w, node, "set")


def _generator(w: Walk, node: cst.GeneratorExp) -> Expr:
    return _simple(w, node, "generator")


def _simple(
    w: Walk, node: cst.ListComp | cst.SetComp | cst.GeneratorExp, kind: Literal["list", "set", "generator"]
) -> Expr:
    at = w.places.at("comprehension", node)
    w.push("comprehension")
    element = w.expr(node.elt)
    generators = _generators(w, node.for_in)
    w.pop()
    return Comprehension(kind, element, None, generators, at)


def _dict(w: Walk, node: cst.DictComp) -> Expr:
    at = w.places.at("comprehension", node)
    w.push("comprehension")
    key = w.expr(node.key)
    element = w.expr(node.value)
    generators = _generators(w, node.for_in)
    w.pop()
    return Comprehension("dict", element, key, generators, at)


def _starred_dict(w: Walk, node: cst.StarredDictComp) -> Expr:
    """``{**element for …}`` (PEP 798): the key of None is that of a dict display."""
    at = w.places.at("comprehension", node)
    w.push("comprehension")
    element = w.expr(node.value)
    generators = _generators(w, node.for_in)
    w.pop()
    return Comprehension("dict", element, None, generators, at)


def _generators(w: Walk, node: cst.CompFor | None) -> tuple[Generator, ...]:
    out = []
    while node is not None:
        target = lower_target(w, node.target)
        iterable = w.expr(node.iter)
        conditions = tuple(w.expr(condition.test) for condition in node.ifs)
        out.append(Generator(target, iterable, conditions, node.asynchronous is not None))
        node = node.inner_for_in
    return tuple(out)


CHAINS: Mapping[type, ExpressionHandler] = {
    cst.BinaryOperation: _binary,
    cst.BooleanOperation: _short,
    cst.ListComp: _list,
    cst.SetComp: _set,
    cst.GeneratorExp: _generator,
    cst.DictComp: _dict,
    cst.StarredDictComp: _starred_dict,
}
