"""Permissions that a function's configuration needs though no call shows them: logs, tracing, triggers, queues."""

from collections.abc import Iterator, Mapping

from analyzer.accesses.model import Argument, Known, Members
from analyzer.core import Ref, Span, Text, lit
from analyzer.functions.model import Entry
from analyzer.needs.derivation import Asked, Derivation
from analyzer.needs.encryption import key_needs
from analyzer.needs.layers import layer_name, layer_row
from analyzer.needs.merging import merged
from analyzer.needs.model import Evidence, Need, Origin
from analyzer.needs.scope import Scope
from analyzer.needs.spelling import resource_of
from analyzer.rulebook import Rulebook
from analyzer.rulebook.rules_model import NeedRule, OperationRule
from analyzer.templates.model import EventSource


def baseline(entry: Entry, rulebook: Rulebook) -> tuple[Need, ...]:
    """The needs of the runtime and of the function's event sources, with the rows of ``_runtime.toml``."""
    scope = Scope(entry, rulebook.resources())
    derivation = Derivation(scope, rulebook)
    rows = rulebook.runtime()
    found: list[Need] = []
    for cause, span, arguments in _causes(scope):
        origin: Origin = "event-source" if cause.startswith(("event ", "failure ")) else "runtime"
        asked = Asked("", cause, arguments, Evidence(span, cause), origin)
        for need in derivation.of_rows(asked, _rows(rows, cause)):
            found.append(need)
            found.extend(key_needs(scope, need))
    return merged(found)


def _rows(rows: Mapping[str, OperationRule], cause: str) -> tuple[NeedRule, ...]:
    """The rows of a cause; a layer's are those whose name its own name begins with."""
    kind, _, name = cause.partition(" ")
    rule = layer_row(name, rows) if kind == "layer" else rows.get(cause)
    return () if rule is None else rule.needs


def _causes(scope: Scope) -> Iterator[tuple[str, Span, Argument]]:
    """Each fact of the function's configuration that may need permissions, with what it is about."""
    declaration = scope.entry.declaration
    here = declaration.span
    group = _log_group(scope)
    yield "logs", here, _about(LogGroup=group, Declared=group if _is_declared(scope, group) else None)
    durable = any(name == "durable" for name, _ in declaration.extra)
    for given, cause in ((declaration.tracing, "tracing"), (declaration.vpc, "vpc"), (durable, "durable")):
        if given:
            yield cause, here, _about()
    if declaration.kms_key is not None:
        yield "environment key", here, _about(Target=declaration.kms_key)
    if declaration.dead_letter is not None:
        yield "dead-letter target", here, _about(Target=declaration.dead_letter)
    for target in declaration.destinations:
        yield "destination", here, _about(Target=target)
    for system in declaration.file_systems:
        service = scope.kind_of(system).partition(":")[0]
        yield "file system", here, _about(Target=system, **{service: system if service else None})
    for layer in declaration.layer_arns:
        yield f"layer {layer_name(layer)}", here, _about(Target=layer)
    for event in declaration.events:
        yield from _triggers(scope, event)


def _triggers(scope: Scope, event: EventSource) -> Iterator[tuple[str, Span, Argument]]:
    source = event.source
    declaration = scope.speller.resources.get(event.logical_id or "")
    if declaration is not None and (source is None or not scope.kind_of(source)):
        source = scope.arn_reference(declaration)
    if event.polled:
        about = _about(Source=source, Network=lit("yes") if event.network else None)
        secrets = (("Secrets", Known(event.secrets)),) if event.secrets else ()
        yield f"event {event.kind}", event.span, Members((*about.fields, *secrets))
    if event.failure_destination is not None:
        yield "failure destination", event.span, _about(Target=event.failure_destination)


def _log_group(scope: Scope) -> Text:
    """The function's log group: the one it is told to use, or Lambda's default around its name."""
    declaration = scope.entry.declaration
    if declaration.log_group is not None:
        return declaration.log_group
    stated = dict(declaration.extra).get("function-name", "")
    name = scope.speller.resources[resource_of(declaration)].name or (
        lit(stated) if stated and "${" not in stated else None
    )
    return Text.of("/aws/lambda/", name) if name is not None else lit("/aws/lambda/*")


def _is_declared(scope: Scope, group: Text) -> bool:
    """Whether the template itself makes the function's log group, so that Lambda need not."""
    own, spelled = scope.entry.declaration.id, scope.speller.spell(group)
    for declaration in scope.speller.resources.values():
        kind = scope.types.template_type(declaration.type)
        if kind is None or kind.resource != "logs:log-group":
            continue
        named_after = any(
            isinstance(part, Ref) and part.logical_id == own for part in (declaration.name or Text()).parts
        )
        meant = any(isinstance(part, Ref) and part.logical_id == declaration.id for part in group.parts)
        if named_after or meant or scope.speller.spell(scope.speller.name(declaration)) == spelled:
            return True
    return False


def _about(**texts: Text | None) -> Members:
    return Members(tuple((name, Known((text,))) for name, text in texts.items() if text is not None))
