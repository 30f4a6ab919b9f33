"""References of one dialect in the words of another."""

import re

from analyzer.core import Env, Event, Hole, Lit, Ref, Text
from analyzer.templates.model import Template

_WORDS = re.compile(r"[A-Za-z0-9]+")
_PSEUDO = "AWS::"


def native(template: Template, *, terraform: bool) -> bool:
    """Whether the template's references are already those of the dialect that is written."""
    return (template.dialect == "terraform") == terraform


def as_parameters(text: Text) -> Text:
    """The text for CloudFormation, each reference of Terraform as a parameter: ``AwsSqsQueueJobsArn``."""
    return Text.of(*(Ref(_camel(part)) if _foreign(part) else part for part in text.parts))


def as_variables(text: Text) -> str:
    """The text as a Terraform template, each reference of CloudFormation as a variable: ``${var.jobs_arn}``."""
    return _terraform(text, variables=True)


def as_terraform(text: Text) -> str:
    """The text as a Terraform template: ``${aws_sqs_queue.jobs.arn}``."""
    return _terraform(text, variables=False)


def _foreign(part: object) -> bool:
    return isinstance(part, Ref) and not part.logical_id.startswith(_PSEUDO)


def _camel(part: object) -> str:
    words = _WORDS.findall(f"{part.logical_id} {part.attribute}") if isinstance(part, Ref) else []
    return "".join(word[0].upper() + word[1:] for word in words)


def _snake(part: Ref) -> str:
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", f"{part.logical_id} {part.attribute}")
    return "_".join(word.lower() for word in words) or "value"


_DATA = {
    "AWS::Region": "data.aws_region.current.name",
    "AWS::AccountId": "data.aws_caller_identity.current.account_id",
    "AWS::Partition": "data.aws_partition.current.partition",
}


def _terraform(text: Text, *, variables: bool) -> str:
    pieces: list[str] = []
    for part in text.parts:
        match part:
            case Lit(value):
                pieces.append(value.replace("${", "$${").replace("%{", "%%{"))
            case Ref(logical_id, attribute) if not variables and logical_id not in _DATA:
                pieces.append("${" + (f"{logical_id}.{attribute}" if attribute else logical_id) + "}")
            case Ref(logical_id):
                pieces.append("${" + (_DATA.get(logical_id) or f"var.{_snake(part)}") + "}")
            case Env() | Event() | Hole():
                pieces.append("*")
    return "".join(pieces)
