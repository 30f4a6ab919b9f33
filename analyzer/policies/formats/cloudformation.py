"""``--format cloudformation``: a role for each function, or managed policies where one role's inline policy is too small.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
"""

from typing import Any

from analyzer.policies.document import VERSION
from analyzer.policies.formats.documents import cloudformation_document, parameters
from analyzer.policies.formats.model import Batch, FunctionPolicy, Rendered, limits
from analyzer.policies.formats.yaml_text import yaml_text

_TRUST = {
    "Version": VERSION,
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}


def render(batch: Batch) -> Rendered:
    """A ``Resources`` section for each template, one YAML document each."""
    sections = []
    for path, functions in batch.by_template().items():
        resources: dict[str, Any] = {}
        for function in functions:
            resources |= _resources(function)
        sections.append(f"# {path}\n" + yaml_text({"Resources": resources}, tags=True))
    return Rendered("---\n".join(sections), (*limits(batch.functions), *parameters(batch.functions)))


def _resources(function: FunctionPolicy) -> dict[str, Any]:
    role = f"{function.name}Role"
    properties: dict[str, Any] = {"AssumeRolePolicyDocument": _TRUST}
    fitting = function.fitting
    documents = [cloudformation_document(function, part) for part in fitting.parts]
    if fitting.kind == "inline":
        properties["Policies"] = [{"PolicyName": function.name, "PolicyDocument": documents[0]}]
        return {role: {"Type": "AWS::IAM::Role", "Properties": properties}}
    names = [f"{function.name}Policy{number}" for number in range(1, len(documents) + 1)]
    properties["ManagedPolicyArns"] = [{"Ref": name} for name in names]
    return {role: {"Type": "AWS::IAM::Role", "Properties": properties}} | {
        name: {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document}}
        for name, document in zip(names, documents, strict=True)
    }
