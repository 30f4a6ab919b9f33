"""The CloudFormation template that the framework makes of a service, as far as roles and functions ask for it.

Source: https://www.serverless.com/framework/docs/providers/aws/guide/resources
"""

from analyzer.core import Gap, Problem, Span
from analyzer.templates.model import Entry, Mapping, Node, Sequence
from analyzer.templates.nodes import at, entries, items, string
from analyzer.templates.scope import scope_of
from analyzer.templates.serverless.events import events_of, made_consumer
from analyzer.templates.serverless.functions import (
    chosen_role,
    function_name,
    function_resource,
    has_own_role,
    invoke_config,
    provider_role,
)
from analyzer.templates.serverless.naming import SHARED_ROLE, function_id, layer_id, log_group_id, own_role_id
from analyzer.templates.serverless.nodes import given, listed, mapping, merge, section, text
from analyzer.templates.serverless.service import Service
from analyzer.templates.serverless.words import Composed, joined
from analyzer.templates.sheet import Sheet, collect, open_sheet


def compiled(service: Service) -> tuple[Sheet, list[Problem]]:
    """The service as an opened template, and what is wrong with its resources."""
    root = _extended(_whole(service), at(service.resources, "extensions"))
    resources, problems = collect(root, service.path)
    named = {entry.key: string(at(entry.value, "Type")) for entry in entries(at(service.resources, "Resources"))}
    real = [problem for problem in problems if problem.message.partition(" ")[0] not in _extending(named)]
    scope = service.bound(scope_of(root, service.desk.options))
    sheet = open_sheet(service.path, root, "serverless", resources, service.desk, scope=scope)
    return sheet, real


def _extending(named: dict[str, str | None]) -> frozenset[str]:
    """Entries without a type: they add to what the framework makes, of which only a part is made here."""
    return frozenset(name for name, kind in named.items() if kind is None)


def _whole(service: Service) -> Mapping:
    """What the framework makes, and the document's own resources merged over it."""
    made: dict[str, Node | None] = {}
    for entry in service.functions:
        made[function_id(entry.key)] = function_resource(entry, service)
        made[log_group_id(entry.key)] = _log_group(entry, service)
        made |= dict(
            filter(None, (made_consumer(entry.key, event, service) for event in events_of(entry.value, service)))
        )
        config = invoke_config(entry, service)
        if config is not None:
            made[config[0]] = config[1]
        if has_own_role(entry, service) and chosen_role(entry, service) is None:
            made[own_role_id(entry.key)] = _own_role(entry, service)
    for layer in service.layers:
        made[layer_id(layer.key)] = _layer(layer, service)
    if has_shared_role(service):
        made[SHARED_ROLE] = _shared_role(service)
    span = service.root.span
    whole = merge(mapping(span, {"Resources": mapping(span, made)}), service.resources or Mapping((), span))
    return whole if isinstance(whole, Mapping) else Mapping((), span)


def has_shared_role(service: Service) -> bool:
    """Whether the framework makes a role: some function has none of its own and the provider names none."""
    if provider_role(service) is not None:
        return False
    return any(given(at(entry.value, "role")) is None for entry in service.functions)


# ---------------------------------------------------------------- roles
def statements_of(service: Service) -> Node | None:
    """The statements of the provider section, in today's place or the older one."""
    return given(at(service.provider, "iam", "role", "statements")) or given(at(service.provider, "iamRoleStatements"))


def _shared_role(service: Service) -> Node:
    role = at(service.provider, "iam", "role")
    managed = given(at(role, "managedPolicies")) or given(at(service.provider, "iamManagedPolicies"))
    boundary = (
        given(at(role, "permissionsBoundary"))
        or given(at(role, "permissionBoundary"))
        or given(at(service.provider, "rolePermissionsBoundary"))
        or _global_boundary(service)
    )
    span = (role or service.provider).span
    name = given(at(role, "name")) or service.named(joined([service.prefix, "-lambdaRole"]), span)
    return _role(span, _list(statements_of(service), span), managed, boundary, name)


def _own_role(entry: Entry, service: Service) -> Node:
    """The role of one function under serverless-iam-roles-per-function.

    Source: https://github.com/functionalone/serverless-iam-roles-per-function
    """
    own = entry.value
    statements = _list(own_statements(entry, service), entry.span)
    role = at(service.provider, "iam", "role")
    boundary = (
        given(at(own, "iamPermissionsBoundary"))
        or _global_boundary(service)
        or given(at(role, "permissionsBoundary"))
        or given(at(service.provider, "rolePermissionsBoundary"))
    )
    return _role(entry.span, statements, None, boundary, given(at(own, "iamRoleStatementsName")))


