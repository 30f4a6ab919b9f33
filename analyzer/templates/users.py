"""Who else uses a role: state machines, other languages' functions, schedules."""

from analyzer.core import Ref
from analyzer.templates.intrinsics import evaluate
from analyzer.templates.nodes import function, walk
from analyzer.templates.roles import role_of
from analyzer.templates.sheet import Declared, Sheet

_ATTACHING = ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::RolePolicy")


def users_by_role(sheet: Sheet, functions: frozenset[str], implicit: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The resources that name a role in a property about roles, by role; ``functions`` are left out.

    A property counts by its name (``RoleArn``, ``ExecutionRole``, ``Roles``): a role's ARN in a
    resource policy or among the resources of ``iam:PassRole`` is not a use of it.
    """
    found: dict[str, dict[str, None]] = {}
    for declared in sheet.resources.values():
        if declared.type in _ATTACHING:
            continue
        for role in _roles_of(declared, sheet, implicit):
            if declared.id not in functions:
                found.setdefault(role, {})[declared.id] = None
    return {role: tuple(users) for role, users in found.items()}


def _roles_of(declared: Declared, sheet: Sheet, implicit: frozenset[str]) -> list[str]:
    roles: dict[str, None] = {}
    for key, node in walk(declared.properties):
        if "role" not in key.lower() or function(node) is None:
            continue
        for text in evaluate(node, sheet.scope):
            if any(isinstance(part, Ref) for part in text.parts):
                role = role_of(text, sheet, implicit)
                if role is not None:
                    roles[role] = None
    return list(roles)
