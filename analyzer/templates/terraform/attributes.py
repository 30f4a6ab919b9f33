"""What an attribute of a resource or data source is: a reference, or a value that the configuration tells."""

from typing import Protocol

from analyzer.core import Span
from analyzer.rulebook.resources import ResourceTypes
from analyzer.templates.sheet import Desk
from analyzer.templates.terraform.documents import policy_document
from analyzer.templates.terraform.functions import content_of, rendered
from analyzer.templates.terraform.modules import Instance
from analyzer.templates.terraform.values import Encoded, Record, Value, reference, settled, string

ARCHIVE = "archive_file"


class Setting(Protocol):
    """What attributes are judged by."""

    desk: Desk
    types: ResourceTypes
    path: str


def attribute(instance: Instance, name: str, span: Span, setting: Setting) -> Value:
    """What ``instance.name`` gives.

    Names, ARNs and URLs stay references: through them a resource is known.  What else the
    configuration sets is that value, whatever the resource is.
    """
    computed = _computed(instance, name, span, setting)
    if computed is not None:
        return computed
    known = setting.types.template_type(instance.type)
    means = known.meaning(name) if known is not None else ""
    if means or (instance.type.startswith("aws_iam_") and "policy" not in name) or instance.type == ARCHIVE:
        return reference(instance.address, name, span)
    configured = instance.get(name)
    return reference(instance.address, name, span) if configured is None else configured


def _computed(instance: Instance, name: str, span: Span, setting: Setting) -> Value | None:
    pseudo = setting.types.pseudo_parameter(instance.address, name) if instance.mode == "data" else ""
    if pseudo:
        options = setting.desk.options
        given = {
            "AWS::Region": options.region, "AWS::AccountId": options.account, "AWS::Partition": options.partition,
        }.get(pseudo)  # fmt: skip
        return string(given, span) if given else reference(instance.address, name, span)
    match instance.type, name:
        case "aws_iam_policy_document", "json" | "minified_json":
            return Encoded(policy_document(instance), instance.span)
        case "template_file", "rendered":
            text, names = instance.get("template"), instance.get("vars")
            scope = {item.key: item.value for item in names.items} if isinstance(names, Record) else {}
            return rendered(instance.evaluator, text, scope, span) if text is not None else None
        case "local_file", "content" if instance.mode == "data":
            path = settled(instance.get("filename"))
            return content_of(path, setting, span) if path is not None else None
        case "terraform_data", "output":
            return instance.get("input")
    return None
