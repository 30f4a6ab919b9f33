"""SAM and CloudFormation: one document to one template."""

from msgspec.structs import replace

from analyzer.core import Gap, Problem, Span
from analyzer.repository import resolve
from analyzer.templates.circles import without_circles
from analyzer.templates.connectors import connector_grants
from analyzer.templates.document import parse
from analyzer.templates.events import destinations_by_function, events_by_function, told_by
from analyzer.templates.generated import implicit_role
from analyzer.templates.globals import with_globals
from analyzer.templates.grantors import granted_by_resources
from analyzer.templates.includes import MACRO, Includer
from analyzer.templates.intrinsics import may_be_absent
from analyzer.templates.knowledge import DEPLOYED
from analyzer.templates.lambdas import FUNCTIONS, read_function, runtime_of
from analyzer.templates.loops import PREFIX, Unroller
from analyzer.templates.model import (
    Dialect,
    FunctionDecl,
    Mapping,
    ResourceDecl,
    RoleDecl,
    Template,
)
from analyzer.templates.nodes import at, entries, items, string, walk
from analyzer.templates.roles import RoleChoice, attachments, choose_role, implicit_id, outside, read_role
from analyzer.templates.samconfig import overrides
from analyzer.templates.scope import Scope, decide, scope_of
from analyzer.templates.sheet import Declared, Desk, Sheet, collect, open_sheet
from analyzer.templates.statements import Reading, together
from analyzer.templates.users import users_by_role

_SAM = "AWS::Serverless-2016-10-31"


def read_file(path: str, data: bytes, desk: Desk, *, certain: bool) -> Template | None:
    """The template of a file; None where the document turns out to be something else.

    ``certain`` says that the file's name promises a template, so that what is none is a problem.
    """
    root, problems = parse(data, path)
    if root is None:
        return Template(path, "cloudformation", problems=problems) if problems else None
    if not isinstance(root, Mapping):
        message = "a template must be a mapping; this document is a list or a single value"
        problem = Problem("template-unreadable", Span(path, root.span.line, root.span.column), message)
        return Template(path, "cloudformation", problems=(problem,)) if certain else None
    return read_root(path, root, desk, problems) if is_template(root) else None


def is_template(root: Mapping) -> bool:
    """Whether a document has resources with types, as a template does."""
    resources = root.get("Resources")
    return isinstance(resources, Mapping) and any(
        string(at(entry.value, "Type")) or entry.key.startswith(PREFIX) for entry in resources.entries
    )


def dialect_of(root: Mapping) -> Dialect:
    """``sam`` where the template names SAM's transform."""
    return "sam" if any(string(item) == _SAM for item in items(root.get("Transform"))) else "cloudformation"


def read_root(
    path: str, root: Mapping, desk: Desk, problems: tuple[Problem, ...] = (), *, dialect: Dialect | None = None
) -> Template:
    """The template that a document's root says; ``dialect`` where something else than a person wrote it."""
    desk = replace(desk, options=replace(desk.options, defaults=overrides(path, desk)))
    root, loops = _written_out(path, root, desk)
    resources, odd = collect(root, path)
    resources = _deployed(resources, scope_of(root, desk.options))
    dialect = dialect or dialect_of(root)
    sheet = open_sheet(path, root, dialect, with_globals(root, resources), desk)
    desk.taken.parameters.update(sheet.scope.parameters)
    runtimes = {one.id: runtime_of(one, sheet) for one in sheet.of_type(*FUNCTIONS)}
    implicit = frozenset(
        implicit_id(one.id) for one in sheet.of_type("AWS::Serverless::Function") if _role_made(one, sheet)
    )
    choices = {one.id: choose_role(one, sheet, implicit) for one in sheet.of_type(*FUNCTIONS)}
    functions = without_circles(_functions(sheet, runtimes, choices))
    python = frozenset(one.id for one in functions)
    return Template(
        path=path,
        dialect=dialect,
        functions=functions,
        roles=_roles(sheet, choices, implicit, python),
        resources=tuple(_resource(declared, sheet) for declared in sheet.resources.values()),
        parameters=tuple(sheet.scope.parameters.values()),
        problems=(*problems, *loops, *odd, *_ignored_policies(sheet, python)),
        extra=nested_templates(sheet),
    )


def _written_out(path: str, root: Mapping, desk: Desk) -> tuple[Mapping, list[Problem]]:
    """The document with the files that it includes and what its loops make."""
    keys = {one.key.partition("::")[2].partition("::")[0] for _, node in walk(root) for one in entries(node)}
    problems: list[Problem] = []
    if "Transform" in keys or any(isinstance(node, Mapping) for node in items(root.get("Transform"))):
        includer = Includer(path, root, desk)
        root, problems = includer.whole(root), includer.problems
        keys.add("ForEach")
    if "ForEach" in keys:
        unroller = Unroller(scope_of(root, desk.options))
        root = unroller.unrolled(root)
        problems = [*problems, *unroller.problems]
    return root, problems


def _deployed(resources: dict[str, Declared], scope: Scope) -> dict[str, Declared]:
    """The resources less those whose condition is known not to hold."""
    return {name: one for name, one in resources.items() if decide(one.node.get("Condition"), scope) is not False}


