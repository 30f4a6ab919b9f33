"""What makes a function run: its own events, event source mappings, and triggers that stand elsewhere."""

from collections.abc import Iterable, Iterator
from typing import Any

from analyzer.core import Lit, Ref, Span, Text
from analyzer.templates.intrinsics import arms, evaluate, may_be_absent
from analyzer.templates.lambdas import FUNCTIONS
from analyzer.templates.model import Entry, EventSource, Mapping, Node
from analyzer.templates.nodes import at, entries, follow, string
from analyzer.templates.sheet import Declared, Sheet
from analyzer.templates.told import told_in

_MAPPING = "AWS::Lambda::EventSourceMapping"
_PERMISSION = "AWS::Lambda::Permission"


def events_by_function(sheet: Sheet) -> dict[str, tuple[EventSource, ...]]:
    """The triggers of every function of the template, in file order: own events first, then those elsewhere."""
    found: dict[str, list[EventSource]] = {}
    for declared in sheet.of_type("AWS::Serverless::Function"):
        found[declared.id] = [source for source, _ in own_events(declared, sheet)]
    for function_id, source in _elsewhere(sheet):
        known = found.setdefault(function_id, [])
        told = (source.kind, source.source, source.secrets)
        if not any((one.kind, one.source, one.secrets) == told for one in known):
            known.append(source)
    return {function_id: tuple(sources) for function_id, sources in found.items()}


def own_events(declared: Declared, sheet: Sheet) -> Iterator[tuple[EventSource, Mapping]]:
    """The ``Events`` of a SAM function with the properties of each."""
    for events, _ in arms(declared.get("Events"), sheet.scope):
        for event in entries(events):
            kind = string(at(event.value, "Type"))
            if kind is None:
                continue
            properties = at(event.value, "Properties")
            body = properties if isinstance(properties, Mapping) else Mapping((), event.span)
            row = sheet.knowledge.event(kind)
            source = sheet.text(body.get(row.get("source", ""))) if row.get("source") else None
            yield _source(kind, event.span, source, body, sheet, polled=bool(row.get("polled"))), body
            yield from _queue_between(declared, event, body, sheet)


def _queue_between(
    declared: Declared, event: Entry, body: Mapping, sheet: Sheet
) -> Iterator[tuple[EventSource, Mapping]]:
    """``SqsSubscription``: SAM puts a queue between topic and function, which then polls it.

    Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sns.html
    """
    wanted = body.get("SqsSubscription")
    if wanted is None or string(wanted) == "false":
        return
    given = sheet.text(at(wanted, "QueueArn"))
    queue = given if given is not None else Text((Ref(f"{declared.id}{event.key}Queue", "Arn"),))
    yield EventSource("SQS", event.span, queue, sheet.target(queue), polled=True), Mapping((), event.span)


def _source(kind: str, span: Span, source: Text | None, body: Mapping, sheet: Sheet, *, polled: bool) -> EventSource:
    failure = sheet.text(at(body, "DestinationConfig", "OnFailure", "Destination"))
    target = sheet.target(source)
    if not polled:
        return EventSource(kind, span, source, target, failure)
    ways = sheet.knowledge.ways_in()
    network = any(follow(body, path) for path in ways["network"])
    return EventSource(kind, span, source, target, failure, polled, secrets_at(body, ways["secrets"], sheet), network)


def secrets_at(body: Node, paths: Iterable[str], sheet: Sheet) -> tuple[Text, ...]:
    """The ARNs of the secrets that stand at these paths of a trigger's settings."""
    nodes = (node for path in paths for node in follow(body, path))
    return tuple(dict.fromkeys(text for node in nodes for text in evaluate(node, sheet.scope)))


def _elsewhere(sheet: Sheet) -> Iterator[tuple[str, EventSource]]:
    for declared in sheet.resources.values():
        if declared.type == _MAPPING:
            yield from _mapping(declared, sheet)
        elif declared.type == _PERMISSION:
            yield from _permission(declared, sheet)
        for row in sheet.knowledge.triggers():
            if _is(declared.type, row["type"]):
                yield from _trigger(declared, row, sheet)


def _mapping(declared: Declared, sheet: Sheet) -> Iterator[tuple[str, EventSource]]:
    for function_id in invoked(declared.get("FunctionName"), sheet):
        source = sheet.text(declared.get("EventSourceArn"))
        kind = _mapping_kind(declared, source, sheet)
        yield function_id, _source(kind, declared.span, source, declared.properties, sheet, polled=True)


