"""Policies of a root module: documents, ARNs of policies, and what is attached to which role."""

from collections.abc import Iterator

from msgspec import Struct

from analyzer.core import Part, Ref, Span, Text
from analyzer.templates.nodes import from_json
from analyzer.templates.policies import aws_managed_name
from analyzer.templates.statements import Origin, Reading, read_document, together, unknown
from analyzer.templates.terraform.assumptions import with_defaults
from analyzer.templates.terraform.inventory import Inventory, first_span
from analyzer.templates.terraform.json_text import JsonError, read_json
from analyzer.templates.terraform.modules import Instance
from analyzer.templates.terraform.nodes import NO_SCOPE, node_of
from analyzer.templates.terraform.registry import External
from analyzer.templates.terraform.syntax import Piece
from analyzer.templates.terraform.values import (
    Many,
    Record,
    Str,
    Unknown,
    Value,
    Var,
    is_null,
    options,
    settled,
    string,
    text_of,
    texts,
)

POLICY = "aws_iam_policy"


class Attachment(Struct, frozen=True):
    """A policy or a document that some resource puts on a role."""

    role: str
    reading: Reading
    policy: Text | None = None


def document(value: Value | None, span: Span, origin: Origin, inventory: Inventory) -> Reading:
    """The grants of a policy document that a string encodes; a copy of AWS's own policy is that policy."""
    if value is None or is_null(value):
        return Reading()
    found = options(value)
    readings = []
    for one in found:
        inside = Origin(origin.source, origin.written, origin.span, origin.conditional or len(found) > 1)
        copied = inventory.target(text_of(one), POLICY)
        if copied is not None and copied.mode == "data":
            readings.append(_attached(one, first_span(one, span), inventory, conditional=inside.conditional))
            continue
        try:
            settled_document, assumed = with_defaults(read_json(one))
        except JsonError as error:
            readings.append(unknown(first_span(one, span), f"a policy document that cannot be read: {error.message}"))
            continue
        readings.append(read_document(node_of(settled_document), NO_SCOPE, inside))
        readings.extend(unknown(place, "an action that a variable may set otherwise") for place in assumed)
    return together(readings)


def attached(value: Value | None, span: Span, inventory: Inventory, *, conditional: bool = False) -> Reading:
    """The grants of the policies that an ARN, or a list of ARNs, leads to."""
    if value is None or is_null(value):
        return Reading()
    listed = inventory.world.evaluator.collection(value) if not texts_only(value) else value
    items = listed.items if isinstance(listed, Many) else (listed,)
    found = [(one, item) for item in items for one in options(item) if not is_null(one)]
    several = conditional or len(found) > len(items)
    return together(_attached(one, first_span(one, span), inventory, conditional=several) for one, _ in found)


def texts_only(value: Value) -> bool:
    """Whether a value is a string, not a list."""
    return not any(isinstance(one, Many | Record) for one in options(value)) and not isinstance(value, Unknown)


def _attached(value: Value, span: Span, inventory: Inventory, *, conditional: bool) -> Reading:
    text = text_of(value)
    if text is None:
        return Reading()
    made = next((one for part in text.parts if (one := _made(part, inventory))), None)
    if made is not None:
        key = made.row["document"]
        return document(
            made.view.get(key), made.view.place(key), Origin("customer-managed", conditional=conditional), inventory
        )
    own = inventory.target(text, POLICY) or inventory.named(text, POLICY, "policy/")
    if own is not None and own.mode == "resource":
        origin = Origin("customer-managed", conditional=conditional or own.conditional)
        return document(own.get("policy"), own.place("policy"), origin, inventory)
    return _managed(value, text, span, inventory, conditional=conditional)


def _made(part: Part, inventory: Inventory) -> External | None:
    return inventory.external_policies.get(part.logical_id) if isinstance(part, Ref) else None


def _managed(value: Value, text: Text, span: Span, inventory: Inventory, *, conditional: bool) -> Reading:
    """An AWS managed policy by its ARN; one that a variable's default names is one that may be another."""
    data = inventory.target(text, POLICY)
    if data is not None:
        value = data.get("arn") or data.get("name") or value
        text, span = text_of(value) or text, first_span(value, span)
    default = settled(value) if isinstance(value, Var) else None
    name = aws_managed_name(string(default, span).text if default is not None else text)
    span = _last_place(value, span)
    found = inventory.world.desk.knowledge.managed_policy(name) if name else None
    gap = unknown(span, f"the policy {text} is not known here")
    if name is None or found is None:
        return gap
    reading = read_document(
        from_json(found, span), NO_SCOPE, Origin("managed", written=name, span=span, conditional=conditional)
    )
    return together([reading, gap]) if default is not None else reading


def _last_place(value: Value, otherwise: Span) -> Span:
    """Where the end of a string is written, its name: an ARN may be put together from several places."""
    last = value.pieces[-1] if isinstance(value, Str) and len(value.pieces) > 1 else None
    if not isinstance(last, Piece):
        return otherwise
    return Span(last.path, last.line, last.column, last.line, last.column + len(last.text))


def attachments(inventory: Inventory) -> dict[str, Reading]:
    """What separate resources put on roles, by the role's key."""
    found: dict[str, list[Reading]] = {}
    seen: set[tuple[str, Text]] = set()
    for one in _attachments(inventory):
        if one.policy is not None and (one.role, one.policy) in seen:
            continue
        if one.policy is not None:
            seen.add((one.role, one.policy))
        found.setdefault(one.role, []).append(one.reading)
    return {role: together(readings) for role, readings in found.items()}


def _attachments(inventory: Inventory) -> Iterator[Attachment]:
    for one in inventory.of_type("aws_iam_role_policy"):
        reading = document(
            one.get("policy"), one.place("policy"), Origin("inline", conditional=one.conditional), inventory
        )
        yield from (Attachment(role, reading) for role in roles_of(one, "role", inventory))
    for kind, role_key, policy_key in (
        ("aws_iam_role_policy_attachment", "role", "policy_arn"),
        ("aws_iam_policy_attachment", "roles", "policy_arn"),
        ("aws_iam_role_policy_attachments_exclusive", "role_name", "policy_arns"),
    ):
        for one in inventory.of_type(kind):
            yield from _by_arn(one, role_key, policy_key, inventory)


def _by_arn(one: Instance, role_key: str, policy_key: str, inventory: Inventory) -> Iterator[Attachment]:
    value = one.get(policy_key)
    listed = inventory.world.evaluator.collection(value) if value is not None and not texts_only(value) else value
    items = listed.items if isinstance(listed, Many) else (listed,)
    for item in items:
        reading = attached(item, one.place(policy_key), inventory, conditional=one.conditional)
        known = texts(item)
        policy = known[0] if len(known) == 1 and not known[0].has_hole else None
        yield from (Attachment(role, reading, policy) for role in roles_of(one, role_key, inventory))


def roles_of(one: Instance, key: str, inventory: Inventory) -> list[str]:
    """The keys of the roles that an attribute names: addresses, or how a role from elsewhere is written."""
    value = one.get(key)
    if value is None:
        return []
    listed = inventory.world.evaluator.collection(value) if not texts_only(value) else value
    items = listed.items if isinstance(listed, Many) else (listed,)
    return [inventory.role(text) or outside(text) for item in items for text in texts(item)]


def outside(text: Text) -> str:
    """The key of a role from elsewhere: its data source's address, else its name behind ``role/``."""
    for part in text.parts:
        if isinstance(part, Ref):
            return part.logical_id
    return f"role/{str(text).rpartition('/')[2]}"
