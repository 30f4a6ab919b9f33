"""A policy as the JSON value that IAM takes."""

from collections.abc import Callable, Sequence
from typing import Any

from analyzer.core import Text
from analyzer.iam import Statement
from analyzer.policies.model import MinimalPolicy

VERSION = "2012-10-17"
Express = Callable[[Text], Any]


def document(policy: MinimalPolicy, express: Express) -> dict[str, Any]:
    """The policy document, ``express`` giving the dialect's expression of an ARN; lists stay lists."""
    return rendered([explained.statement for explained in policy.statements], express)


def rendered(statements: Sequence[Statement], express: Express) -> dict[str, Any]:
    """The document of these statements."""
    return {"Version": VERSION, "Statement": [_statement(statement, express) for statement in statements]}


def _statement(statement: Statement, express: Express) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if statement.sid:
        out["Sid"] = statement.sid
    out["Effect"] = statement.effect
    out["Action"] = list(statement.actions)
    out["Resource"] = [express(text) for text in statement.resources]
    conditions: dict[str, dict[str, Any]] = {}
    for condition in statement.conditions:
        conditions.setdefault(condition.operator, {})[condition.key] = [express(text) for text in condition.values]
    if conditions:
        out["Condition"] = conditions
    return out
