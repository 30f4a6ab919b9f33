"""The roles of a service's functions, with everything that is granted to each."""

from msgspec.structs import replace

from analyzer.core import Gap
from analyzer.templates.grantors import granted_by_resources
from analyzer.templates.model import Entry, Mapping, RoleDecl
from analyzer.templates.nodes import at
from analyzer.templates.roles import RoleChoice, attachments, choose_role, read_role
from analyzer.templates.serverless.compiled import own_statements, statements_of, unread
from analyzer.templates.serverless.granted import own_grants, shared_grants
from analyzer.templates.serverless.naming import SHARED_ROLE, function_id, own_role_id
from analyzer.templates.serverless.plugins import added_by_plugins
from analyzer.templates.serverless.service import Service
from analyzer.templates.sheet import Sheet, collect, open_sheet
from analyzer.templates.statements import Reading, together
from analyzer.templates.users import users_by_role

_NONE: frozenset[str] = frozenset()


def choices_of(functions: tuple[Entry, ...], sheet: Sheet) -> dict[str, RoleChoice]:
    """The role of each function by its key."""
    return {entry.key: choose_role(sheet.resources[function_id(entry.key)], sheet, _NONE) for entry in functions}


def roles_of(python: tuple[Entry, ...], service: Service, sheet: Sheet) -> tuple[RoleDecl, ...]:
    """The roles of Python functions, each once, in the order of the functions."""
    choices = choices_of(python, sheet)
    more, resources = attachments(sheet, _NONE), granted_by_resources(sheet, _NONE)
    keys = {function_id(entry.key): entry.key for entry in service.functions}
    users = users_by_role(sheet, frozenset(function_id(entry.key) for entry in python), _NONE)
    found: dict[str, RoleDecl] = {}
    for entry in python:
        choice = choices[entry.key]
        extra = together(table.get(choice.id, Reading()) for table in (more, resources))
        if choice.id not in found:
            role = _role(choice, entry, service, sheet, extra)
            found[choice.id] = replace(role, used_by=tuple(keys.get(user, user) for user in users.get(choice.id, ())))
        found[choice.id] = _with(found[choice.id], choice.gaps)
    return tuple(found.values())


def _role(choice: RoleChoice, entry: Entry, service: Service, sheet: Sheet, extra: Reading) -> RoleDecl:
    if choice.kind != "template":
        gap = Gap("unknown-role", choice.span, f"the role {choice.id} is declared outside this service")
        kind = "external" if choice.kind == "implicit" else choice.kind
        return RoleDecl(choice.id, kind, choice.span, grants=extra.grants, complete=False, gaps=(gap, *extra.gaps))
    declared = sheet.resources[choice.id]
    if choice.id == SHARED_ROLE:
        gaps = Reading(gaps=unread(statements_of(service), service))
        added = together([extra, gaps, shared_grants(service, sheet), added_by_plugins(service)])
        return _as_made(replace(read_role(declared, sheet, added), kind="implicit"), service)
    if choice.id == own_role_id(entry.key):
        gaps = Reading(gaps=unread(own_statements(entry, service), service))
        added = together([extra, gaps, own_grants(entry, service, sheet)])
        return _as_made(replace(read_role(declared, sheet, added), kind="implicit"), service)
    return read_role(declared, sheet, extra)


def _as_made(role: RoleDecl, service: Service) -> RoleDecl:
    """The role with what plugins added, where the template that the framework made says it; nothing is unknown then."""
    root = at(service.root, "provider", "compiledCloudFormationTemplate")
    if not service.packaged or not isinstance(root, Mapping):
        return role
    resources, _ = collect(root, service.path)
    if role.id not in resources:
        return role
    made = read_role(
        resources[role.id], open_sheet(service.path, root, "serverless", resources, service.desk), Reading()
    )
    known = [grant.statement for grant in role.grants]
    added = tuple(replace(grant, source="generated") for grant in made.grants if grant.statement not in known)
    return replace(role, grants=(*role.grants, *added), gaps=made.gaps, complete=made.complete)


def _with(role: RoleDecl, gaps: tuple[Gap, ...]) -> RoleDecl:
    whole = tuple(dict.fromkeys((*role.gaps, *gaps)))
    return replace(role, gaps=whole, complete=role.complete and not gaps)
