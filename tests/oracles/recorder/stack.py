"""A template, reduced to what a mocked account can create: resources, and environment values as outputs."""

import json
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

# The types that the mock's CloudFormation creates, and the attribute that gives the ARN ("" = Ref is it).
KEPT = {
    "AWS::DynamoDB::Table": "Arn",
    "AWS::S3::Bucket": "Arn",
    "AWS::SQS::Queue": "Arn",
    "AWS::SNS::Topic": "",
    "AWS::Kinesis::Stream": "Arn",
    "AWS::KMS::Key": "Arn",
    "AWS::StepFunctions::StateMachine": "",
    "AWS::SSM::Parameter": None,
    "AWS::Logs::LogGroup": "Arn",
    "AWS::Events::EventBus": "Arn",
}
CODE = ("AWS::Serverless::Function", "AWS::Lambda::Function")
ACCOUNT, REGION = "123456789012", "eu-west-1"


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags made long."""


def _tagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _tagged)


def read_template(path: Path) -> dict[str, Any]:
    """The template as plain values."""
    return yaml.load(path.read_text(), Loader=_Loader)  # noqa: S506 - a SafeLoader


def functions_of(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Logical id → properties, SAM's Globals merged in, of every Python function."""
    common = template.get("Globals", {}).get("Function", {})
    found = {}
    for name, resource in template.get("Resources", {}).items():
        if resource.get("Type") in CODE:
            own = resource.get("Properties", {})
            merged = {**common, **own} if "Serverless" in resource["Type"] else own
            variables = [each.get("Environment", {}).get("Variables", {}) for each in (common, own)]
            found[name] = {**merged, "Variables": {**variables[0], **variables[1]}}
    return found


def reduced(
    template: dict[str, Any], variables: dict[str, dict[str, Any]], made: dict[str, str] | None = None
) -> dict[str, Any]:
    """A template with only mockable resources, whose outputs are ``Env/<function>/<name>``, ``Ref/<id>`` and ``Arn/<id>``.

    ``variables`` maps a function to its environment, ``made`` a resource that exists already to its
    ARN.  Output keys must be alphanumeric, so they are numbered and ``names`` says what each is.
    """
    kept = {name: _plain(name, each) for name, each in template.get("Resources", {}).items() if _type(each) in KEPT}
    known = _Known(frozenset(kept), _gone(template, kept, made or {}), _buses(kept))
    names: dict[str, str] = {}
    outputs: dict[str, Any] = {}

    def output(name: str, value: Any) -> None:
        key = f"O{len(outputs)}"
        names[key], outputs[key] = name, {"Value": _without(value, known)}

    for function, environment in variables.items():
        for variable, value in environment.items():
            output(f"Env/{function}/{variable}", value)
    for name, resource in kept.items():
        output(f"Ref/{name}", {"Ref": name})
        attribute = KEPT[resource["Type"]]
        if attribute:
            output(f"Arn/{name}", {"Fn::GetAtt": [name, attribute]})
    body = {key: template[key] for key in ("Mappings", "Conditions") if key in template}
    body["Parameters"] = {name: _parameter(name, each) for name, each in template.get("Parameters", {}).items()}
    body["Resources"] = {name: _without(each, known) for name, each in kept.items()}
    return {"body": {**body, "Outputs": outputs}, "names": names}


def _type(resource: dict[str, Any]) -> str:
    kind = resource.get("Type", "")
    if kind == "AWS::Serverless::SimpleTable":
        return "AWS::DynamoDB::Table"
    return "AWS::StepFunctions::StateMachine" if kind == "AWS::Serverless::StateMachine" else kind


def _plain(name: str, resource: dict[str, Any]) -> dict[str, Any]:
    """The resource as plain CloudFormation, without what the mock stumbles over."""
    properties = dict(resource.get("Properties", {}))
    kind = _type(resource)
    if resource["Type"] == "AWS::Serverless::SimpleTable":
        key = properties.pop("PrimaryKey", {"Name": "id", "Type": "String"})
        properties["KeySchema"] = [{"AttributeName": key["Name"], "KeyType": "HASH"}]
        properties["AttributeDefinitions"] = [{"AttributeName": key["Name"], "AttributeType": key["Type"][0]}]
        properties.setdefault("BillingMode", "PAY_PER_REQUEST")
    if kind == "AWS::StepFunctions::StateMachine":
        definition = {"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}
        role = f"arn:aws:iam::{ACCOUNT}:role/states"
        properties = {"DefinitionString": json.dumps(definition), "RoleArn": role, **_only(properties, "Name")}
        properties.setdefault("StateMachineName", properties.pop("Name", "machine"))
    if kind == "AWS::SSM::Parameter":
        properties.setdefault("Name", f"made-{name}")
    if kind == "AWS::S3::Bucket":
        properties = _only(properties, "BucketName")
    return {"Type": kind, "Properties": properties}


def _only(properties: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: properties[name] for name in names if name in properties}


def _parameter(name: str, declared: dict[str, Any]) -> dict[str, Any]:
    default = declared.get("Default", f"{name.lower()}-value")
    return {"Type": "String", "Default": str(default)}


class _Known(Struct, frozen=True):
    """``gone`` maps what the stack does not make to its (Ref, Arn)."""

    kept: frozenset[str]
    gone: dict[str, tuple[str, str]]
    buses: frozenset[str]


def _gone(template: dict[str, Any], kept: dict[str, Any], made: dict[str, str]) -> dict[str, tuple[str, str]]:
    names = [name for name in template.get("Resources", {}) if name not in kept]
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:made-"
    return {name: (made[name], made[name]) if name in made else (f"made-{name}", arn + name) for name in names}


def _buses(kept: dict[str, Any]) -> frozenset[str]:
    return frozenset(name for name, each in kept.items() if each["Type"] == "AWS::Events::EventBus")


def _without(value: Any, known: _Known) -> Any:
    """The value with references to resources that are not created replaced by names that look real."""
    if isinstance(value, list):
        return [_without(each, known) for each in value]
    if not isinstance(value, dict):
        return value
    name = value.get("Ref")
    if name in known.gone:
        return known.gone[name][0]
    if name in known.buses:
        return {"Fn::GetAtt": [name, "Name"]}  # the mock gives its own object for a Ref
    target = value.get("Fn::GetAtt")
    if isinstance(target, list) and target[0] in known.gone:
        return known.gone[target[0]][1] if target[1] in ("Arn", "Id") else f"made-{target[0]}-{target[1]}"
    if "Fn::Sub" in value:
        return {"Fn::Sub": _sub(value["Fn::Sub"], known)}
    return {key: _without(each, known) for key, each in value.items()}


def _sub(value: Any, known: _Known) -> Any:
    if isinstance(value, list):
        return [_sub(value[0], known), _without(value[1], known)]
    for name, (ref, arn) in known.gone.items():
        value = value.replace(f"${{{name}}}", ref).replace(f"${{{name}.Arn}}", arn)
    return value