def nested_templates(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """The nested stacks whose templates are files of the repository: (logical id, path)."""
    found: list[tuple[str, str]] = []
    for declared in sheet.of_type("AWS::CloudFormation::Stack", "AWS::Serverless::Application"):
        key = "TemplateURL" if declared.type == "AWS::CloudFormation::Stack" else "Location"
        text = sheet.text(declared.get(key))
        place = text.literal if text is not None else None
        path = resolve(sheet.folder, place) if place and "://" not in place else None
        if path is not None and sheet.repository.is_file(path):
            found.append((declared.id, path))
    return tuple(found)


def _role_made(declared: Declared, sheet: Sheet) -> bool:
    """Whether SAM makes a role: ``Role`` is not given, or an arm of its condition is ``AWS::NoValue``."""
    node = declared.get("Role")
    return node is None or may_be_absent(node, sheet.scope)


def _functions(
    sheet: Sheet, runtimes: dict[str, str | None], choices: dict[str, RoleChoice]
) -> tuple[FunctionDecl, ...]:
    events, destinations = events_by_function(sheet), destinations_by_function(sheet)
    found: list[FunctionDecl] = []
    for declared in sheet.of_type(*FUNCTIONS):
        runtime = runtimes[declared.id]
        if runtime is not None:
            read = read_function(declared, sheet, runtime, choices[declared.id].id)
            sent = destinations.get(declared.id, ())
            read = replace(read, destinations=sent, told=told_by(declared, sheet))
            found.append(replace(read, events=events.get(declared.id, ())))
    return tuple(found)


def _roles(
    sheet: Sheet, choices: dict[str, RoleChoice], implicit: frozenset[str], python: frozenset[str]
) -> tuple[RoleDecl, ...]:
    """The roles of Python functions, each once, in the order of the functions."""
    more = attachments(sheet, implicit)
    resources = granted_by_resources(sheet, implicit)
    connected = connector_grants(sheet, {name: choice.id for name, choice in choices.items()}, implicit)
    users = users_by_role(sheet, python, implicit)
    found: dict[str, RoleDecl] = {}
    for name in [declared.id for declared in sheet.of_type(*FUNCTIONS) if declared.id in python]:
        choice = choices[name]
        foreign = _foreign(sheet, name, choice)
        key = choice.id if choice.kind in {"template", "implicit"} else outside(choice.id)
        parts = (more.get(key), connected.get(choice.id), resources.get(key))
        extra = together(part for part in parts if part is not None)
        known = found.get(choice.id) or _role(choice, sheet, extra)
        others = tuple(user for user in users.get(choice.id, ()) if user not in python)
        found[choice.id] = _with(known, (*choice.gaps, *foreign), others)
    return tuple(found.values())


def _role(choice: RoleChoice, sheet: Sheet, extra: Reading) -> RoleDecl:
    if choice.kind == "template":
        return read_role(sheet.resources[choice.id], sheet, extra)
    owner = sheet.resources.get(choice.id.removesuffix(implicit_id("")))
    if choice.kind == "implicit" and owner is not None and owner.type == "AWS::Serverless::Function":
        return implicit_role(owner, sheet, extra)
    if choice.kind == "implicit":
        why = "the function declares no role"
        return RoleDecl(
            choice.id, "unknown", choice.span, complete=False, gaps=(Gap("unknown-role", choice.span, why),)
        )
    gap = Gap("unknown-role", choice.span, f"the role {choice.id} is declared outside this template")
    return RoleDecl(choice.id, choice.kind, choice.span, grants=extra.grants, complete=False, gaps=(gap, *extra.gaps))


def _foreign(sheet: Sheet, function: str, choice: RoleChoice) -> list[Gap]:
    """Macros that may change a role: those of the whole template, and those in the role or the function."""
    names = [node for node in items(sheet.root.get("Transform")) if not (string(node) or "").startswith("AWS::")]
    gaps = [Gap("unknown-role", node.span, f"the macro {string(node)} may change the template") for node in names]
    for declared in (sheet.resources.get(function), sheet.resources.get(choice.id)):
        if declared is not None:
            places = [one.span for _, node in walk(declared.properties) for one in entries(node) if one.key == MACRO]
            gaps.extend(Gap("unknown-role", span, "a macro fills in a part of this") for span in places)
    return gaps


def _with(role: RoleDecl, gaps: tuple[Gap, ...], users: tuple[str, ...]) -> RoleDecl:
    all_gaps = tuple(dict.fromkeys((*role.gaps, *gaps)))
    return replace(role, gaps=all_gaps, complete=role.complete and not gaps, used_by=users)


def _resource(declared: Declared, sheet: Sheet) -> ResourceDecl:
    return ResourceDecl(
        id=declared.id,
        type=DEPLOYED.get(declared.type, declared.type),
        span=declared.span,
        name=sheet.names.get(declared.id),
        properties=declared.properties,
    )


def _ignored_policies(sheet: Sheet, python: frozenset[str]) -> list[Problem]:
    """SAM ignores ``Policies`` where ``Role`` is set.

    Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
    """
    found = []
    for declared in sheet.of_type("AWS::Serverless::Function"):
        policies = declared.get("Policies")
        if policies is not None and declared.id in python and not _role_made(declared, sheet):
            message = f"{declared.id} has a Role, so SAM ignores its Policies"
            found.append(Problem("ignored-policies", policies.span, message))
    return found