def own_statements(entry: Entry, service: Service) -> Sequence:
    """The statements of a function's own role: the provider's first where it inherits them."""
    own = items(given(at(entry.value, "iamRoleStatements")))
    shared = items(statements_of(service)) if _inherits(entry.value, service) else ()
    return Sequence((*shared, *own), entry.span)


def _inherits(own: Node, service: Service) -> bool:
    said = service.known(at(own, "iamRoleStatementsInherit"))
    if said is not None:
        return said == "true"
    return service.known(service.custom("serverless-iam-roles-per-function", "defaultInherit")) == "true"


def _global_boundary(service: Service) -> Node | None:
    return given(service.custom("serverless-iam-roles-per-function", "iamGlobalPermissionsBoundary"))


def _list(node: Node | None, span: Span) -> Sequence:
    """Statements as a list; what is only known by a variable's name is left out here, ``unread`` tells of it."""
    if node is None:
        return Sequence((), span)
    return Sequence(tuple(item for item in items(node) if not isinstance(item, Composed)), node.span)


def unread(node: Node | None, service: Service) -> tuple[Gap, ...]:
    """A gap for each statement, or list of them, that a variable names whose value is not known."""
    return tuple(
        Gap("unknown-role", item.span, f"statements that are not known here: ${{{service.unknown_names(item)}}}")
        for item in items(node)
        if isinstance(item, Composed)
    )


def _role(span: Span, statements: Node, managed: Node | None, boundary: Node | None, name: Node | None) -> Node:
    document = mapping(span, {"Statement": statements})
    policy = mapping(span, {"PolicyDocument": document})
    properties = {
        "RoleName": name,
        "Policies": listed(span, policy),
        "ManagedPolicyArns": managed,
        "PermissionsBoundary": boundary,
    }
    return mapping(span, {"Type": text("AWS::IAM::Role", span), "Properties": mapping(span, dict(properties))})


# ---------------------------------------------------------------- the rest
def _log_group(entry: Entry, service: Service) -> Node | None:
    if service.known(given(at(entry.value, "disableLogs"))) == "true":
        return None
    words = service.words(function_name(entry, service))
    properties = {"LogGroupName": service.named(joined(["/aws/lambda/", words]), entry.span)} if words else {}
    kind = text("AWS::Logs::LogGroup", entry.span)
    return mapping(entry.span, {"Type": kind, "Properties": mapping(entry.span, dict(properties))})


def _layer(entry: Entry, service: Service) -> Node:
    path = service.plain(given(at(entry.value, "path")))
    properties = {
        "Content": path or text(".", entry.span),
        "LayerName": given(at(entry.value, "name")) or text(entry.key, entry.span),
    }
    kind = text("AWS::Lambda::LayerVersion", entry.span)
    return mapping(entry.span, {"Type": kind, "Properties": mapping(entry.span, dict(properties))})


def _extended(root: Mapping, extensions: Node | None) -> Mapping:
    """The template with ``extensions`` in it: properties given there replace those that the framework makes.

    Source: https://www.serverless.com/framework/docs/providers/aws/guide/resources#override-aws-cloudformation-resource
    """
    resources = section(at(root, "Resources"))
    if resources is None or not entries(extensions):
        return root
    changes = {entry.key: at(entry.value, "Properties") for entry in entries(extensions)}
    found = tuple(Entry(one.key, _replaced(one.value, changes.get(one.key)), one.span) for one in resources.entries)
    whole = tuple(
        Entry(one.key, Mapping(found, resources.span) if one.key == "Resources" else one.value, one.span)
        for one in root.entries
        if one.key != "extensions"
    )
    return Mapping(whole, root.span)


def _replaced(resource: Node, properties: Node | None) -> Node:
    if properties is None or not isinstance(resource, Mapping):
        return resource
    known = {entry.key: entry.value for entry in entries(at(resource, "Properties"))}
    known |= {entry.key: entry.value for entry in entries(properties)}
    members = {entry.key: entry.value for entry in resource.entries}
    return mapping(resource.span, {**members, "Properties": mapping(properties.span, dict(known))})
