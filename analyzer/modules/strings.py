"""String expressions: plain literals, f-strings, t-strings and their implicit concatenation."""

from collections.abc import Iterable, Mapping
from typing import Any

import libcst as cst

from analyzer.modules import literals
from analyzer.modules.model import Build, Const, Expr, Format, Spec
from analyzer.modules.walk import ExpressionHandler, RefusedError, Walk

_PLACELESS = (cst.Name, cst.Integer, cst.SimpleString)


def _simple(_: Walk, node: cst.SimpleString) -> Expr:
    return _literal(node)


def _literal(node: cst.SimpleString) -> Const:
    try:
        return literals.string(node.value)
    except (ValueError, SyntaxError) as error:
        raise RefusedError("it holds a string that Python refuses") from error


def _formatted(w: Walk, node: cst.FormattedString) -> Expr:
    return _joined(w, node, [node])


def _concatenated(w: Walk, node: cst.ConcatenatedString) -> Expr:
    pieces: list[cst.CSTNode] = []
    rest: cst.CSTNode = node
    while isinstance(rest, cst.ConcatenatedString):
        pieces.append(rest.left)
        rest = rest.right
    pieces.append(rest)
    if all(isinstance(piece, cst.SimpleString) for piece in pieces):
        return _fused([_literal(piece) for piece in pieces if isinstance(piece, cst.SimpleString)])
    if any(isinstance(piece, cst.TemplatedString) for piece in pieces):
        return _template(w, node, pieces)
    return _joined(w, node, pieces)


def _fused(parts: list[Const]) -> Const:
    return Const("".join(str(part.value) for part in parts), parts[0].kind)


def _joined(w: Walk, node: cst.CSTNode, pieces: list[cst.CSTNode]) -> Expr:
    at, before = w.places.enter_string(node, deep=any(_asks(piece) for piece in pieces))
    parts: list[Expr] = []
    for piece in pieces:
        if isinstance(piece, cst.FormattedString):
            _content(w, piece.parts, piece.start, parts)
        else:
            _push(parts, w.expr(piece))
    w.places.leave_string(before)
    return _whole(parts, at)


def _whole(parts: list[Expr], at: int) -> Expr:
    if not parts:
        return Const("")
    if len(parts) == 1 and isinstance(parts[0], Const) and isinstance(parts[0].value, str):
        return parts[0]
    return Format(tuple(parts), at)


def _asks(piece: cst.CSTNode) -> bool:
    """Whether lowering the piece will ask for places inside it."""
    fields = (cst.FormattedStringExpression, cst.TemplatedStringExpression)
    return any(
        not isinstance(part.expression, _PLACELESS) or part.format_spec
        for part in getattr(piece, "parts", ())
        if isinstance(part, fields)
    )


def _content(w: Walk, nodes: Iterable[Any], start: str, out: list[Expr]) -> None:
    for node in nodes:
        if isinstance(node, cst.FormattedStringText | cst.TemplatedStringText):
            _push(out, Const(_text(start, node.value)))
        else:
            _field(w, node, start, out)


def _text(start: str, value: str) -> str:
    try:
        return literals.fragment(start, value)
    except (ValueError, SyntaxError) as error:
        raise RefusedError("it holds a string that Python refuses") from error


def _push(out: list[Expr], part: Expr) -> None:
    """Append a part; neighbouring literals become one."""
    if isinstance(part, Const) and isinstance(part.value, str):
        last = out[-1] if out else None
        if isinstance(last, Const) and isinstance(last.value, str):
            out[-1] = Const(last.value + part.value)
            return
    out.append(part)


def _field(w: Walk, node: Any, start: str, out: list[Expr]) -> None:
    """One replacement field; ``{x = }`` is its own source text and then the value's ``repr``."""
    if node.equal is not None:
        _push(out, Const(_source(node)))
    value = w.expr(node.expression)
    conversion = node.conversion or ""
    if node.equal is not None and not conversion and not node.format_spec:
        conversion = "r"
    spec = None
    if node.format_spec:
        parts: list[Expr] = []
        _content(w, node.format_spec, start, parts)
        spec = _whole(parts, w.places.latest())
    if spec is None and conversion in {"", "s"}:
        # a literal in braces is still a field: f"{'a'}b" must not fuse with text of another kind
        _push(out, value) if isinstance(value, Const) and value.kind == "" else out.append(value)
        return
    out.append(Spec(value, conversion, spec))


def _source(node: Any) -> str:
    bare = cst.Module([])
    equal = node.equal
    return literals.clean(
        bare.code_for_node(node.whitespace_before_expression)
        + bare.code_for_node(node.expression)
        + bare.code_for_node(equal.whitespace_before)
        + "="
        + bare.code_for_node(equal.whitespace_after)
    )


# ---------------------------------------------------------------- t-strings
def _templated(w: Walk, node: cst.TemplatedString) -> Expr:
    return _template(w, node, [node])


def _template(w: Walk, node: cst.CSTNode, pieces: list[cst.CSTNode]) -> Expr:
    """A t-string is no string: it is iterated as its strings and values, so it becomes a tuple of them."""
    at, before = w.places.enter_string(node, deep=any(_asks(piece) for piece in pieces))
    parts: list[Expr] = []
    for piece in pieces:
        if isinstance(piece, cst.TemplatedString):
            _content(w, piece.parts, piece.start, parts)
        else:
            _push(parts, w.expr(piece))
    w.places.leave_string(before)
    return Build("tuple", tuple(parts), at)


STRINGS: Mapping[type, ExpressionHandler] = {
    cst.SimpleString: _simple,
    cst.FormattedString: _formatted,
    cst.ConcatenatedString: _concatenated,
    cst.TemplatedString: _templated,
}
