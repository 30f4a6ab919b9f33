"""Policy documents as values that the formats nest."""

from typing import Any

from analyzer.core import Text
from analyzer.iam import Statement
from analyzer.policies.document import rendered
from analyzer.policies.formats.model import FunctionPolicy
from analyzer.policies.formats.references import as_parameters, as_terraform, native
from analyzer.templates.expressions import express


def own_document(function: FunctionPolicy) -> dict[str, Any]:
    """The document with the references of the function's own template."""
    native_express = as_terraform if function.template.dialect == "terraform" else express
    return rendered(function.statements, native_express)


def cloudformation_document(function: FunctionPolicy, statements: tuple[Statement, ...]) -> dict[str, Any]:
    """The document in CloudFormation's words, whatever the template's dialect is."""
    return rendered(statements, lambda text: cloudformation_value(function, text))


def cloudformation_value(function: FunctionPolicy, text: Text) -> Any:
    """One text as CloudFormation's expression."""
    return express(text if native(function.template, terraform=False) else as_parameters(text))
