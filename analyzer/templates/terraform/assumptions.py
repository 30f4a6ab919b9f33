"""Actions that a variable decides: read with its default, and known to be possibly others."""

from analyzer.core import Span
from analyzer.templates.terraform.values import Item, Many, Record, Value, Var

_KEYS = {"Action", "NotAction", "Effect"}


def with_defaults(document: Value) -> tuple[Value, list[Span]]:
    """A policy document with the defaults of variables where actions belong, and the places where that is assumed.

    A reference can stand for a resource, never for an action: without the default nothing could be
    said of such a statement.
    """
    statements = document.get("Statement") if isinstance(document, Record) else None
    if not isinstance(document, Record) or statements is None:
        return document, []
    assumed: list[Span] = []
    listed = statements.items if isinstance(statements, Many) else (statements,)
    found = tuple(_statement(one, assumed) for one in listed)
    if not assumed:
        return document, []
    replaced = Item("Statement", Many(found, statements.span), statements.span)
    others = tuple(item for item in document.items if item.key != "Statement")
    return Record((*others, replaced), document.span, document.rest), assumed


def _statement(one: Value, assumed: list[Span]) -> Value:
    if not isinstance(one, Record):
        return one
    items = (
        Item(item.key, _settled(item.value, assumed), item.span) if item.key in _KEYS else item for item in one.items
    )
    return Record(tuple(items), one.span, one.rest)


def _settled(value: Value, assumed: list[Span]) -> Value:
    match value:
        case Many(items, span):
            return Many(tuple(_settled(item, assumed) for item in items), span)
        case Var(_, default, span) if default is not None:
            assumed.append(span)
            return default
    return value
