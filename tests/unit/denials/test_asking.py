"""Which function asked."""

from pathlib import Path

import pytest

from analyzer.denials import Denial, askers
from analyzer.pipeline import Options, scan

CORPUS = Path(__file__).parents[3] / "corpus"


def ids(case, **said):
    functions = scan((str(CORPUS / case),), Options(cache=False)).functions
    return [one.entry.declaration.id for one in askers(Denial(**said), functions)]


@pytest.mark.parametrize(
    ("case", "session", "expected"),
    [
        ("apps/orders", "orders-FulfilOrder-AbCdEfGhIjKl", ["FulfilOrder"]),
        ("apps/orders", "a-stack-with-a-very-long-name-of-its-own-abc-FulfilOr-AbCdEfGhIjKl", ["FulfilOrder"]),
        ("apps/orders", "FulfilOrder-AbCdEfGhIjKl", []),
        ("apps/orders", "somebody", []),
        ("templates/serverless-shared-role", "orders-prod-write", ["write"]),
        ("templates/serverless-shared-role", "orders-prod-write-more", []),
        ("templates/terraform-modules", "save", ["module.api.aws_lambda_function.save"]),
    ],
)
def test_by_the_name_of_the_session(case, session, expected):
    assert ids(case, session=session, role="unknown") == expected


def test_by_the_role_where_the_session_tells_nothing():
    role = "orders-FulfilOrderRole-1A2B3C4D5E6F"
    assert ids("apps/orders", session="botocore-session-1", role=role) == ["FulfilOrder"]


def test_a_message_without_a_principal_may_be_of_any():
    assert len(ids("apps/orders")) == 4
