"""Policy documents as values that the formats nest."""

from collections.abc import Iterable
from typing import Any

from analyzer.core import Text
from analyzer.iam import Statement
from analyzer.policies.document import rendered
from analyzer.policies.formats.model import FunctionPolicy
from analyzer.policies.formats.references import as_parameters, camel, foreign
from analyzer.templates.expressions import express, reworded


def own_document(function: FunctionPolicy) -> dict[str, Any]:
    """The document with the references of the function's own template."""
    dialect = function.template.dialect
    return rendered(function.statements, lambda text: express(text, dialect, function.words))


def cloudformation_document(function: FunctionPolicy, statements: tuple[Statement, ...]) -> dict[str, Any]:
    """The document in CloudFormation's words, whatever the template's dialect is."""
    return rendered(statements, lambda text: cloudformation_value(function, text))


def serverless_document(function: FunctionPolicy) -> dict[str, Any]:
    """The document in the words of serverless.yml: CloudFormation's, and its own variables where they come from one."""
    own = function.template.dialect == "serverless"
    return own_document(function) if own else cloudformation_document(function, function.statements)


def cloudformation_value(function: FunctionPolicy, text: Text) -> Any:
    """One text as CloudFormation's expression."""
    words = function.words if function.template.dialect != "terraform" else ()
    return express(as_parameters(reworded(text, words), function.template))


def parameters(functions: Iterable[FunctionPolicy]) -> tuple[str, ...]:
    """One line for each parameter that stands for a reference of the functions' own dialect."""
    found: dict[str, str] = {}
    for function in functions:
        for statement in function.statements:
            for part in (part for text in statement.resources for part in text.parts):
                if foreign(part, function.template):
                    found[camel(part)] = f"the parameter {camel(part)} stands for {Text((part,))}"
    return tuple(found[name] for name in sorted(found))
