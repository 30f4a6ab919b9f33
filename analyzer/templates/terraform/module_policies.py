"""What a module from elsewhere grants to the role that it makes: what its caller asks for, and what it adds itself."""

from collections.abc import Iterator
from typing import Any

from analyzer.core import Span, Text
from analyzer.iam.model import Statement
from analyzer.templates.model import Grant, RoleDecl
from analyzer.templates.nodes import from_json
from analyzer.templates.statements import Origin, Reading, is_lambda, read_document, read_statement, together
from analyzer.templates.terraform.documents import statement_of
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.nodes import NO_SCOPE, node_of
from analyzer.templates.terraform.policies import attached, document
from analyzer.templates.terraform.registry import External
from analyzer.templates.terraform.roles import boundary_of
from analyzer.templates.terraform.values import Many, Record, Unknown, Value, string, texts


def module_role(external: External, inventory: Inventory, extra: Reading, users: tuple[str, ...]) -> RoleDecl:
    """The role that the module makes, with everything that is granted to it."""
    whole = together([_asked(external, inventory), extra, _added(external, inventory)])
    view, row = external.view, external.row
    boundary = row.get("boundary", "")
    return RoleDecl(
        id=external.made("role"),
        kind="template",
        span=view.span,
        grants=whole.grants,
        boundary=boundary_of(view, boundary, inventory) if boundary else None,
        complete=not whole.gaps,
        gaps=whole.gaps,
        trusted=_trusted([view.get(name) for name in row.get("trusted", [])]),
        used_by=users,
    )


def _trusted(values: list[Value | None]) -> tuple[str, ...]:
    """Who beside Lambda may assume the role: names, objects with ``identifiers``, statements with ``principals``."""
    found = {str(text) for value in values for one in _principals(value) for text in texts(one)}
    return tuple(sorted(name for name in found if not is_lambda(name)))


def _principals(value: Value | None) -> Iterator[Value]:
    match value:
        case Many(items):
            for item in items:
                yield from _principals(item)
        case Record(items):
            named = [inner for key in ("identifiers", "principals") if (inner := value.get(key)) is not None]
            for inner in named or [item.value for item in items if isinstance(item.value, Record)]:
                yield from _principals(inner)
        case None:
            return
        case _:
            yield value


def _asked(external: External, inventory: Inventory) -> Reading:
    """The policies that the caller hands in, each with its switch."""
    return together(_grant(row, external, inventory) for row in external.row.get("grants", []))


def _grant(row: dict[str, Any], external: External, inventory: Inventory) -> Reading:
    view, name = external.view, row.get("argument", row.get("switch", ""))
    value, span = view.get(name), view.place(name)
    on = external.flag(row["switch"], default=False) if "switch" in row else True
    if on is False or value is None:
        return Reading()
    conditional = external.conditional or on is None
    match row.get("form"):
        case "arns":
            listed = Many(tuple(item.value for item in value.items), span) if isinstance(value, Record) else value
            return attached(listed, span, inventory, conditional=conditional)
        case "documents":
            origin = Origin("inline", conditional=conditional)
            items = value.items if isinstance(value, Many) else (value,)
            return together(document(item, span, origin, inventory) for item in items)
        case "statements":
            return _statements(value, conditional=conditional)
    return _managed(row["managed"], Origin("managed", row["managed"], span, conditional=conditional), inventory)


def _managed(name: str, origin: Origin, inventory: Inventory) -> Reading:
    policy = inventory.world.desk.knowledge.managed_policy(name)
    node = from_json(policy, origin.span) if policy is not None and origin.span is not None else None
    return read_document(node, NO_SCOPE, origin) if node is not None else Reading()


def _statements(value: Value | None, *, conditional: bool) -> Reading:
    table = tuple(item.value for item in value.items) if isinstance(value, Record) else ()
    listed = value.items if isinstance(value, Many) else table
    if isinstance(value, Unknown):
        listed = (value,)
    origin = Origin("inline", conditional=conditional)
    found = [statement_of(one) if isinstance(one, Record) else one for one in listed]
    return together(read_statement(node_of(one), NO_SCOPE, origin) for one in found)


def _added(external: External, inventory: Inventory) -> Reading:
    """The rows of what the module adds on its own: nothing of it is reported."""
    span = external.view.span
    found: list[Reading] = []
    for row in external.row.get("adds", []):
        if external.flag(row["switch"], default=row.get("default", False)) is False:
            continue
        if row.get("managed"):
            found.append(_managed(row["managed"], Origin("generated", row["managed"], span), inventory))
        else:
            found.append(Reading(tuple(_grants(row, external, span))))
    return together(found)


def _grants(row: dict[str, Any], external: External, span: Span) -> list[Grant]:
    given = [known for name in row.get("on", []) for known in texts(external.view.get(name))]
    resources: tuple[Text, ...] = tuple(given) if row.get("on") else texts(_pattern(row, span))
    actions = tuple(row["actions"])
    if not resources:
        return []
    statement = Statement("Allow", actions=actions, resources=resources)
    spans = (span,) * len(actions)
    return [Grant(statement, "generated", span, action_spans=spans, resource_spans=(span,) * len(resources))]


def _pattern(row: dict[str, Any], span: Span) -> Value:
    return string(row["resource"], span)
