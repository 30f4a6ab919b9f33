from analyzer.core import Gap, Span
from analyzer.diffs.doubt import Doubt
from analyzer.rulebook import Rulebook

RULEBOOK = Rulebook()


def made(services: tuple[str, ...] | None, line: int = 1, kind: str = "dynamic-operation") -> Gap:
    return Gap(kind, Span("app.py", line), "why", services)  # type: ignore[arg-type]


def test_a_gap_that_names_no_service_explains_any_action():
    total = made(None)
    assert Doubt([total], RULEBOOK).about("s3:GetObject") == (total,)


def test_a_gap_of_a_service_explains_the_actions_under_its_iam_prefix():
    states = made(("stepfunctions",))
    doubt = Doubt([states], RULEBOOK)
    assert doubt.about("states:StartExecution") == (states,)
    assert doubt.about("STATES:startexecution") == (states,)
    assert doubt.about("s3:GetObject") == ()


def test_a_gap_with_no_services_explains_nothing():
    assert Doubt([made(())], RULEBOOK).about("s3:GetObject") == ()


def test_what_is_not_known_of_the_role_explains_no_action_of_the_code():
    assert Doubt([made(None, kind="unknown-role")], RULEBOOK).about("s3:GetObject") == ()


def test_gaps_come_in_the_order_of_the_file_whatever_order_they_are_given_in():
    early, late = made(("s3",), 3), made(None, 9)
    assert Doubt([late, early, late], RULEBOOK).about("s3:GetObject") == (early, late)
    assert Doubt([late, early], RULEBOOK).about_any(["sqs:SendMessage", "s3:GetObject"]) == (early, late)
