"""Statements that are one line: one handler a node type."""

from collections.abc import Mapping

import libcst as cst

from analyzer.modules.annotations import lower_annotation
from analyzer.modules.model import (
    Assert,
    Assign,
    Augment,
    Const,
    Delete,
    Do,
    Import,
    ImportFrom,
    Jump,
    Name,
    Raise,
    Return,
    Stmt,
)
from analyzer.modules.parameters import lower_type_parameters
from analyzer.modules.signs import AUGMENTED
from analyzer.modules.targets import lower_target
from analyzer.modules.walk import RefusedError, StatementHandler, Walk, identifier


def _do(w: Walk, node: cst.Expr, out: list[Stmt]) -> None:
    value = w.expr(node.value)
    if not isinstance(value, Const):  # a docstring or ``...``
        out.append(Do(value))


def _assign(w: Walk, node: cst.Assign, out: list[Stmt]) -> None:
    targets = tuple(lower_target(w, target.target) for target in node.targets)
    out.append(Assign(targets, w.expr(node.value)))


def _annotated(w: Walk, node: cst.AnnAssign, out: list[Stmt]) -> None:
    target = lower_target(w, node.target)
    annotation = lower_annotation(w, node.annotation)
    out.append(Assign((target,), None if node.value is None else w.expr(node.value), annotation))


def _augment(w: Walk, node: cst.AugAssign, out: list[Stmt]) -> None:
    at = w.places.at("augment", node)
    target = lower_target(w, node.target)
    out.append(Augment(target, AUGMENTED[type(node.operator)], w.expr(node.value), at))


def _type_alias(w: Walk, node: cst.TypeAlias, out: list[Stmt]) -> None:
    name = w.bind(node.name.value)
    lower_type_parameters(w, node.type_parameters)
    out.append(Assign((Name(name),), w.expr(node.value)))


def _return(w: Walk, node: cst.Return, out: list[Stmt]) -> None:
    out.append(Return(None if node.value is None else w.expr(node.value)))


def _raise(w: Walk, node: cst.Raise, out: list[Stmt]) -> None:
    value = None if node.exc is None else w.expr(node.exc)
    cause = None if node.cause is None else w.expr(node.cause.item)
    out.append(Raise(value, cause))


def _delete(w: Walk, node: cst.Del, out: list[Stmt]) -> None:
    target = node.target
    if isinstance(target, cst.Tuple) and not target.lpar:
        out.append(Delete(tuple(lower_target(w, element) for element in target.elements)))
    else:
        out.append(Delete((lower_target(w, target),)))


def _assert(w: Walk, node: cst.Assert, out: list[Stmt]) -> None:
    test = w.expr(node.test)
    out.append(Assert(test, None if node.msg is None else w.expr(node.msg)))


def _nothing(_: Walk, __: cst.Pass, ___: list[Stmt]) -> None:
    return


def _break(_: Walk, __: cst.Break, out: list[Stmt]) -> None:
    out.append(Jump("break"))


def _continue(_: Walk, __: cst.Continue, out: list[Stmt]) -> None:
    out.append(Jump("continue"))


def _global(w: Walk, node: cst.Global, _: list[Stmt]) -> None:
    for item in node.names:
        w.scope.globals[w.mangled(item.name.value)] = None


def _nonlocal(w: Walk, node: cst.Nonlocal, _: list[Stmt]) -> None:
    for item in node.names:
        w.scope.nonlocals[w.mangled(item.name.value)] = None


def _import(w: Walk, node: cst.Import | cst.LazyImport, out: list[Stmt]) -> None:
    at = w.places.at("import", node)
    for alias in node.names:
        module = dotted(alias.name)
        name = _bound(alias)
        out.append(Import(module, w.bind(name or module.partition(".")[0]), bool(name), at))


def _import_from(w: Walk, node: cst.ImportFrom | cst.LazyImportFrom, out: list[Stmt]) -> None:
    at = w.places.at("import", node)
    names: tuple[tuple[str, str], ...] = (("*", "*"),)
    if not isinstance(node.names, cst.ImportStar):
        names = tuple((dotted(alias.name), w.bind(_bound(alias) or dotted(alias.name))) for alias in node.names)
    module = "" if node.module is None else dotted(node.module)
    out.append(ImportFrom(module, len(node.relative), names, at))


def _bound(alias: cst.ImportAlias) -> str:
    if alias.asname is None:
        return ""
    name = alias.asname.name
    if not isinstance(name, cst.Name):
        raise RefusedError("an import is bound to no name")
    return name.value


def dotted(node: cst.CSTNode) -> str:
    """The text of a dotted name."""
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(identifier(node.attr.value))
        node = node.value
    if not isinstance(node, cst.Name):
        raise RefusedError("an import names no module")
    parts.append(identifier(node.value))
    return ".".join(reversed(parts))


STATEMENTS: Mapping[type, StatementHandler] = {
    cst.Expr: _do,
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: _augment,
    cst.TypeAlias: _type_alias,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Del: _delete,
    cst.Assert: _assert,
    cst.Pass: _nothing,
    cst.Break: _break,
    cst.Continue: _continue,
    cst.Global: _global,
    cst.Nonlocal: _nonlocal,
    cst.Import: _import,
    cst.ImportFrom: _import_from,
    cst.LazyImport: _import,
    cst.LazyImportFrom: _import_from,
}
