"""``data.aws_iam_policy_document``: its blocks as the policy document that Terraform makes of them.

Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
"""

from analyzer.core import Span
from analyzer.templates.terraform.json_text import JsonError, read_json
from analyzer.templates.terraform.values import (
    Item,
    Many,
    Record,
    Unknown,
    Value,
    choice,
    is_null,
    options,
    settled,
    string,
)
from analyzer.templates.terraform.views import View

_LISTS = {
    "actions": "Action",
    "not_actions": "NotAction",
    "resources": "Resource",
    "not_resources": "NotResource",
}


def policy_document(view: View) -> Value:
    """The document of a policy document data source, every statement where its block stands."""
    statements = [_statement(block) for block in view.blocks("statement")]
    sources = _given(view, "source_policy_documents", "source_json")
    overrides = _given(view, "override_policy_documents", "override_json")
    merged = [*sources, *statements]
    named = {name for one in overrides if (name := _sid(one))}
    merged = [one for one in merged if _sid(one) not in named]
    return Record((Item("Statement", Many((*merged, *overrides), view.span), view.span),), view.span)


def _sid(statement: Value) -> str:
    return (settled(statement.get("Sid")) or "") if isinstance(statement, Record) else ""


def _statement(block: View) -> Value:
    span = block.span
    found = [Item("Effect", _or(block.get("effect"), string("Allow", span)), span)]
    sid = block.get("sid")
    if sid is not None and not is_null(sid):
        found.append(Item("Sid", sid, span))
    for name, key in _LISTS.items():
        value = block.get(name)
        if value is not None and not is_null(value):
            found.append(Item(key, block.evaluator.collection(value), block.place(name)))
    found += _principals(block, "principals", "Principal")
    found += _principals(block, "not_principals", "NotPrincipal")
    conditions = _conditions(block)
    if conditions:
        found.append(Item("Condition", Record(tuple(conditions), span), span))
    return Record(tuple(found), block.whole)


def statement_of(given: Record) -> Value:
    """A statement that is an object with the same words: ``{ effect, actions, resources, condition }``."""
    span = given.span
    found = [Item("Effect", _or(given.get("effect"), string("Allow", span)), span)]
    for item in given.items:
        key = {**_LISTS, "sid": "Sid"}.get(item.key)
        if key is not None and not is_null(item.value):
            found.append(Item(key, item.value, item.span))
    lines: dict[str, list[Item]] = {}
    for name in ("condition", "conditions"):
        value = given.get(name)
        table = [item.value for item in value.items] if isinstance(value, Record) else []
        for one in value.items if isinstance(value, Many) else table:
            if isinstance(one, Record):
                values = _or(one.get("values"), Unknown("values that are not known", one.span))
                line = Item(settled(one.get("variable")) or "?", values, one.span)
                lines.setdefault(settled(one.get("test")) or "?", []).append(line)
    if lines:
        tests = tuple(Item(test, Record(tuple(rows), span), span) for test, rows in lines.items())
        found.append(Item("Condition", Record(tests, span), span))
    return Record(tuple(found), span)


def _or(value: Value | None, default: Value) -> Value:
    return default if value is None or is_null(value) else value


def _principals(block: View, name: str, key: str) -> list[Item]:
    found: dict[str, list[Value]] = {}
    for one in block.blocks(name):
        kind = settled(one.get("type")) or "?"
        who = _or(one.get("identifiers"), Unknown("principals that are not known", one.span))
        listed = block.evaluator.collection(who)
        found.setdefault(kind, []).extend(listed.items if isinstance(listed, Many) else (who,))
    kinds = tuple(Item(kind, Many(tuple(who), block.span), block.span) for kind, who in found.items())
    return [Item(key, Record(kinds, block.span), block.span)] if kinds else []


def _conditions(block: View) -> list[Item]:
    found: dict[str, list[Item]] = {}
    for one in block.blocks("condition"):
        test, variable = settled(one.get("test")), settled(one.get("variable"))
        values = _or(one.get("values"), Unknown("values that are not known", one.span))
        found.setdefault(test or "?", []).append(Item(variable or "?", values, one.span))
    return [Item(test, Record(tuple(lines), lines[0].span), lines[0].span) for test, lines in found.items()]


def _given(view: View, listed: str, single: str) -> list[Value]:
    """The statements of documents that are handed in as JSON."""
    values: list[Value] = []
    given = view.get(listed)
    if given is not None and not is_null(given):
        collection = view.evaluator.collection(given)
        values += collection.items if isinstance(collection, Many) else [collection]
    one = view.get(single)
    if one is not None and not is_null(one):
        values.append(one)
    return [statement for value in values for statement in _statements(value, view.place(listed))]


def _statements(value: Value, span: Span) -> list[Value]:
    found: list[list[Value]] = []
    for one in options(value):
        try:
            document = read_json(one)
        except JsonError as error:
            found.append([Unknown(f"a policy document that is not known: {error.message}", error.span)])
            continue
        statement = document.get("Statement") if isinstance(document, Record) else None
        if isinstance(document, Record) and statement is None and not document.rest:
            found.append([])  # ``{}``, which modules hand in for nothing
            continue
        if isinstance(statement, Many):
            found.append(list(statement.items))
        else:
            found.append(
                [statement if statement is not None else Unknown("a policy document without statements", span)]
            )
    if len(found) == 1:
        return found[0]
    return [choice([Many(tuple(statements), span) for statements in found], span)]
