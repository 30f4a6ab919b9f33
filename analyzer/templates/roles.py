"""Roles of a CloudFormation template: who has which, and everything that is attached to them."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from analyzer.core import Gap, Ref, Span, Text
from analyzer.templates.intrinsics import arms, elements, evaluate
from analyzer.templates.model import Grant, Node, RoleDecl
from analyzer.templates.nodes import at
from analyzer.templates.policies import attached, named_last
from analyzer.templates.sheet import Declared, Sheet
from analyzer.templates.statements import Origin, Reading, is_lambda, read_document, together, trusted_principals

ROLE = "AWS::IAM::Role"


class RoleChoice(Struct, frozen=True):
    """The role of a function: its key, what it is, and why it may be another one."""

    id: str
    kind: Literal["implicit", "template", "external", "unknown"]
    span: Span
    gaps: tuple[Gap, ...] = ()


def implicit_id(function_id: str) -> str:
    """The logical id SAM gives to the role it makes for a function."""
    return f"{function_id}Role"


def choose_role(declared: Declared, sheet: Sheet, implicit: frozenset[str]) -> RoleChoice:
    """The role of a function by its ``Role``; ``implicit`` are the ids of roles that SAM makes."""
    node = declared.get("Role")
    found = [(text, arm.span) for arm, _ in arms(node, sheet.scope) for text in evaluate(arm, sheet.scope)]
    if node is None or not found:
        return RoleChoice(implicit_id(declared.id), "implicit", declared.span)
    choices = [_choice(text, span, sheet, implicit) for text, span in found]
    if implicit_id(declared.id) in implicit:  # one arm is AWS::NoValue: SAM makes the role for it
        choices.insert(0, RoleChoice(implicit_id(declared.id), "implicit", declared.span))
    order = {"template": 0, "implicit": 1, "external": 2, "unknown": 3}
    choices.sort(key=lambda choice: order[choice.kind])
    first, *others = choices
    others = [other for other in others if other.id != first.id]
    gaps = tuple(
        Gap("unknown-role", node.span, f"a condition may choose another role: {other.id}; --param settles conditions")
        for other in others
    )
    return RoleChoice(first.id, first.kind, first.span, gaps)


def _choice(text: Text, span: Span, sheet: Sheet, implicit: frozenset[str]) -> RoleChoice:
    role = role_of(text, sheet, implicit)
    if role is not None:
        return RoleChoice(role, "implicit" if role in implicit else "template", span)
    return RoleChoice(str(text), "unknown" if text.has_hole else "external", span)


def role_of(text: Text, sheet: Sheet, implicit: frozenset[str]) -> str | None:
    """The role of this template behind a reference, an ARN or a role's name; None for roles from elsewhere."""
    for part in text.parts:
        if isinstance(part, Ref):
            declared = sheet.resources.get(part.logical_id)
            if (declared is not None and declared.type == ROLE) or part.logical_id in implicit:
                return part.logical_id
    for declared in sheet.of_type(ROLE):
        name = sheet.names.get(declared.id)
        if name is not None and name.parts and (text == name or named_last(text, name, "role/")):
            return declared.id
    return None


def outside(name: str) -> str:
    """The key of a role from elsewhere, by ARN or name: never equal to a logical id."""
    return f"role/{name.rpartition('/')[2]}"


def read_role(declared: Declared, sheet: Sheet, extra: Reading) -> RoleDecl:
    """A role of the template; ``extra`` is what other resources attach to it."""
    inline = together(
        read_document(at(node, "PolicyDocument"), sheet.scope, Origin("inline", conditional=conditional))
        for node, conditional in elements(declared.get("Policies"), sheet.scope)
    )
    managed = together(
        attached(node, sheet, conditional=c) for node, c in elements(declared.get("ManagedPolicyArns"), sheet.scope)
    )
    whole = together([inline, managed, extra])
    return RoleDecl(
        id=declared.id,
        kind="template",
        span=declared.span,
        grants=whole.grants,
        boundary=boundary_of(declared.get("PermissionsBoundary"), sheet),
        complete=not whole.gaps,
        gaps=whole.gaps,
        trusted=other_principals(declared.get("AssumeRolePolicyDocument"), sheet),
    )


def other_principals(document: Node | None, sheet: Sheet) -> tuple[str, ...]:
    """Who beside Lambda may assume a role."""
    return tuple(name for name in trusted_principals(document, sheet.scope) if not is_lambda(name))


def boundary_of(node: Node | None, sheet: Sheet) -> tuple[Grant, ...] | None:
    """The statements of a permissions boundary; one that is not known bounds nothing that could be reported."""
    if node is None:
        return None
    reading = attached(node, sheet)
    return reading.grants if reading.grants and not reading.gaps else None


def attachments(sheet: Sheet, implicit: frozenset[str]) -> dict[str, Reading]:
    """What ``AWS::IAM::Policy``, ``RolePolicy`` and ``ManagedPolicy`` resources attach, by role."""
    found: dict[str, list[Reading]] = {}
    for role, reading in _attached_elsewhere(sheet, implicit):
        found.setdefault(role, []).append(reading)
    return {role: together(readings) for role, readings in found.items()}


def _attached_elsewhere(sheet: Sheet, implicit: frozenset[str]) -> Iterator[tuple[str, Reading]]:
    for declared in sheet.of_type("AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy"):
        origin = Origin("customer-managed" if declared.type == "AWS::IAM::ManagedPolicy" else "inline")
        key = "RoleName" if declared.type == "AWS::IAM::RolePolicy" else "Roles"
        for node, conditional in elements(declared.get(key), sheet.scope):
            for text in evaluate(node, sheet.scope):
                role = role_of(text, sheet, implicit) or outside(str(text))
                inside = Origin(origin.source, conditional=conditional or declared.node.get("Condition") is not None)
                yield role, read_document(declared.get("PolicyDocument"), sheet.scope, inside)
