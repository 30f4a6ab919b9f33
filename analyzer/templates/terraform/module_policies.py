"""What the registry's Lambda module grants to the role that it makes: what its caller asks for, and what it adds itself.

Source: https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws/latest
"""

from typing import Any

from analyzer.core import Span, Text
from analyzer.iam.model import Statement
from analyzer.templates.model import Grant, RoleDecl
from analyzer.templates.nodes import from_json
from analyzer.templates.statements import Origin, Reading, read_document, read_statement, together
from analyzer.templates.terraform.documents import statement_of
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.nodes import NO_SCOPE, node_of
from analyzer.templates.terraform.policies import attached, document
from analyzer.templates.terraform.registry import External
from analyzer.templates.terraform.roles import boundary_of
from analyzer.templates.terraform.values import Many, Record, Unknown, Value, string, texts

_LAMBDA = "lambda.amazonaws.com"


def module_role(external: External, inventory: Inventory, extra: Reading, users: tuple[str, ...]) -> RoleDecl:
    """The role that the module makes, with everything that is granted to it."""
    whole = together([_asked(external, inventory), extra, _added(external, inventory)])
    view = external.view
    entities = {str(one) for one in texts(_first(view.get("trusted_entities")))}
    return RoleDecl(
        id=external.role,
        kind="template",
        span=view.span,
        grants=whole.grants,
        boundary=boundary_of(view, "role_permissions_boundary", inventory),
        complete=not whole.gaps,
        gaps=whole.gaps,
        trusted=tuple(sorted(entities - {_LAMBDA})),
        used_by=users,
    )


def _first(value: Value | None) -> Value | None:
    return value.items[0] if isinstance(value, Many) and value.items else None


def _asked(external: External, inventory: Inventory) -> Reading:
    """The policies that the caller hands in, each with its switch."""
    view = external.view
    found: list[Reading] = []
    for key, conditional in _switched(external, ("policy_json", "policy_jsons")):
        value = view.get(key)
        items = value.items if isinstance(value, Many) else (value,)
        origin = Origin("inline", conditional=conditional)
        found.extend(document(item, view.place(key), origin) for item in items)
    for key, conditional in _switched(external, ("policy", "policies")):
        found.append(attached(view.get(key), view.place(key), inventory, conditional=conditional))
    for key, conditional in _switched(external, ("policy_statements",)):
        found.append(_statements(view.get(key), conditional=conditional))
    return together(found)


def _switched(external: External, names: tuple[str, ...]) -> list[tuple[str, bool]]:
    """The arguments that are given and not switched off, with whether that is certain."""
    switches = {name: external.flag(f"attach_{name}", default=False) for name in names}
    return [
        (name, external.conditional or on is None)
        for name, on in switches.items()
        if on is not False and external.view.get(name) is not None
    ]


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
            policy = inventory.world.desk.knowledge.managed_policy(row["managed"])
            origin = Origin("generated", written=row["managed"], span=span)
            found.append(read_document(from_json(policy, span), NO_SCOPE, origin) if policy else Reading())
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
