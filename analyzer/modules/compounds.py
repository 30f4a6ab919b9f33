"""Statements with blocks: control flow, functions, classes."""

from collections.abc import Mapping

import libcst as cst

from analyzer.modules.annotations import lower_annotation
from analyzer.modules.expressions import arguments
from analyzer.modules.model import (
    Case,
    ClassIR,
    Define,
    DefineClass,
    Expr,
    For,
    FunctionIR,
    Handler,
    If,
    Match,
    Stmt,
    Try,
    While,
    With,
    WithItem,
)
from analyzer.modules.parameters import lower_parameters, lower_type_parameters
from analyzer.modules.patterns import lower_pattern
from analyzer.modules.targets import lower_target
from analyzer.modules.walk import StatementHandler, Walk


def _if(w: Walk, node: cst.If, out: list[Stmt]) -> None:
    """``elif`` nests in the IR, one level each, but not on the stack."""
    links: list[tuple[Expr, tuple[Stmt, ...]]] = []
    rest: cst.If | cst.Else | None = node
    while isinstance(rest, cst.If):
        w.deepen(1)
        test = w.expr(rest.test)
        links.append((test, w.block(rest.body)))
        rest = rest.orelse
    other = () if rest is None else w.block(rest.body)
    w.depth -= len(links)
    for test, then in reversed(links):
        other = (If(test, then, other),)
    out.extend(other)


def _other(w: Walk, node: cst.Else | cst.Finally | None) -> tuple[Stmt, ...]:
    return () if node is None else w.block(node.body)


def _for(w: Walk, node: cst.For, out: list[Stmt]) -> None:
    target = lower_target(w, node.target)
    iterable = w.expr(node.iter)
    body = w.block(node.body)
    out.append(For(target, iterable, body, _other(w, node.orelse), node.asynchronous is not None))


def _while(w: Walk, node: cst.While, out: list[Stmt]) -> None:
    test = w.expr(node.test)
    body = w.block(node.body)
    out.append(While(test, body, _other(w, node.orelse)))


def _try(w: Walk, node: cst.Try | cst.TryStar, out: list[Stmt]) -> None:
    body = w.block(node.body)
    handlers = tuple(_handler(w, handler) for handler in node.handlers)
    other = _other(w, node.orelse)
    out.append(Try(body, handlers, other, _other(w, node.finalbody)))


def _handler(w: Walk, node: cst.ExceptHandler | cst.ExceptStarHandler) -> Handler:
    kind = None if node.type is None else w.expr(node.type)
    name = ""
    if node.name is not None and isinstance(node.name.name, cst.Name):
        name = w.bind(node.name.name.value)
    return Handler(kind, name, w.block(node.body))


def _with(w: Walk, node: cst.With, out: list[Stmt]) -> None:
    items = []
    for item in node.items:
        context = w.expr(item.item)
        items.append(WithItem(context, None if item.asname is None else lower_target(w, item.asname.name)))
    out.append(With(tuple(items), w.block(node.body), node.asynchronous is not None))


def _match(w: Walk, node: cst.Match, out: list[Stmt]) -> None:
    subject = w.expr(node.subject)
    w.deepen(1)
    cases = []
    for case in node.cases:
        pattern = lower_pattern(w, case.pattern)
        guard = None if case.guard is None else w.expr(case.guard)
        cases.append(Case(pattern, guard, w.block(case.body)))
    w.depth -= 1
    out.append(Match(subject, tuple(cases)))


# ---------------------------------------------------------------- definitions
def _function(w: Walk, node: cst.FunctionDef, out: list[Stmt]) -> None:
    decorators = tuple(w.expr(decorator.decorator) for decorator in node.decorators)
    at = w.places.at("def", node)
    name = w.bind(node.name.value)
    qualname = w.qualname(node.name.value)
    types = lower_type_parameters(w, node.type_parameters)
    parameters = lower_parameters(w, node.params)
    returns = None if node.returns is None else lower_annotation(w, node.returns)
    scope = w.push("function", f"{qualname}.<locals>.")
    scope.bound.update(dict.fromkeys([*(parameter.name for parameter in parameters), *types]))
    body = w.block(node.body)
    w.pop()
    function = FunctionIR(
        name,
        qualname,
        parameters,
        body,
        at,
        decorators=decorators,
        locals=scope.locals,
        globals=tuple(scope.globals),
        nonlocals=tuple(scope.nonlocals),
        returns=returns,
        is_async=node.asynchronous is not None,
        is_generator=scope.is_generator,
    )
    out.append(Define(function))


def _class(w: Walk, node: cst.ClassDef, out: list[Stmt]) -> None:
    decorators = tuple(w.expr(decorator.decorator) for decorator in node.decorators)
    at = w.places.at("class", node)
    name = w.bind(node.name.value)
    qualname = w.qualname(node.name.value)
    types = lower_type_parameters(w, node.type_parameters)
    bases = arguments(w, [*node.bases, *node.keywords])
    private, w.private = w.private, node.name.value.lstrip("_")
    scope = w.push("class", f"{qualname}.")
    scope.bound.update(dict.fromkeys(types))
    body = w.block(node.body)
    w.pop()
    w.private = private
    cls = ClassIR(
        name,
        qualname,
        bases,
        body,
        at,
        decorators=decorators,
        locals=scope.locals,
        globals=tuple(scope.globals),
        nonlocals=tuple(scope.nonlocals),
    )
    out.append(DefineClass(cls))


COMPOUNDS: Mapping[type, StatementHandler] = {
    cst.If: _if,
    cst.For: _for,
    cst.While: _while,
    cst.Try: _try,
    cst.TryStar: _try,
    cst.With: _with,
    cst.Match: _match,
    cst.FunctionDef: _function,
    cst.ClassDef: _class,
}
