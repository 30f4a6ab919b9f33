"""``--format terraform``: a policy document and the policy that puts it on the function's role.

https://developer.hashicorp.com/terraform/tutorials/aws/aws-iam-policy
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from analyzer.core import Ref, Text
from analyzer.iam import Statement
from analyzer.policies.formats.model import Batch, FunctionPolicy, Rendered, limits
from analyzer.policies.formats.references import as_string, as_terraform, as_variables, native

_WHOLE = re.compile(r"\$\{([^{}]+)\}")
_DATA = ("aws_region", "aws_caller_identity", "aws_partition")


def render(batch: Batch) -> Rendered:
    """HCL for each function: ``data`` documents, ``aws_iam_role_policy`` or managed policies with attachments."""
    labels = _labels(batch.functions)
    blocks = [block for function in batch.functions for block in _blocks(function, labels[function.id])]
    text = "\n".join(blocks)
    data = [f'data "{name}" "current" {{}}\n' for name in _DATA if f"data.{name}.current." in text]
    notes = list(limits(batch.functions))
    if any(not native(function.template, terraform=True) for function in batch.functions):
        notes.append("variables stand for the references of the CloudFormation template")
    if any(_role(function) is None for function in batch.functions):
        notes.append("put the function's role in the place of var.<function>_role")
    return Rendered("\n".join([*data, text]), tuple(notes))


def _labels(functions: Sequence[FunctionPolicy]) -> dict[str, str]:
    """A label for each function by its id: its last name, all its names where several share that one."""
    short = Counter(_snake(function.name) for function in functions)
    return {
        one.id: _snake(one.full_name if short[_snake(one.name)] > 1 or one.name == "this" else one.name)
        for one in functions
    }


def _snake(name: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()).strip("_")


def _blocks(function: FunctionPolicy, name: str) -> Iterator[str]:
    fitting = function.fitting
    for number, part in enumerate(fitting.parts, start=1):
        label = name if len(fitting.parts) == 1 else f"{name}_{number}"
        yield _document(function, label, part)
        role = _role(function) or f"var.{name}_role"
        yield _inline(role, label) if fitting.kind == "inline" else _managed(role, label)


def _role(function: FunctionPolicy) -> str | None:
    """The address of the function's role where the configuration declares it."""
    declared = [one.role for one in function.template.functions if one.id == function.id]
    kinds = {role.id: role.kind for role in function.template.roles}
    known = native(function.template, terraform=True) and declared and kinds.get(declared[0]) == "template"
    return as_terraform(Text((Ref(declared[0], "name"),)), function.words)[2:-1] if known else None


def _document(function: FunctionPolicy, label: str, statements: tuple[Statement, ...]) -> str:
    body = "\n".join(_statement(function, statement) for statement in statements)
    return f'data "aws_iam_policy_document" "{label}" {{\n{body}}}\n'


def _statement(function: FunctionPolicy, statement: Statement) -> str:
    lines = ["  statement {"]
    if statement.sid:
        lines.append(f'    sid       = "{statement.sid}"')
    lines.append(f'    effect    = "{statement.effect}"')
    lines.append(f"    actions   = {_listed(map(json.dumps, statement.actions))}")
    lines.append(f"    resources = {_listed(_value(function, text) for text in statement.resources)}")
    for condition in statement.conditions:
        lines += [
            "    condition {",
            f"      test     = {json.dumps(condition.operator)}",
            f"      variable = {json.dumps(condition.key)}",
            f"      values   = {_listed((_value(function, text) for text in condition.values), indent=6)}",
            "    }",
        ]
    return "\n".join([*lines, "  }", ""])


def _value(function: FunctionPolicy, text: Text) -> str:
    """A quoted template, or the bare expression where it is nothing else."""
    write = partial(as_terraform, words=function.words) if native(function.template, terraform=True) else as_variables
    alone = _WHOLE.fullmatch(write(text))
    return alone[1] if alone else as_string(text, write)


def _listed(values: Iterable[str], indent: int = 4) -> str:
    items = list(values)
    if len(items) == 1:
        return f"[{items[0]}]"
    inside = "".join(f"{' ' * (indent + 2)}{item},\n" for item in items)
    return f"[\n{inside}{' ' * indent}]"


def _inline(role: str, label: str) -> str:
    return (
        f'resource "aws_iam_role_policy" "{label}" {{\n'
        f'  name   = "{label}"\n'
        f"  role   = {role}\n"
        f"  policy = data.aws_iam_policy_document.{label}.json\n}}\n"
    )


def _managed(role: str, label: str) -> str:
    return (
        f'resource "aws_iam_policy" "{label}" {{\n'
        f'  name   = "{label}"\n'
        f"  policy = data.aws_iam_policy_document.{label}.json\n}}\n\n"
        f'resource "aws_iam_role_policy_attachment" "{label}" {{\n'
        f"  role       = {role}\n"
        f"  policy_arn = aws_iam_policy.{label}.arn\n}}\n"
    )
