"""``AWS::Serverless::Connector`` and embedded ``Connectors``: what they grant to functions' roles.

Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from analyzer.core import Hole, Ref, Span, Text
from analyzer.iam.model import Statement
from analyzer.templates.intrinsics import elements, substitute
from analyzer.templates.model import Grant, Mapping, Node
from analyzer.templates.nodes import at, entries, from_json, items, string
from analyzer.templates.roles import role_of
from analyzer.templates.sheet import Declared, Sheet
from analyzer.templates.statements import Reading, together

_UNKNOWN = Text((Hole("the connector does not say it"),))


class End(Struct, frozen=True):
    """One end of a connector: the type and how its ARN and name are written; ``id`` when it is of this template."""

    type: str
    id: str = ""
    arn: Text | None = None
    name: Text | None = None
    role: Text | None = None


def connector_grants(sheet: Sheet, roles: dict[str, str], implicit: frozenset[str]) -> dict[str, Reading]:
    """What connectors grant, by role; ``roles`` maps functions to the keys of their roles."""
    found: dict[str, list[Reading]] = {}
    for source, destination, permissions, span, written in _connectors(sheet):
        ends = {"Source": _end(source, sheet), "Destination": _end(destination, sheet)}
        profile = sheet.knowledge.connector(ends["Source"].type, ends["Destination"].type)
        role = _role(ends[profile["side"].capitalize()], sheet, roles, implicit) if profile else None
        if profile is not None and role is not None:
            found.setdefault(role, []).append(_granted(profile, permissions, ends, (span, written), sheet))
    return {role: together(readings) for role, readings in found.items()}


def _connectors(sheet: Sheet) -> Iterator[tuple[Node | None, Node | None, list[str], Span, str]]:
    for declared in sheet.resources.values():
        if declared.type == "AWS::Serverless::Connector":
            for destination in items(declared.get("Destination")):
                kind = declared.node.get("Type")
                span = kind.span if kind is not None else declared.span
                yield declared.get("Source"), destination, _permissions(declared.properties, sheet), span, declared.type
        for embedded in entries(at(declared.node, "Connectors")):
            body = at(embedded.value, "Properties")
            source = _source_of(declared, at(body, "SourceReference"))
            for destination in items(at(body, "Destination")):
                yield source, destination, _permissions(body, sheet), embedded.span, embedded.key


def _source_of(declared: Declared, reference: Node | None) -> Node:
    """The resource a connector is embedded in, as a reference; ``SourceReference`` adds to it."""
    source = from_json({"Id": declared.id}, declared.span)
    more = reference.entries if isinstance(reference, Mapping) else ()
    return Mapping((*source.entries, *more), source.span) if isinstance(source, Mapping) else source


def _permissions(body: Node | None, sheet: Sheet) -> list[str]:
    return sorted({string(node) or "" for node, _ in elements(at(body, "Permissions"), sheet.scope)})


def _end(node: Node | None, sheet: Sheet) -> End:
    logical_id = string(at(node, "Id"))
    declared = sheet.resources.get(logical_id or "")
    if declared is None:
        return End(
            string(at(node, "Type")) or "",
            arn=sheet.text(at(node, "Arn")),
            name=sheet.text(at(node, "Name")),
            role=sheet.text(at(node, "RoleName")),
        )
    written = {
        value: Text((Ref(declared.id, sheet.knowledge.connector_return(declared.type, value)),))
        for value in ("Arn", "Name")
    }
    return End(declared.type, declared.id, written["Arn"], written["Name"])


def _role(owner: End, sheet: Sheet, roles: dict[str, str], implicit: frozenset[str]) -> str | None:
    if not owner.id:
        return role_of(owner.role, sheet, implicit) if owner.role is not None else None
    if owner.id in roles:
        return roles[owner.id]
    declared = sheet.resources[owner.id]
    texts = sheet.texts(declared.get(sheet.knowledge.connector_role(declared.type)))
    return next((role for text in texts if (role := role_of(text, sheet, implicit)) is not None), None)


def _granted(
    profile: dict[str, Any], permissions: list[str], ends: dict[str, End], place: tuple[Span, str], sheet: Sheet
) -> Reading:
    span, written = place
    names: dict[str, tuple[Text, ...]] = {}
    for side, end in ends.items():
        names[f"{side}Arn"] = (end.arn if end.arn is not None else _UNKNOWN,)
        names[f"{side}Name"] = (end.name if end.name is not None else _UNKNOWN,)
    scope = sheet.scope.bound(names)
    grants: list[Grant] = []
    for row in (row for permission in permissions for row in profile.get(permission, [])):
        resources = tuple(text for pattern in row["resources"] for text in substitute(pattern, scope))
        statement = Statement("Allow", actions=tuple(row["actions"]), resources=resources)
        spans = ((span,) * len(statement.actions), (span,) * len(resources))
        grants.append(Grant(statement, "connector", span, written, action_spans=spans[0], resource_spans=spans[1]))
    return Reading(tuple(grants))
