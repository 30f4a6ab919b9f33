"""One service to one template."""

from collections.abc import Iterator

from msgspec.structs import replace

from analyzer.core import Problem, Span
from analyzer.templates.circles import without_circles
from analyzer.templates.document import parse
from analyzer.templates.events import destinations_by_function, events_by_function
from analyzer.templates.lambdas import read_function, runtime_of
from analyzer.templates.model import Entry, EventSource, FunctionDecl, Ignored, Mapping, Node, ResourceDecl, Template
from analyzer.templates.nodes import at, items, string
from analyzer.templates.serverless.compiled import compiled
from analyzer.templates.serverless.constructs import construct_functions, construct_resources
from analyzer.templates.serverless.events import event_source, events_of
from analyzer.templates.serverless.naming import function_id, log_group_id
from analyzer.templates.serverless.nodes import members
from analyzer.templates.serverless.packaging import located
from analyzer.templates.serverless.roles import choices_of, roles_of
from analyzer.templates.serverless.service import Service
from analyzer.templates.sheet import Declared, Desk, Sheet
from analyzer.templates.told import told_in


def read_file(path: str, data: bytes, desk: Desk, parameters: dict[str, Node]) -> Template | None:
    """The template of a file; None where the document is no service on AWS with Python functions."""
    root, problems = parse(data, path, modern=True)
    if root is None:
        return Template(path, "serverless", problems=problems) if problems else None
    if not isinstance(root, Mapping):
        message = "a service must be a mapping; this document is a list or a single value"
        problem = Problem("template-unreadable", Span(path, root.span.line, root.span.column), message)
        return Template(path, "serverless", problems=(problem,))
    return read_service(path, root, desk, parameters, problems) if is_service(root) else None


def is_service(root: Mapping) -> bool:
    """Whether a document declares a service of this framework on AWS."""
    provider = root.get("provider")
    name = string(provider) or string(at(provider, "name"))
    return root.get("service") is not None and provider is not None and (name is None or name == "aws" or "${" in name)


def read_service(
    path: str,
    root: Mapping,
    desk: Desk,
    parameters: dict[str, Node],
    problems: tuple[Problem, ...] = (),
    *,
    packaged: bool = False,
    written: Mapping | None = None,
) -> Template | None:
    """The template that a document says; None where it has no Python function and nothing is wrong with it.

    ``packaged``: the document is what the framework wrote, with the template that it made; ``written``: what its user did.
    """
    service = Service(path, root, desk, parameters, packaged=packaged, written=written)
    service.brought = construct_functions(service)
    sheet, odd = compiled(service)
    python = tuple(entry for entry in service.functions if _runtime(entry, sheet) is not None)
    functions = without_circles(_functions(python, service, sheet))
    found = (*problems, *odd, *service.problems, *service.resolver.problems)
    if not functions and not found:
        return None
    return Template(
        path=path,
        dialect="serverless",
        functions=functions,
        roles=roles_of(python, service, sheet),
        resources=(
            *_resources(service, sheet),
            *construct_resources(service),
        ),
        parameters=tuple(sheet.scope.parameters.values()),
        problems=found,
    )


def _runtime(entry: Entry, sheet: Sheet) -> str | None:
    declared = sheet.resources.get(function_id(entry.key))
    return runtime_of(declared, sheet) if declared is not None else None


def _functions(python: tuple[Entry, ...], service: Service, sheet: Sheet) -> tuple[FunctionDecl, ...]:
    elsewhere, destinations = events_by_function(sheet), destinations_by_function(sheet)
    choices = choices_of(python, sheet)
    kinds = {word: row["kind"] for word, row in service.knowledge["destinations"].items()}
    found: list[FunctionDecl] = []
    for entry in python:
        declared = sheet.resources[function_id(entry.key)]
        read = read_function(declared, sheet, _runtime(entry, sheet) or "", choices[entry.key].id)
        own = tuple(event_source(event, entry.key, service, sheet) for event in events_of(entry.value, service))
        found.append(
            replace(
                located(read, entry.value, service),
                id=entry.key,
                span=entry.span,
                events=_together(own, elsewhere.get(declared.id, ())),
                destinations=destinations.get(declared.id, ()),
                told=tuple(told_in(entry.value, sheet.scope, kinds)),
                extra=(*read.extra, ("logical-id", declared.id)),
                ignored=tuple(_ignored(entry.value)),
            )
        )
    return tuple(found)


def _ignored(function: Node) -> Iterator[Ignored]:
    """The findings that a function's own ``overgrant.ignore`` names."""
    for entry in items(at(function, "overgrant", "ignore")):
        rule, grant, reason = (string(at(entry, key)) or "" for key in ("rule", "grant", "reason"))
        yield Ignored(entry.span, rule, grant, reason)


def _together(own: tuple[EventSource, ...], others: tuple[EventSource, ...]) -> tuple[EventSource, ...]:
    known = {(one.kind, one.source) for one in own}
    return (*own, *(one for one in others if (one.kind, one.source) not in known))


def _resources(service: Service, sheet: Sheet) -> Iterator[ResourceDecl]:
    """What the document can refer to; log groups that the framework alone makes are found by their names."""
    made = {log_group_id(entry.key) for entry in service.functions}
    said = {entry.key for entry in members(at(service.resources, "Resources"))}
    for declared in sheet.resources.values():
        if declared.id in said or declared.id not in made:
            yield _resource(declared, sheet)


def _resource(declared: Declared, sheet: Sheet) -> ResourceDecl:
    return ResourceDecl(declared.id, declared.type, declared.span, sheet.names.get(declared.id), declared.properties)
