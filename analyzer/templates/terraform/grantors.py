"""Policies of buckets, queues, keys and the like that grant to a function's role.

In one account such a grant suffices by itself:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from analyzer.core import Lit, Ref, Text, lit
from analyzer.templates.intrinsics import arms, elements
from analyzer.templates.model import Grant, Node
from analyzer.templates.nodes import at
from analyzer.templates.statements import Origin, Reading, principals, read_statement
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.json_text import JsonError, read_json
from analyzer.templates.terraform.modules import Instance
from analyzer.templates.terraform.nodes import NO_SCOPE, node_of
from analyzer.templates.terraform.values import options, texts

_EVERY = lit("*")


def granted_by_resources(inventory: Inventory) -> dict[str, Reading]:
    """What resource policies allow to roles that they name, by the role's address."""
    found: dict[str, list[Grant]] = {}
    for kind, row in inventory.world.layout.resource_policies.items():
        for one in inventory.of_type(kind):
            for role, grant in _named(one, row, inventory):
                found.setdefault(role, []).append(grant)
    return {role: Reading(tuple(grants)) for role, grants in found.items()}


def _named(one: Instance, row: dict[str, Any], inventory: Inventory) -> Iterator[tuple[str, Grant]]:
    arns = _arns(one, row, inventory)
    itself = (*arns, *(Text.of(arn, "/*") for arn in arns if row.get("objects")))
    short = row.get("short", "")
    for node, conditional in _statements(one, row["document"]):
        named = (inventory.role(text) for text in principals(at(node, "Principal"), NO_SCOPE))
        roles = dict.fromkeys(role for role in named if role is not None)
        origin = Origin("resource-policy", conditional=conditional or one.conditional)
        grants = read_statement(node, NO_SCOPE, origin).grants if roles else ()
        known = [_at_home(_spelled_out(grant, short, arns), itself) for grant in grants]
        yield from ((role, grant) for role in roles for grant in known)


def _arns(one: Instance, row: dict[str, Any], inventory: Inventory) -> tuple[Text, ...]:
    """The ARNs of what it is the policy of; none where not all of them are known."""
    if "attribute" in row:
        return (Text((Ref(one.address, row["attribute"]),)),)
    targets = [inventory.target(text) for text in texts(one.get(row.get("target", "")))]
    kinds = [(target, inventory.world.types.template_type(target.type)) for target in targets if target is not None]
    arns = [Text((Ref(target.address, kind.attribute("arn") or "arn"),)) for target, kind in kinds if kind is not None]
    return tuple(arns) if len(arns) == len(targets) else ()


def _spelled_out(grant: Grant, short: str, arns: tuple[Text, ...]) -> Grant:
    """The grant with resources in full that its document may shorten."""
    if not short or len(arns) != 1:
        return grant
    full = tuple(
        Text.of(arns[0], "/", text.parts[0].value.removeprefix(short), *text.parts[1:])
        if text.parts and isinstance(text.parts[0], Lit) and text.parts[0].value.startswith(short)
        else text
        for text in grant.statement.resources
    )
    return replace(grant, statement=replace(grant.statement, resources=full))


def _statements(one: Instance, key: str) -> Iterator[tuple[Node, bool]]:
    value = one.get(key)
    for option in options(value) if value is not None else ():
        try:
            document = node_of(read_json(option))
        except JsonError:
            continue
        for arm, outer in arms(document, NO_SCOPE):
            for node, inner in elements(at(arm, "Statement"), NO_SCOPE):
                yield node, outer or inner


def _at_home(grant: Grant, itself: tuple[Text, ...]) -> Grant:
    """``*`` means the resource itself, or what stands below it, in a policy of its own."""
    if not itself or _EVERY not in grant.statement.resources:
        return grant
    return replace(
        grant,
        statement=replace(grant.statement, resources=itself),
        resource_spans=grant.resource_spans[:1] * len(itself),
    )
