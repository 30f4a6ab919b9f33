"""Event types of the framework: what triggers a function, and what the framework grants for it.

Source: https://www.serverless.com/framework/docs/providers/aws/guide/events
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from analyzer.core import Lit, Text, ref
from analyzer.templates.events import secrets_at
from analyzer.templates.intrinsics import substitute
from analyzer.templates.model import EventSource, Mapping, Node, Scalar
from analyzer.templates.nodes import at, follow, items, string
from analyzer.templates.serverless.naming import consumer_id
from analyzer.templates.serverless.nodes import call, given, listed, mapping, members, text
from analyzer.templates.serverless.service import Service
from analyzer.templates.serverless.words import Composed, concrete, is_plain
from analyzer.templates.sheet import Sheet


class Event(Struct, frozen=True):
    """One entry of a function's ``events``: its type's row, its settings and what triggers it."""

    name: str
    row: dict[str, Any]
    body: Node
    source: Node | None


def events_of(own: Node, service: Service) -> Iterator[Event]:
    """The events of a function; a type without settings may be a bare word."""
    for item in items(at(own, "events")):
        word = string(item)
        if word is not None:
            yield _event(word, item, service)
        for entry in members(item):
            yield _event(entry.key, entry.value, service)


def _event(name: str, body: Node, service: Service) -> Event:
    table = service.knowledge["events"]
    row: dict[str, Any] = table.get(name, {"kind": name, "source": []})
    source = _source(row, body)
    if row.get("variant"):
        kind = stream_type(body, source, service)
        row = table.get(f"{name} {kind}", row)
    return Event(name, row, body, source)


def _source(row: dict[str, Any], body: Node) -> Node | None:
    for path in row["source"]:
        found = body if not path and is_plain(body) else at(body, *path.split(".")) if path else None
        if found is not None and given(found) is not None:
            return found
    return None


def service_in(node: Node | None, service: Service) -> str:
    """The service that an ARN names: the third field; empty where it cannot be told."""
    words = service.words(node)
    first = words[0] if words else ""
    fields = first.split(":") if isinstance(first, str) else []
    return fields[2] if len(fields) > 3 and fields[0] == "arn" else ""


def stream_type(body: Node, source: Node | None, service: Service) -> str:
    """``dynamodb`` or ``kinesis``: as it says, as its ARN says, as the resource that it refers to is."""
    said = service.known(at(body, "type")) or service_in(source, service)
    if said:
        return said
    reference = string(next(iter(items(at(source, "Fn::GetAtt"))), None)) or string(at(source, "Ref")) or ""
    kind = string(at(service.resources, "Resources", reference, "Type")) or ""
    return "dynamodb" if "DynamoDB" in kind else "kinesis"


def made_consumer(key: str, event: Event, service: Service) -> tuple[str, Node] | None:
    """The consumer that the framework makes for a function (``consumer: true``): its logical id and its resource."""
    consumer = at(event.body, event.row["consumer"]) if "consumer" in event.row else None
    if event.source is None or not isinstance(consumer, Scalar) or consumer.value is not True:
        return None
    node = at(event.source, "Fn::GetAtt")
    first = next(iter(items(node)), None) or at(event.source, "Ref") or at(event.source, "Fn::ImportValue")
    arn = service.known(event.source) or ""
    stream = (string(first) or "").partition(".")[0] or arn.partition("/")[2].partition("/")[0]
    mode = service.known(at(service.provider, "kinesis", "consumerNamingMode"))
    own = f"{concrete(service.name)}{service.deployment.stage(service.resolver)}" if mode else ""
    properties = mapping(event.body.span, {"StreamARN": event.source})
    kind = text("AWS::Kinesis::StreamConsumer", event.body.span)
    resource = mapping(event.body.span, {"Type": kind, "Properties": properties})
    return consumer_id(key, stream, own), resource


def event_source(event: Event, key: str, service: Service, sheet: Sheet) -> EventSource:
    """The trigger of a function as the other stages know it, its kind spelled as SAM spells it."""
    made = made_consumer(key, event, service)
    source = ref(made[0]) if made is not None else _named(event, sheet)
    failure = next((node for path in event.row.get("failure", ()) for node in _ends(event.body, path)), None)
    return EventSource(
        kind=event.row["kind"],
        span=event.body.span,
        source=source,
        logical_id=sheet.target(source),
        failure_destination=sheet.text(failure),
        polled=bool(event.row.get("polled")),
        secrets=secrets_at(event.body, event.row.get("secrets", ()), sheet),
        network=any(follow(event.body, path) for path in event.row.get("network", ())),
    )


def _named(event: Event, sheet: Sheet) -> Text | None:
    text_found = sheet.text(event.source)
    consumer = at(event.body, event.row["consumer"]) if "consumer" in event.row else None
    if text_found is not None and given(consumer) is not None:  # it stands between the stream and the function
        return sheet.text(consumer)
    head = event.row.get("named")
    if text_found is None or not head or not is_plain(event.source):
        return text_found
    first = text_found.parts[0] if text_found.parts else None
    if isinstance(first, Lit) and first.value.startswith("arn:"):
        return text_found
    return Text.of(*substitute(head, sheet.scope), text_found)


def _ends(body: Node, path: str) -> list[Node]:
    """Where failed batches go: an ARN, or a mapping with one."""
    return [at(node, "arn") or node if not isinstance(node, Composed) else node for node in follow(body, path)]


# ---------------------------------------------------------------- what is granted
def event_statements(event: Event, key: str, service: Service) -> Iterator[tuple[list[str], Node]]:
    """The actions and resources that the framework grants for an event of a function."""
    made = made_consumer(key, event, service)
    for rule in event.row.get("statements", ()):
        when, unless = rule.get("when"), rule.get("unless")
        if (when and not follow(event.body, when)) or (unless and follow(event.body, unless)):
            continue
        reference = made is not None and rule["resource"] == event.row.get("consumer")
        nodes = [call("Ref", text(made[0], event.body.span))] if made and reference else _resources(rule, event)
        if nodes:
            yield rule["actions"], listed(event.body.span, *nodes)
    for path in event.row.get("failure", ()) if event.name == "stream" else ():
        for end in _ends(event.body, path):
            kind = service.known(at(event.body, *path.split("."), "type")) or service_in(end, service)
            table = service.knowledge["failure"]
            yield table.get(kind, table["other"]), listed(end.span, end)


def _resources(rule: dict[str, Any], event: Event) -> list[Node]:
    if rule["resource"] == "*":
        written = rule.get("written")
        return [call("Fn::Sub", text(written, event.body.span)) if written else text("*", event.body.span)]
    if rule["resource"] == "source":
        return [event.source] if event.source is not None else []
    found = follow(event.body, rule["resource"])
    return [node for node in found if isinstance(node, Mapping) or string(node) not in {None, "true"}]
