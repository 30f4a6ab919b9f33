"""Every operation of the SDK is decided, and the page that counts the decisions is up to date."""

from collections import Counter

import pytest

from analyzer.rulebook import Rulebook
from tools.decisions import PAGE, Row, page, table
from tools.decisions.page import places, used
from tools.decisions.places import NOT_FOUND
from tools.decisions.table import DECISIONS


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    return table(Rulebook())


def test_the_page_is_up_to_date(rows: tuple[Row, ...]) -> None:
    assert PAGE.read_text("utf-8") == page(rows), "run python -m tools.decisions"


def test_every_operation_has_a_decision(rows: tuple[Row, ...]) -> None:
    book = Rulebook()
    decided = {(row.service, row.operation) for row in rows if row.decision.partition(":")[0] in DECISIONS}
    every = {
        (service, operation.name)
        for service in book.service_names()
        if (index := book.service(service))
        for operation in index.operations
    }
    assert decided == every


def test_hardly_any_arn_is_not_found(rows: tuple[Row, ...]) -> None:
    counted = Counter(places(rows).values())
    assert counted[NOT_FOUND] < 0.02 * counted.total()


def test_none_is_missing_in_what_lambda_code_uses_most(rows: tuple[Row, ...]) -> None:
    assert len(used()) == 60
    assert [(row.service, row.operation) for row in rows if row.place == NOT_FOUND and row.service in used()] == []


def test_a_row_says_why_there_is_no_action(rows: tuple[Row, ...]) -> None:
    known = {(row.service, row.operation): row.decision for row in rows}
    assert known["sts", "GetCallerIdentity"] == "no permission needed: a row says that it asks for none"
    assert known["sso", "GetRoleCredentials"] == "no permission needed: its calls carry no signature"
    assert known["cloudhsm", "GetConfig"] == "unknown to IAM's table: IAM's reference has no action of its name"
    assert known["sqs", "ReceiveMessage"] == "action of the same name"
