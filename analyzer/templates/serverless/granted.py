"""What the framework itself grants to the roles that it makes.

Source: https://www.serverless.com/framework/docs/providers/aws/guide/iam
"""

from collections.abc import Iterator

from analyzer.core import Span
from analyzer.templates.model import Entry, Node
from analyzer.templates.nodes import at, from_json, items, string
from analyzer.templates.serverless.events import Event, event_statements, events_of
from analyzer.templates.serverless.functions import destination_arn, function_name, provider_role
from analyzer.templates.serverless.naming import function_id
from analyzer.templates.serverless.nodes import call, given, listed, mapping, members, text
from analyzer.templates.serverless.service import Service
from analyzer.templates.serverless.words import Composed, Words, is_plain, joined, pattern
from analyzer.templates.sheet import Sheet
from analyzer.templates.statements import Origin, Reading, read_document, read_statement, together

_LOG_GROUPS = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/"
_FUNCTIONS = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:"
Granted = tuple[list[str], Node]


def shared_grants(service: Service, sheet: Sheet) -> Reading:
    """What is added to the role that all functions share: logs, and what any function's settings ask for."""
    found = [_read(service.root.span, granted, sheet) for granted in _logs(service)]
    for entry in service.functions:
        found += [_read(entry.span, granted, sheet) for granted in _of_function(entry, service, sheet)]
    if any(_names_vpc(node, service) for node in (service.provider, *(one.value for one in service.functions))):
        found.append(_managed(service.knowledge["vpc"]["managed"], service.root.span, sheet))
    return together([*found, _denied(service, sheet)])


def _names_vpc(node: Node, service: Service) -> bool:
    """Whether the key is there at all; in what it packages the framework adds empty ones."""
    vpc = at(node, "vpc")
    return vpc is not None and (not service.packaged or bool(members(vpc)))


def own_grants(entry: Entry, service: Service, sheet: Sheet) -> Reading:
    """What serverless-iam-roles-per-function adds to a function's own role: less than the framework does."""
    name = service.words(function_name(entry, service))
    resource = _sub([_LOG_GROUPS, name or ("*",), ":*:*"], entry.span)
    found = [(service.knowledge["logs"]["own"], resource)]
    found += [one for event in events_of(entry.value, service) if event.row.get("own_role") for one in _polled(event)]
    found += list(_features(entry, service, sheet, own_role=True))
    readings = [_read(entry.span, granted, sheet) for granted in found]
    if members(given(at(entry.value, "vpc"))) or members(at(service.provider, "vpc")):
        readings.append(_managed(service.knowledge["vpc"]["managed"], entry.span, sheet))
    return together(readings)


def _polled(event: Event) -> Iterator[Granted]:
    """The plugin knows no dedicated consumers and no failure destinations."""
    for rule in event.row["statements"]:
        if rule["resource"] == "source" and not rule.get("when") and event.source is not None:
            yield rule["actions"], event.source


def _read(span: Span, granted: Granted, sheet: Sheet) -> Reading:
    actions, resource = granted
    statement = mapping(
        span,
        {
            "Effect": text("Allow", span),
            "Action": listed(span, *(text(action, span) for action in actions)),
            "Resource": resource,
        },
    )
    return read_statement(statement, sheet.scope, Origin("generated", span=span))


def _managed(name: str, span: Span, sheet: Sheet) -> Reading:
    document = sheet.knowledge.managed_policy(name)
    if document is None:
        return Reading()
    return read_document(from_json(document, span), sheet.scope, Origin("generated", written=name, span=span))


def _sub(pieces: list[Words | str], span: Span) -> Node:
    return call("Fn::Sub", text(pattern(joined(pieces)), span))


# ---------------------------------------------------------------- logs
def _logs(service: Service) -> Iterator[Granted]:
    """Log groups of functions by the beginning that their names share, others by name."""
    names: list[Words | str] = []
    for entry in service.functions:
        if _silent(entry, service):
            continue
        name = service.words(function_name(entry, service))
        names.append((*service.prefix, "*") if name is None or _canonical(name, service) else name)
    for actions, tail in ((service.knowledge["logs"]["create"], ":*"), (service.knowledge["logs"]["write"], ":*:*")):
        places = [_sub([_LOG_GROUPS, name, tail], service.root.span) for name in dict.fromkeys(names)]
        if places:
            yield actions, listed(service.root.span, *places)


