"""Policies of buckets, queues, keys and the like that grant to a function's role.

In one account such a grant suffices by itself:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from analyzer.core import Lit, Ref, Text, lit
from analyzer.iam.model import Statement
from analyzer.templates.intrinsics import arms, elements, evaluate
from analyzer.templates.model import Grant, Node
from analyzer.templates.nodes import at, entries, items, string
from analyzer.templates.roles import role_of
from analyzer.templates.sheet import Declared, Sheet
from analyzer.templates.statements import Origin, Reading, principals, read_statement

_EVERY = lit("*")


def granted_by_resources(sheet: Sheet, implicit: frozenset[str]) -> dict[str, Reading]:
    """What the template's resource policies allow to roles that they name, by role."""
    found: dict[str, list[Grant]] = {}
    for declared in sheet.resources.values():
        row = sheet.knowledge.resource_policy(declared.type)
        if row is not None:
            for role, grant in _named(declared, row, sheet, implicit):
                found.setdefault(role, []).append(grant)
        if declared.type == "AWS::Lambda::Permission":
            for role, grant in _invoking(declared, sheet, implicit):
                found.setdefault(role, []).append(grant)
    return {role: Reading(tuple(grants)) for role, grants in found.items()}


def _named(
    declared: Declared, row: dict[str, Any], sheet: Sheet, implicit: frozenset[str]
) -> Iterator[tuple[str, Grant]]:
    itself = _itself(declared, row, sheet)
    own = _prefix(declared, row)
    for node, conditional in _statements(declared.get(*row["document"].split(".")), sheet):
        roles = dict.fromkeys(role_of(text, sheet, implicit) for text in principals(at(node, "Principal"), sheet.scope))
        reading = read_statement(node, sheet.scope, Origin("resource-policy", conditional=conditional))
        for role in roles:
            if role is not None:
                yield from ((role, _at_home(_spelled_out(grant, row, own), itself)) for grant in reading.grants)


def _invoking(declared: Declared, sheet: Sheet, implicit: frozenset[str]) -> Iterator[tuple[str, Grant]]:
    """A permission to call a function that is given to a role.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
    """
    roles = dict.fromkeys(role_of(text, sheet, implicit) for text in sheet.texts(declared.get("Principal")))
    actions = tuple(text.literal for text in sheet.texts(declared.get("Action")) if text.literal)
    node = declared.get("FunctionName")
    for text in sheet.texts(node):
        target = sheet.target(text)
        arn = Text((Ref(target, "Arn"),)) if text == Text((Ref(target or ""),)) and target else text
        spans = ((declared.span,) * len(actions), (node.span if node is not None else declared.span,))
        statement = Statement("Allow", actions=actions, resources=(arn,))
        grant = Grant(statement, "resource-policy", declared.span, action_spans=spans[0], resource_spans=spans[1])
        yield from ((role, grant) for role in roles if role is not None)


def _statements(document: Node | None, sheet: Sheet) -> Iterator[tuple[Node, bool]]:
    for arm, outer in arms(document, sheet.scope):
        inside = at(arm, "Statement")
        for node, inner in elements(arm if inside is None else inside, sheet.scope):
            if entries(node) and string(at(node, "Effect")) is not None:
                yield node, outer or inner


def _itself(declared: Declared, row: dict[str, Any], sheet: Sheet) -> tuple[Text, ...]:
    """The resource that ``*`` means in a policy of its own; empty where ``*`` is no resource of one's own."""
    if "own" in row:
        return (Text.of(_prefix(declared, row), "*"),)
    if "attribute" in row:
        return (Text((Ref(declared.id, row["attribute"]),)),)
    named = (text for node in items(declared.get(row.get("target", ""))) for text in evaluate(node, sheet.scope))
    arns = tuple(_arn(text, sheet) for text in named)
    return (*arns, *(Text.of(arn, "/*") for arn in arns if row.get("objects")))


def _arn(text: Text, sheet: Sheet) -> Text:
    """The ARN of a resource of the template that is named by an address or a name; what is not known is an ARN."""
    target = sheet.resources.get(sheet.target(text) or "")
    attribute = sheet.knowledge.arn_attribute(target.type) if target is not None else None
    return text if target is None or attribute is None else Text((Ref(target.id, attribute),))


def _prefix(declared: Declared, row: dict[str, Any]) -> Text:
    """The ARN that the resource's own policy may shorten, up to the slash behind it."""
    first, *others = row.get("own", "").split("${")
    pieces: list[Ref | str] = [first]
    for other in others:
        name, _, rest = other.partition("}")
        pieces.extend((Ref(declared.id if name == "Self" else name), rest))
    return Text.of(*pieces)


def _spelled_out(grant: Grant, row: dict[str, Any], own: Text) -> Grant:
    """The grant with shortened resources in full."""
    short = row.get("short", "")
    if not short:
        return grant
    texts = tuple(
        Text.of(own, text.parts[0].value.removeprefix(short), *text.parts[1:])
        if text.parts and isinstance(text.parts[0], Lit) and text.parts[0].value.startswith(short)
        else text
        for text in grant.statement.resources
    )
    return replace(grant, statement=replace(grant.statement, resources=texts))


def _at_home(grant: Grant, itself: tuple[Text, ...]) -> Grant:
    if not itself or _EVERY not in grant.statement.resources:
        return grant
    return replace(
        grant,
        statement=replace(grant.statement, resources=itself),
        resource_spans=grant.resource_spans[:1] * len(itself),
    )
