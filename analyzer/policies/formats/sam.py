"""``--format sam``: the ``Policies`` of each function, SAM's own templates where one grants nothing more.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
"""

from typing import Any

from analyzer.policies.formats.documents import cloudformation_document, cloudformation_value, parameters
from analyzer.policies.formats.model import Batch, FunctionPolicy, Rendered, limits
from analyzer.policies.formats.sam_templates import SamTemplates
from analyzer.policies.formats.yaml_text import yaml_text

_ROLE = "SAM uses Policies only where the function has no Role"


def render(batch: Batch) -> Rendered:
    """A ``Resources`` section to merge into each template, one YAML document each."""
    templates = SamTemplates(batch.rulebook)
    sections = []
    for path, functions in batch.by_template().items():
        resources = {one.name: {"Properties": {"Policies": _policies(one, templates)}} for one in functions}
        sections.append(f"# {path}\n" + yaml_text({"Resources": resources}, tags=True))
    return Rendered("---\n".join(sections), (*limits(batch.functions), *parameters(batch.functions), _ROLE))


def _policies(function: FunctionPolicy, templates: SamTemplates) -> list[Any]:
    used, rest = templates.fitted(function.statements, function.template)
    policies: list[Any] = [
        {use.name: {key: cloudformation_value(function, text) for key, text in use.parameters}} for use in used
    ]
    if rest:
        policies.append(cloudformation_document(function, rest))
    return policies
