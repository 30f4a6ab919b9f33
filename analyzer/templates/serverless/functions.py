"""Functions of a service as the resources that the framework makes of them.

Source: https://www.serverless.com/framework/docs/providers/aws/guide/functions
"""

from analyzer.core import Span
from analyzer.templates.model import Entry, Mapping, Node, Scalar
from analyzer.templates.nodes import at, is_function, string
from analyzer.templates.serverless.naming import SHARED_ROLE, function_id, invoke_config_id, own_role_id
from analyzer.templates.serverless.nodes import arn_of, call, given, listed, mapping, members, text
from analyzer.templates.serverless.packaging import code_place, handler_node, image_metadata, image_of, image_uri
from analyzer.templates.serverless.service import Service
from analyzer.templates.serverless.words import Composed, joined

OWN_ROLES = "serverless-iam-roles-per-function"


def function_resource(entry: Entry, service: Service) -> Mapping:
    """The resource of one function: what is set for it, else what the provider section sets for all."""
    own, span = entry.value, entry.span
    image = image_of(own)
    properties = {
        "FunctionName": function_name(entry, service),
        "PackageType": text("Image", span) if image is not None else None,
        "Handler": handler_node(own, service) if image is None else None,
        "Runtime": service.plain(_either(own, service, "runtime")) if image is None else None,
        "Code": code_place(own, span, service) if image is None else image_uri(image, span),
        "ImageConfig": mapping(span, {"Command": at(image, "command")}) if isinstance(image, Mapping) else None,
        "Environment": _environment(own, span, service),
        "Role": role_node(entry, service),
        "Layers": given(_either(own, service, "layers")),
        "VpcConfig": vpc_of(own, service),
        "TracingConfig": _tracing(own, service),
        "DeadLetterConfig": _one("TargetArn", given(at(own, "onError"))),
        "KmsKeyArn": given(_either(own, service, "kmsKeyArn")),
        "FileSystemConfigs": _file_system(given(at(own, "fileSystemConfig"))),
        "DurableConfig": given(at(own, "durableConfig")),
    }
    return mapping(
        span,
        {
            "Type": text("AWS::Lambda::Function", span),
            "Metadata": image_metadata(image, span, service) if image is not None else None,
            "Condition": given(at(own, "condition")),
            "Properties": mapping(span, properties),
        },
    )


def _either(own: Node, service: Service, key: str) -> Node | None:
    node = at(own, key)
    return node if given(node) is not None else at(service.provider, key)


def _one(key: str, node: Node | None) -> Node | None:
    return None if node is None else mapping(node.span, {key: node})


def function_name(entry: Entry, service: Service) -> Node:
    """The name of a function: its own, or ``service-stage-key``."""
    own = given(at(entry.value, "name"))
    return own if own is not None else service.named(joined([service.prefix, f"-{entry.key}"]), entry.span)


def _environment(own: Node, span: Span, service: Service) -> Node | None:
    variables = {found.key: found.value for found in members(at(service.provider, "environment"))}
    variables |= {found.key: found.value for found in members(at(own, "environment"))}
    return mapping(span, {"Variables": mapping(span, dict(variables))}) if variables else None


def vpc_of(own: Node, service: Service) -> Node | None:
    """The VPC of a function: nothing where it says null, or where subnets or security groups are missing."""
    node = at(own, "vpc")
    if node is not None and given(node) is None:
        return None
    shared = given(at(service.provider, "vpc"))
    if isinstance(node, Composed):
        return node
    if node is None and isinstance(shared, Composed):
        return shared
    found = {key: at(node, key) or at(shared, key) for key in ("securityGroupIds", "subnetIds")}
    whole = all(part is not None for part in found.values())
    return mapping((node or service.provider).span, dict(found)) if whole else None


def _tracing(own: Node, service: Service) -> Node | None:
    node = given(at(own, "tracing")) or given(at(service.provider, "tracing", "lambda"))
    if node is None:
        return None
    mode = "Active" if isinstance(node, Scalar) and node.value is True else service.known(node)
    return mapping(node.span, {"Mode": text(mode or "Active", node.span)})


def _file_system(node: Node | None) -> Node | None:
    return None if node is None else listed(node.span, mapping(node.span, {"Arn": at(node, "arn")}))


# ---------------------------------------------------------------- roles
def role_node(entry: Entry, service: Service) -> Node:
    """The role of a function: its own, the provider's, or the one that the framework makes."""
    chosen = chosen_role(entry, service)
    if chosen is not None:
        return chosen
    made = own_role_id(entry.key) if has_own_role(entry, service) else SHARED_ROLE
    return arn_of(made, entry.span)


def chosen_role(entry: Entry, service: Service) -> Node | None:
    """The role that the document names for a function, as an ARN; None where the framework makes one."""
    node = given(at(entry.value, "role")) or provider_role(service)
    name = string(node)
    if node is None or name is None:
        return node
    return node if name.startswith("arn:") else arn_of(name, node.span)


def provider_role(service: Service) -> Node | None:
    """The existing role that all functions have by default; None where the framework makes one."""
    node = given(at(service.provider, "iam", "role"))
    if node is not None and (isinstance(node, Scalar | Composed) or is_function(node)):
        return node
    return given(at(service.provider, "role"))


def has_own_role(entry: Entry, service: Service) -> bool:
    """Whether serverless-iam-roles-per-function makes a role for a function."""
    return service.has_plugin(OWN_ROLES) and at(entry.value, "iamRoleStatements") is not None


# ---------------------------------------------------------------- asynchronous calls
def invoke_config(entry: Entry, service: Service) -> tuple[str, Node] | None:
    """The settings for asynchronous calls of a function, where it has destinations."""
    node = given(at(entry.value, "destinations"))
    if node is None:
        return None
    sides = {"OnSuccess": at(node, "onSuccess"), "OnFailure": at(node, "onFailure")}
    config = {
        side: mapping(end.span, {"Destination": destination_arn(end, service)})
        for side, end in sides.items()
        if end is not None
    }
    function = call("Ref", text(function_id(entry.key), node.span))
    properties = {"FunctionName": function, "DestinationConfig": mapping(node.span, dict(config))}
    kind = text("AWS::Lambda::EventInvokeConfig", node.span)
    return invoke_config_id(entry.key), mapping(
        node.span, {"Type": kind, "Properties": mapping(node.span, dict(properties))}
    )


def destination_arn(end: Node, service: Service) -> Node | None:
    """The ARN of a destination: as written, or that of the function of this key."""
    if isinstance(end, Mapping) and not isinstance(end, Composed):
        return at(end, "arn")
    name = string(end)
    keys = {entry.key for entry in service.functions}
    return arn_of(function_id(name), end.span) if name in keys else end
