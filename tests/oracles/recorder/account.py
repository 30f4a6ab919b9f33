"""A mocked account that holds what a template declares.  Runs in the process of the handler."""

import json
from pathlib import Path
from typing import Any

import boto3

from recorder.stack import ACCOUNT, REGION, functions_of, read_template, reduced


def create(template_path: str) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """The environment of every function, and the ARN of every resource that was made.

    Must run under ``mock_aws``.  A resource without an ARN of its own is missing from the second.
    """
    template = read_template(Path(template_path))
    variables = {name: each["Variables"] for name, each in functions_of(template).items()}
    made = _secrets(template)
    job = reduced(template, variables, made)
    environments: dict[str, dict[str, str]] = {name: {} for name in variables}
    found: dict[str, dict[str, str]] = {"Ref": {}, "Arn": {}}
    for kind, name, value in _outputs(job):
        if kind == "Env":
            function, variable = name.split("/", 1)
            environments[function][variable] = value
        else:
            found[kind][name] = value
    types = {name: each["Type"] for name, each in job["body"]["Resources"].items()}
    arns = {name: found["Arn"].get(name) or _arn(types[name], ref) for name, ref in found["Ref"].items()}
    groups = [name for name, kind in types.items() if kind == "AWS::Logs::LogGroup"]
    arns |= {name: arns[name].removesuffix(":*") + ":*" for name in groups}  # as CloudFormation gives them
    return environments, {**arns, **made}


def _secrets(template: dict[str, Any]) -> dict[str, str]:
    """Secrets, which the mock's CloudFormation does not make: logical id → ARN."""
    client = boto3.client("secretsmanager", region_name=REGION)
    made = {}
    for name, resource in template.get("Resources", {}).items():
        if resource.get("Type") == "AWS::SecretsManager::Secret":
            properties = resource.get("Properties", {})
            given = properties.get("Name")
            answer = client.create_secret(
                Name=given if isinstance(given, str) else f"made-{name}",
                SecretString=str(properties.get("SecretString", "{}")),
            )
            made[name] = answer["ARN"]
    return made


def _outputs(job: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(kind, name, value) of every output; an empty template makes no stack."""
    if not job["body"]["Resources"]:
        placeholder = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "only-to-have-a-stack"}}
        job["body"]["Resources"] = {"Placeholder": placeholder}
    client = boto3.client("cloudformation", region_name=REGION)
    client.create_stack(StackName="stack", TemplateBody=json.dumps(job["body"]))
    (stack,) = client.describe_stacks(StackName="stack")["Stacks"]
    if stack["StackStatus"] != "CREATE_COMPLETE":
        message = f"the mocked stack is {stack['StackStatus']}: {stack.get('StackStatusReason', '')}"
        raise RuntimeError(message)
    rows = []
    for output in stack.get("Outputs", []):
        kind, name = job["names"][output["OutputKey"]].split("/", 1)
        rows.append((kind, name, output["OutputValue"]))
    return rows


def _arn(kind: str, ref: str) -> str:
    if kind == "AWS::SSM::Parameter":
        return f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/{ref.lstrip('/')}"
    return ref if ref.startswith("arn:") else ""
