"""``--format serverless``: statements for serverless.yml.

One function: the provider's role, which every function shares.  Several: ``iamRoleStatements`` of
each, which the plugin serverless-iam-roles-per-function makes a role of its own from.
https://www.serverless.com/framework/docs/providers/aws/guide/iam
"""

from typing import Any

from analyzer.policies.formats.documents import serverless_document
from analyzer.policies.formats.model import Batch, FunctionPolicy, Rendered, limits
from analyzer.policies.formats.yaml_text import yaml_text

_PLUGIN = (
    "iamRoleStatements needs the plugin serverless-iam-roles-per-function: without it all functions share one role"
)


def render(batch: Batch) -> Rendered:
    """What to merge into each serverless.yml, one YAML document each."""
    notes = list(limits(batch.functions))
    sections = []
    for path, functions in batch.by_template().items():
        if len(functions) == 1:
            value: dict[str, Any] = {"provider": {"iam": {"role": {"statements": _statements(functions[0])}}}}
        else:
            value = {"functions": {one.name: {"iamRoleStatements": _statements(one)} for one in functions}}
            if _PLUGIN not in notes:
                notes.append(_PLUGIN)
        sections.append(f"# {path}\n" + yaml_text(value, tags=True))
    return Rendered("---\n".join(sections), tuple(notes))


def _statements(function: FunctionPolicy) -> list[Any]:
    statements: list[Any] = serverless_document(function)["Statement"]
    return statements
