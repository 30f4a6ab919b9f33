"""Policy documents as values that the formats nest."""

from typing import Any

from analyzer.core import Text
from analyzer.iam import Statement
from analyzer.policies.document import rendered
from analyzer.policies.formats.model import FunctionPolicy
from analyzer.policies.formats.references import as_parameters, native
from analyzer.templates.expressions import express


def own_document(function: FunctionPolicy) -> dict[str, Any]:
    """The document with the references of the function's own template."""
    dialect = function.template.dialect
    return rendered(function.statements, lambda text: express(text, dialect, function.words))


def cloudformation_document(function: FunctionPolicy, statements: tuple[Statement, ...]) -> dict[str, Any]:
    """The document in CloudFormation's words, whatever the template's dialect is."""
    return rendered(statements, lambda text: cloudformation_value(function, text))


def cloudformation_value(function: FunctionPolicy, text: Text) -> Any:
    """One text as CloudFormation's expression."""
    return express(text if native(function.template, terraform=False) else as_parameters(text))
