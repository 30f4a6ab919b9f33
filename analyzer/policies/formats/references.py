"""References of one dialect in the words of another."""

import json
import re
from collections.abc import Callable
from typing import TypeGuard

from analyzer.core import Env, Event, Hole, Lit, Part, Ref, Text
from analyzer.templates.expressions import express, is_variable
from analyzer.templates.model import Template

_WORDS = re.compile(r"[A-Za-z0-9]+")
_PSEUDO = "AWS::"


def native(template: Template, *, terraform: bool) -> bool:
    """Whether the template's references are already those of the dialect that is written."""
    return (template.dialect == "terraform") == terraform


def as_parameters(text: Text, template: Template) -> Text:
    """The text for CloudFormation, each reference that it does not know as a parameter: ``AwsSqsQueueJobsArn``, ``EnvStage``.

    Those are all references of Terraform, and the variables of the Serverless Framework.
    """
    return Text.of(*(Ref(camel(part)) if foreign(part, template) else part for part in text.parts))


def as_variables(text: Text) -> str:
    """The text as a Terraform template, each reference of CloudFormation as a variable: ``${var.jobs_arn}``."""
    return "".join(map(_as_variable, text.parts))


def as_terraform(text: Text, words: tuple[tuple[str, str], ...] = ()) -> str:
    """The text as a Terraform template: ``${aws_sqs_queue.jobs.arn}``; ``words`` as ``express`` reads them."""
    written: str = express(text, "terraform", words)
    return written


def as_string(text: Text, write: Callable[[Text], str]) -> str:
    """The text as a quoted string of Terraform: its characters are escaped, what stands in ``${…}`` is not."""
    pieces = (_escaped(write(Text((part,)))) if isinstance(part, Lit) else write(Text((part,))) for part in text.parts)
    return f'"{"".join(pieces)}"'


def _escaped(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]


def foreign(part: Part, template: Template) -> TypeGuard[Ref]:
    """Whether a part is a reference that CloudFormation does not know."""
    if not isinstance(part, Ref) or part.logical_id.startswith(_PSEUDO):
        return False
    return template.dialect == "terraform" or (template.dialect == "serverless" and is_variable(part))


def camel(part: Ref) -> str:
    """The name of the parameter that stands for a reference."""
    words = _WORDS.findall(f"{part.logical_id} {part.attribute}")
    return "".join(word[0].upper() + word[1:] for word in words)


def _snake(part: Ref) -> str:
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", f"{part.logical_id} {part.attribute}")
    return "_".join(word.lower() for word in words) or "value"


_DATA = {
    "AWS::Region": "data.aws_region.current.name",
    "AWS::AccountId": "data.aws_caller_identity.current.account_id",
    "AWS::Partition": "data.aws_partition.current.partition",
}


def _as_variable(part: Part) -> str:
    match part:
        case Lit(value):
            return value.replace("${", "$${").replace("%{", "%%{")
        case Ref(logical_id):
            return "${" + (_DATA.get(logical_id) or f"var.{_snake(part)}") + "}"
        case Env() | Event() | Hole():
            return "*"