def _mapping_kind(declared: Declared, source: Text | None, sheet: Sheet) -> str:
    """The event type of a mapping: by the resource it reads, by the service in its ARN, by its own properties."""
    target = sheet.resources.get(sheet.target(source) or "")
    if target is not None and (kind := sheet.knowledge.source_kind(target.type)):
        return kind
    fields = _shape(source).split(":") if source is not None else []
    if len(fields) > 2 and fields[0] == "arn" and (kind := sheet.knowledge.source_kind(fields[2])):
        return kind
    return _kind_by_properties(declared, source, sheet)


def _shape(source: Text) -> str:
    """An ARN with its references blanked out: their names hold colons too."""
    return "".join(part.value if isinstance(part, Lit) else "?" for part in source.parts)


def _kind_by_properties(declared: Declared, source: Text | None, sheet: Sheet) -> str:
    if source is not None and any(isinstance(part, Ref) and part.attribute == "StreamArn" for part in source.parts):
        return "DynamoDB"
    for key, kind in sheet.knowledge.mapping_kinds().items():
        if (declared.get(key.lstrip("!")) is not None) != key.startswith("!"):
            return kind
    return "EventSourceMapping"


def _permission(declared: Declared, sheet: Sheet) -> Iterator[tuple[str, EventSource]]:
    principal = sheet.text(declared.get("Principal"))
    kind = sheet.knowledge.source_kind(principal.literal or "") if principal is not None else ""
    if kind:
        source = sheet.text(declared.get("SourceArn"))
        for function_id in invoked(declared.get("FunctionName"), sheet):
            yield function_id, EventSource(kind, declared.span, source, sheet.target(source))


def _is(kind: str, wanted: str) -> bool:
    """Whether a resource type is the one of a row, which may end in ``*``."""
    return kind.startswith(wanted[:-1]) if wanted.endswith("*") else kind == wanted


def _trigger(declared: Declared, row: dict[str, Any], sheet: Sheet) -> Iterator[tuple[str, EventSource]]:
    for node in follow(declared.properties, row["function"]):
        for function_id in invoked(node, sheet):
            if row.get("source"):
                source = sheet.text(declared.get(*row["source"].split(".")))
                yield function_id, EventSource(row["kind"], node.span, source, sheet.target(source))
            else:
                yield function_id, EventSource(row["kind"], node.span, Text((Ref(declared.id),)), declared.id)


def invoked(node: Node | None, sheet: Sheet) -> Iterator[str]:
    """The functions of this template that a function name or ARN leads to, through aliases and versions."""
    for text in evaluate(node, sheet.scope):
        target = sheet.resources.get(sheet.target(text) or "")
        if target is not None and target.type in FUNCTIONS:
            yield target.id


def destinations_by_function(sheet: Sheet) -> dict[str, tuple[Text, ...]]:
    """Where the results of asynchronous calls go, by function: SAM's EventInvokeConfig and the resource of that name."""
    found: dict[str, list[Text]] = {}
    for declared in sheet.of_type("AWS::Serverless::Function"):
        config = declared.get("EventInvokeConfig", "DestinationConfig")
        found[declared.id] = [text for _, text in sam_destinations(declared, config, sheet)]
    for declared in sheet.of_type("AWS::Lambda::EventInvokeConfig"):
        for function_id in invoked(declared.get("FunctionName"), sheet):
            for side in ("OnSuccess", "OnFailure"):
                texts = evaluate(declared.get("DestinationConfig", side, "Destination"), sheet.scope)
                found.setdefault(function_id, []).extend(texts)
    return {function_id: tuple(dict.fromkeys(texts)) for function_id, texts in found.items()}


def told_by(declared: Declared, sheet: Sheet) -> tuple[tuple[Text, str], ...]:
    """The ARNs among a SAM function's properties whose type stands beside them, or that SAM makes."""
    kinds = sheet.knowledge.destination_kinds
    made = sam_destinations(declared, declared.get("EventInvokeConfig", "DestinationConfig"), sheet)
    known = ((text, kinds[word]) for word, text in made if word in kinds)
    return tuple(dict((*told_in(declared.properties, sheet.scope, kinds), *known)).items())


def sam_destinations(declared: Declared, config: Node | None, sheet: Sheet) -> Iterator[tuple[str, Text]]:
    """The type and ARN of a SAM function's destinations; SAM makes the queue or topic where none is named.

    Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-onsuccess.html
    """
    for side in ("OnSuccess", "OnFailure"):
        node = at(config, side)
        kind = string(at(node, "Type")) or ""
        made = {"SQS": "Queue", "SNS": "Topic"}.get(kind)
        given = at(node, "Destination")
        texts = evaluate(given, sheet.scope)
        if node is not None and made and (given is None or may_be_absent(given, sheet.scope)):
            logical_id = f"{declared.id}EventInvokeConfig{side}{made}"
            texts = (Text((Ref(logical_id, "Arn" if made == "Queue" else ""),)), *texts)
        yield from ((kind, text) for text in texts)
