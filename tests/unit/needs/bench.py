"""A workbench: one function in one template, and what a single call of it needs."""

from collections.abc import Iterable, Mapping
from typing import Any

from analyzer.accesses.model import Access, Argument, Items, Known, Members, Opaque
from analyzer.core import Env, Ref, Span, Text, lit
from analyzer.functions.model import Entry
from analyzer.needs import derive
from analyzer.needs.model import Need
from analyzer.rulebook import Rulebook
from analyzer.templates.model import (
    CodeSource,
    EventSource,
    FunctionDecl,
    Parameter,
    ResourceDecl,
    RoleDecl,
    Template,
)
from analyzer.templates.model import (
    Mapping as Node,
)

HERE = Span("template.yaml", 1)
RULEBOOK = Rulebook()
UNKNOWN = Opaque("unknown")


def resource(
    logical_id: str, kind: str, name: Text | str | None = None, properties: Node | None = None
) -> ResourceDecl:
    """A resource of the template."""
    return ResourceDecl(logical_id, kind, HERE, lit(name) if isinstance(name, str) else name, properties)


def entry(
    *resources: ResourceDecl,
    environment: Mapping[str, Text | Iterable[Text]] | None = None,
    events: tuple[EventSource, ...] = (),
    parameters: tuple[Parameter, ...] = (),
    dialect: str = "sam",
    **configuration: Any,
) -> Entry:
    """A function called Fn in a template with these resources."""
    variables = tuple(
        (name, (value,) if isinstance(value, Text) else tuple(value)) for name, value in (environment or {}).items()
    )
    function = FunctionDecl(
        id="Fn",
        dialect=dialect,  # type: ignore[arg-type]
        template="template.yaml",
        span=HERE,
        runtime="python3.13",
        handler="app.handler",
        code=CodeSource("directory", HERE, "src"),
        role="FnRole",
        environment=variables,
        events=events,
        **configuration,
    )
    template = Template("template.yaml", function.dialect, (function,), (), resources, parameters)
    return Entry(function, template, RoleDecl("FnRole", "implicit", HERE), "app", "handler", "src/app.py")


def argument(value: Any) -> Argument:
    """Python values as arguments: strings and texts are known, dicts closed, lists closed, None is unknown."""
    match value:
        case Known() | Members() | Items() | Opaque():
            return value
        case None:
            return UNKNOWN
        case str():
            return Known((lit(value),))
        case Text():
            return Known((value,))
        case Env() | Ref():
            return Known((Text((value,)),))
        case dict():
            return Members(tuple((name, argument(each)) for name, each in value.items()))
        case list():
            return Items(tuple(argument(each) for each in value))
        case _:
            return Known((lit(str(value)),))


def needs(service: str, operation: str, arguments: Any, where: Entry, **about: Any) -> tuple[Need, ...]:
    """What one call needs."""
    given = argument(arguments)
    assert isinstance(given, Members)
    return derive([Access(service, operation, given, Span("src/app.py", 3, 5), **about)], where, RULEBOOK)


def lines(found: Iterable[Need], *, side: bool = False) -> list[str]:
    """``action @ resource`` of each need that counts; with ``side`` those that merely explain a grant, too."""
    return [
        f"{'?' if need.certainty == 'possible' else ''}{'~' if need.explains_only else ''}{need.action} @ {one.text}"
        for need in found
        for one in need.resources
        if side or not need.explains_only
    ]