def _canonical(name: Words, service: Service) -> bool:
    return pattern(name).startswith(pattern(service.prefix))


def _silent(entry: Entry, service: Service) -> bool:
    return service.known(given(at(entry.value, "disableLogs"))) == "true"


def _denied(service: Service, sheet: Sheet) -> Reading:
    """A function that shall not log is denied it where it has a name that all others' statement covers."""
    silent = [entry for entry in service.functions if _silent(entry, service)]
    names = [(entry, service.words(function_name(entry, service)) or ()) for entry in silent]
    if len(silent) == len(service.functions):
        return Reading()
    found = []
    for entry, name in names:
        if _canonical(name, service):
            span = entry.span
            members = {
                "Effect": text("Deny", span),
                "Action": text(service.knowledge["logs"]["write"][0], span),
                "Resource": _sub([_LOG_GROUPS, name, ":*"], span),
            }
            found.append(read_statement(mapping(span, dict(members)), sheet.scope, Origin("generated", span=span)))
    return together(found)


# ---------------------------------------------------------------- settings of functions
def _of_function(entry: Entry, service: Service, sheet: Sheet) -> Iterator[Granted]:
    yield from _features(entry, service, sheet, own_role=False)
    for event in events_of(entry.value, service):
        yield from event_statements(event, entry.key, service)
        if event.row.get("scheduler") and service.known(at(event.body, "method")) == "scheduler":
            yield (
                event.row["scheduler"],
                listed(entry.span, *(_function_arn(entry, service, tail) for tail in ("", ":*"))),
            )
    yield from _destinations(entry, service)
    if given(at(entry.value, "durableConfig")) is not None:
        durable = service.knowledge["durable"]
        yield durable["actions"], _function_arn(entry, service, durable["suffix"])


def _features(entry: Entry, service: Service, sheet: Sheet, *, own_role: bool) -> Iterator[Granted]:
    resource = sheet.resources[function_id(entry.key)]
    for row in service.knowledge["features"]:
        node = resource.get(*row["path"])
        if (
            node is None
            or (own_role and not row.get("own_role"))
            or (row.get("plain") and not own_role and not is_plain(node))
        ):
            continue
        if row["resource"] == "*":
            yield row["actions"], text("*", entry.span)
            continue
        for one in items(node):
            place = at(one, row["resource"]) if row["resource"] else one
            if place is not None:
                yield row["actions"], place


def _function_arn(entry: Entry, service: Service, tail: str) -> Node:
    return _sub([_FUNCTIONS, service.words(function_name(entry, service)) or ("*",), tail], entry.span)


def _destinations(entry: Entry, service: Service) -> Iterator[Granted]:
    node = given(at(entry.value, "destinations"))
    if node is None or given(at(entry.value, "role")) is not None or provider_role(service) is not None:
        return
    for side in ("onSuccess", "onFailure"):
        end = at(node, side)
        action = _sending(end, service) if end is not None else None
        if end is None or action is None:
            continue
        target = next((one for one in service.functions if one.key == string(end)), None)
        arn = _function_arn(target, service, "") if target is not None else destination_arn(end, service)
        if arn is not None:
            yield [action], arn


def _sending(end: Node, service: Service) -> str | None:
    table: dict[str, dict[str, str]] = service.knowledge["destinations"]
    if not isinstance(end, Composed) and at(end, "arn") is not None:
        row = table.get(service.known(at(end, "type")) or "")
        return row["action"] if row else None
    written = service.known(end) or "".join(word if isinstance(word, str) else "*" for word in service.words(end) or ())
    if not written.startswith("arn:"):
        return table["function"]["action"]
    return next((row["action"] for row in table.values() if row["marks"] in written), None)
