"""The constructs of serverless-lift: the resources, functions and statements that they stand for.

Source: https://github.com/getlift/lift
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from analyzer.core import Gap, Ref, Text
from analyzer.iam.model import Statement
from analyzer.templates.model import Entry, Grant, Node, ResourceDecl
from analyzer.templates.nodes import at, string
from analyzer.templates.serverless.nodes import given, listed, mapping, members
from analyzer.templates.serverless.service import Service, worded
from analyzer.templates.serverless.words import Symbol, is_plain, joined, node_of
from analyzer.templates.statements import Reading

LIFT = "serverless-lift"


class Construct(Struct, frozen=True):
    """One construct: its name, its row of ``plugins.toml`` (empty where its type is not known) and its settings."""

    entry: Entry
    row: dict[str, Any]


def constructs_of(service: Service) -> Iterator[Construct]:
    """The constructs of a service that uses the plugin."""
    if service.has_plugin(LIFT):
        table = service.plugin_rules["constructs"]
        for entry in service.constructs:
            yield Construct(entry, table.get(string(at(entry.value, "type")) or "", {}))


def construct_resources(service: Service) -> tuple[ResourceDecl, ...]:
    """The constructs that are a resource, by their own names."""
    return tuple(_resource(one, service) for one in constructs_of(service) if one.row.get("resource"))


def _resource(construct: Construct, service: Service) -> ResourceDecl:
    name = worded(joined([service.prefix, f"-{construct.entry.key}"])) if construct.row.get("named") else None
    return ResourceDecl(construct.entry.key, construct.row["resource"], construct.entry.span, name)


def construct_grants(service: Service) -> Reading:
    """What the constructs let every function do, unless the service says that they shall not."""
    if service.known(given(at(service.root, "lift", "automaticPermissions"))) == "false":
        return Reading()
    grants: list[Grant] = []
    gaps: list[Gap] = []
    for one in constructs_of(service):
        span = one.entry.span
        if not one.row:
            kind = string(at(one.entry.value, "type")) or "no type"
            gaps.append(Gap("unknown-role", span, f"a construct of serverless-lift that is not known here: {kind}"))
        for rule in one.row.get("statements", ()):
            reference = Text((Ref(one.entry.key, f"construct:{one.row['arn']}"),))
            resources = tuple(Text.of(reference, tail) for tail in rule["tails"])
            statement = Statement("Allow", actions=tuple(rule["actions"]), resources=resources)
            spans = (span,) * len(rule["actions"]), (span,) * len(resources)
            grants.append(Grant(statement, "generated", span, action_spans=spans[0], resource_spans=spans[1]))
    return Reading(tuple(grants), tuple(gaps))


def construct_functions(service: Service) -> tuple[Entry, ...]:
    """The functions that constructs bring along: a queue's worker, which polls it, or the events of one that is named."""
    return tuple(
        _worker(one, member, event, service)
        for one in constructs_of(service)
        for member, event in one.row.get("workers", {}).items()
        if given(at(one.entry.value, member)) is not None
    )


def _worker(construct: Construct, member: str, event: str, service: Service) -> Entry:
    entry = construct.entry
    own = at(entry.value, member)
    span = own.span if own is not None else entry.span
    known: dict[str, Node | None] = {one.key: one.value for one in members(own)}
    if event:
        output = construct.row["arn"]
        symbol = service.resolver.symbol(Symbol(f"construct:{entry.key}.{output}", construct=entry.key, output=output))
        known["events"] = listed(span, mapping(span, {event: mapping(span, {"arn": node_of((symbol,), span)})}))
    named = service.known(own) if is_plain(own) else None
    if named is not None:  # a function that stands in its own section
        return Entry(named, mapping(span, known), span)
    return Entry(f"{entry.key}{member[:1].upper()}{member[1:]}", mapping(span, known), span)
