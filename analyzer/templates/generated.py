"""The roles that SAM makes for functions without a role, and what SAM itself grants to them.

Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
"""

from typing import Any

from analyzer.core import Lit, Span, Text
from analyzer.iam.model import Statement
from analyzer.templates.events import own_events, sam_destinations
from analyzer.templates.intrinsics import evaluate, substitute
from analyzer.templates.model import Grant, Mapping, Node, RoleDecl
from analyzer.templates.nodes import at, follow, from_json, function, string
from analyzer.templates.policies import sam_policies
from analyzer.templates.roles import boundary_of, implicit_id, other_principals
from analyzer.templates.sheet import Declared, Sheet
from analyzer.templates.statements import Origin, Reading, read_document, together


def implicit_role(declared: Declared, sheet: Sheet, extra: Reading) -> RoleDecl:
    """The role SAM makes for a function; ``extra`` is what other resources attach to it."""
    whole = together([sam_policies(declared, sheet), extra, _generated(declared, sheet)])
    return RoleDecl(
        id=implicit_id(declared.id),
        kind="implicit",
        span=declared.span,
        grants=whole.grants,
        boundary=boundary_of(declared.get("PermissionsBoundary"), sheet),
        complete=not whole.gaps,
        gaps=whole.gaps,
        trusted=other_principals(declared.get("AssumeRolePolicyDocument"), sheet),
    )


def _generated(declared: Declared, sheet: Sheet) -> Reading:
    span = declared.span
    readings = [_managed(name, span, sheet) for name in _managed_names(declared, sheet)]
    readings.append(Reading(tuple(_destinations(declared, sheet))))
    for source, body in own_events(declared, sheet):
        row = sheet.knowledge.event(source.kind)
        if row.get("managed"):
            readings.append(_managed(row["managed"], span, sheet))
        readings.append(Reading(tuple(_event_statements(row, body, span, sheet))))
        readings.append(Reading(tuple(_failure(body, span, sheet))))
    return together(readings)


def _managed_names(declared: Declared, sheet: Sheet) -> list[str]:
    names = [sheet.knowledge.generated("durable" if declared.get("DurableConfig") is not None else "basic")]
    tracing = {text.literal for text in evaluate(declared.get("Tracing"), sheet.scope)}
    if tracing - {"Disabled"}:
        names.append(sheet.knowledge.generated("tracing"))
    vpc = declared.get("VpcConfig")
    if isinstance(vpc, Mapping) and vpc.entries:
        names.append(sheet.knowledge.generated("vpc"))
    return names


def _managed(name: str, span: Span, sheet: Sheet) -> Reading:
    document = sheet.knowledge.managed_policy(name)
    if document is None:
        return Reading()
    return read_document(from_json(document, span), sheet.scope, Origin("generated", written=name, span=span))


def _grant(actions: list[str], resource: Text, span: Span) -> Grant:
    statement = Statement("Allow", actions=tuple(actions), resources=(resource,))
    return Grant(statement, "generated", span, action_spans=(span,) * len(actions), resource_spans=(span,))


def _destinations(declared: Declared, sheet: Sheet) -> list[Grant]:
    """Dead-letter queue and asynchronous destinations."""
    queue = declared.get("DeadLetterQueue")
    dead = sheet.knowledge.dead_letter(string(at(queue, "Type")) or "")
    grants = [grant for text in sheet.texts(at(queue, "TargetArn")) for grant in _sent(dead, text, declared.span)]
    for kind, text in sam_destinations(declared, declared.get("EventInvokeConfig", "DestinationConfig"), sheet):
        grants += _sent(sheet.knowledge.destination(kind), text, declared.span)
    return grants


def _failure(body: Mapping, span: Span, sheet: Sheet) -> list[Grant]:
    """What a polled event may send its failures to: granted by SAM only where the type is given."""
    failure = at(body, "DestinationConfig", "OnFailure")
    rows = sheet.knowledge.destination(string(at(failure, "Type")) or "")
    return [grant for text in sheet.texts(at(failure, "Destination")) for grant in _sent(rows, text, span)]


def _sent(rows: list[dict[str, Any]], text: Text, span: Span) -> list[Grant]:
    return [_grant(row["actions"], Text.of(text, row.get("suffix", "")), span) for row in rows]


def _event_statements(row: dict[str, Any], body: Mapping, span: Span, sheet: Sheet) -> list[Grant]:
    grants: list[Grant] = []
    for rule in row.get("statements", []):
        if rule.get("when") and not follow(body, rule["when"]):
            continue
        grants.extend(_grant(rule["actions"], text, span) for text in _resources(rule, body, sheet))
    return grants


def _resources(rule: dict[str, Any], body: Mapping, sheet: Sheet) -> list[Text]:
    if rule["resource"] == "*":
        return list(substitute(rule.get("written", "*"), sheet.scope))
    marker = rule.get("containing", "")
    nodes = [node for node in follow(body, rule["resource"]) if not marker or _plain(node)]
    texts = [text for node in nodes for text in sheet.texts(node)]
    kept = [text for text in texts if marker in str(text)]
    if not rule.get("written"):
        return kept
    before, _, after = rule["written"].partition("${}")
    return [
        Text.of(*substitute(before, sheet.scope), _behind(text, marker), *substitute(after, sheet.scope))
        for text in kept
    ]


def _plain(node: Node) -> bool:
    """Whether SAM can look into a value: a string or ``Fn::Sub``, no other function."""
    call = function(node)
    return call[0] == "Fn::Sub" if call else string(node) is not None


def _behind(text: Text, marker: str) -> Text:
    """What stands behind a marker: the registry's name in its ARN."""
    if not marker:
        return text
    for index, part in enumerate(text.parts):
        if isinstance(part, Lit) and marker in part.value:
            return Text.of(part.value.partition(marker)[2], *text.parts[index + 1 :])
    return text
