"""The role of every function: which it is, what it grants, who else uses it."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from analyzer.core import Gap, Span
from analyzer.templates.model import Grant, RoleDecl
from analyzer.templates.statements import Origin, Reading, is_lambda, together, trusted_principals
from analyzer.templates.terraform.inventory import Inventory, first_span
from analyzer.templates.terraform.json_text import JsonError, read_json
from analyzer.templates.terraform.modules import Instance
from analyzer.templates.terraform.nodes import NO_SCOPE, node_of
from analyzer.templates.terraform.policies import attached, document, outside
from analyzer.templates.terraform.values import Many, Str, Value, options, text_of, texts
from analyzer.templates.terraform.views import View

_DEEPEST = 6


class RoleChoice(Struct, frozen=True):
    """The role of a function: its key, what it is, and why it may be another one."""

    id: str
    kind: Literal["template", "external", "unknown"]
    span: Span
    gaps: tuple[Gap, ...] = ()


def choose_role(value: Value | None, span: Span, inventory: Inventory) -> RoleChoice:
    """The role behind a function's ``role``."""
    choices = []
    for one in options(value) if value is not None else ():
        text = text_of(one)
        if text is None:
            continue
        address = inventory.role(text)
        if address is not None:
            choices.append(RoleChoice(address, "template", first_span(one, span)))
        else:
            kind: Literal["external", "unknown"] = "unknown" if text.has_hole else "external"
            choices.append(RoleChoice(outside(text), kind, first_span(one, span)))
    if not choices:
        return RoleChoice("unknown", "unknown", span)
    choices.sort(key=lambda choice: {"template": 0, "external": 1, "unknown": 2}[choice.kind])
    first, *others = choices
    gaps = tuple(
        Gap("unknown-role", span, f"a condition may choose another role: {one.id}") for one in others if one != first
    )
    return RoleChoice(first.id, first.kind, first.span, gaps)


def read_role(choice: RoleChoice, inventory: Inventory, extra: Reading, users: tuple[str, ...]) -> RoleDecl:
    """A role with everything that is known to be granted to it."""
    instance = inventory.by_address.get(choice.id)
    if choice.kind == "template" and instance is not None:
        role = _own(instance, inventory, extra)
    else:
        why = f"the role {choice.id} is declared outside this configuration"
        gap = Gap("unknown-role", choice.span, why if choice.kind == "external" else "the role is not known")
        kind: Literal["external", "unknown"] = "external" if choice.kind == "external" else "unknown"
        role = RoleDecl(choice.id, kind, choice.span, extra.grants, complete=False, gaps=(gap, *extra.gaps))
    gaps = tuple(dict.fromkeys((*role.gaps, *choice.gaps)))
    return replace(role, gaps=gaps, complete=role.complete and not choice.gaps, used_by=users)


def _own(instance: Instance, inventory: Inventory, extra: Reading) -> RoleDecl:
    inline = [
        document(
            block.get("policy"), block.place("policy"), Origin("inline", conditional=instance.conditional), inventory
        )
        for block in instance.blocks("inline_policy")
    ]
    managed = attached(instance.get("managed_policy_arns"), instance.place("managed_policy_arns"), inventory)
    whole = together([*inline, managed, extra])
    return RoleDecl(
        id=instance.address,
        kind="template",
        span=instance.span,
        grants=whole.grants,
        boundary=boundary_of(instance, "permissions_boundary", inventory),
        complete=not whole.gaps,
        gaps=whole.gaps,
        trusted=other_principals(instance.get("assume_role_policy")),
    )


def boundary_of(view: View, key: str, inventory: Inventory) -> tuple[Grant, ...] | None:
    """The statements of a permissions boundary; one that is not known bounds nothing that could be reported."""
    reading = attached(view.get(key), view.place(key), inventory)
    return reading.grants if reading.grants and not reading.gaps else None


def other_principals(value: Value | None) -> tuple[str, ...]:
    """Who beside Lambda may assume a role."""
    found: set[str] = set()
    for one in options(value) if value is not None else ():
        try:
            found.update(trusted_principals(node_of(read_json(one)), NO_SCOPE))
        except JsonError:
            continue
    return tuple(sorted(name for name in found if not is_lambda(name)))


def users_by_role(inventory: Inventory, python: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Resources that run with a role and are no Python function of this configuration, by the role's address."""
    found: dict[str, list[str]] = {}
    for one in inventory.instances:
        if one.mode != "resource" or one.type.startswith("aws_iam_") or one.address in python:
            continue
        for role in dict.fromkeys(_roles_in(one, inventory, 0)):
            found.setdefault(role, []).append(one.address)
    for one in inventory.of_type("aws_iam_instance_profile"):
        for role in _roles_in(one, inventory, 0):
            found.setdefault(role, []).append(one.address)
    return {role: tuple(users) for role, users in found.items()}


def _roles_in(view: View, inventory: Inventory, depth: int) -> Iterator[str]:
    """The roles that an attribute of a body, or of a block in it, is: by reference alone."""
    for one in view.body.attributes:
        value = view.get(one.name) if "role" in one.name or depth else None
        items = value.items if isinstance(value, Many) else (value,)
        for item in items:
            if isinstance(item, Str):
                yield from (role for text in texts(item) if len(text.parts) == 1 and (role := inventory.role(text)))
    if depth < _DEEPEST:
        for kind in dict.fromkeys(block.type for block in view.body.blocks):
            for block in view.blocks(kind):
                yield from _roles_in(block, inventory, depth + 1)
