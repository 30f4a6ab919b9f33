"""Arguments by path, and tests of them that may have no answer."""

import pytest
from bench import UNKNOWN, argument

from analyzer.accesses.model import Items, Known, Members
from analyzer.core import lit, ref
from analyzer.needs.arguments import elements, find, first
from analyzer.needs.conditions import describe, holds
from analyzer.rulebook.rules_model import When

OPEN = Members((("Known", argument("x")),), open=True)


def texts(value: object, path: str) -> list[str]:
    return [str(text) for text in find(argument(value), path).texts]


def test_members_elements_values_and_keys() -> None:
    value = {"A": {"B": "x"}, "L": [{"N": "1"}, {"N": "2"}], "M": {"k": {"v": "3"}, "l": {"v": "4"}}}
    assert texts(value, "A.B") == ["x"]
    assert texts(value, "L[].N") == ["1", "2"]
    assert texts(value, "L.N") == ["1", "2"]
    assert texts(value, "M.*.v") == ["3", "4"]
    assert texts(value, "M.@keys") == ["k", "l"]


def test_keys_that_are_no_literals_stand_beside_the_others() -> None:
    value = {"M": {"k": {}, "@keys": ref("Table")}}
    assert texts(value, "M.@keys") == ["k", "${Table}"]
    assert texts(value, "M.*.v") == []


def test_a_literal_path_is_itself() -> None:
    assert texts({}, "=primary") == ["primary"]


@pytest.mark.parametrize(
    "value, path, expected",
    [
        ({"A": "x"}, "A", "yes"),
        ({"A": None}, "A", "yes"),
        ({"A": None}, "A.B", "maybe"),
        ({"A": "x"}, "B", "no"),
        ({"A": []}, "A[].B", "no"),
        ({"A": [{}, {"B": "x"}]}, "A[].B", "yes"),
        ({"A": Items((), open=True)}, "A[].B", "maybe"),
        (OPEN, "Known", "yes"),
        (OPEN, "Other", "maybe"),
    ],
)
def test_whether_something_is_given(value: object, path: str, expected: str) -> None:
    assert find(argument(value), path).given == expected


def test_the_first_path_that_is_given_counts() -> None:
    value = argument({"B": "x", "C": "y"})
    assert first(value, ("A", "B", "C")).texts == (lit("x"),)
    assert first(OPEN, ("Other", "=z")).texts == (lit("z"),)
    assert first(OPEN, ("Other", "=z")).open
    assert first(value, ()).given == "no"


def test_the_elements_of_a_list() -> None:
    found, given = elements(argument({"L": [{"N": "1"}, {"N": "2"}]}), "L")
    assert ([find(one, "N").texts[0].literal for one in found], given) == (["1", "2"], "yes")
    assert elements(argument({"L": None}), "L") == ((), "maybe")
    assert elements(argument({}), "L") == ((), "no")


def answer(test: When, value: object) -> str:
    return holds((test,), argument(value), lambda text: "sqs:queue" if "queue" in str(text) else "")[0]


@pytest.mark.parametrize(
    "test, value, expected",
    [
        (When("A", "present"), {"A": "x"}, "yes"),
        (When("A", "present"), {}, "no"),
        (When("A", "present"), OPEN, "maybe"),
        (When("A", "absent"), {"A": "x"}, "no"),
        (When("A", "absent"), {}, "yes"),
        (When("A", "absent"), OPEN, "yes"),
        (When("A", "equals", ("x", "y")), {"A": "y"}, "yes"),
        (When("A", "equals", ("x",)), {"A": "y"}, "no"),
        (When("A", "equals", ("x",)), {"A": Known((lit("y"), lit("x")))}, "yes"),
        (When("A", "equals", ("x",)), {"A": ref("Parameter")}, "maybe"),
        (When("A", "equals", ("x",)), {"A": ref("queue")}, "no"),
        (When("A", "equals", ("x",)), {"A": None}, "maybe"),
        (When("A", "equals", ("x",)), {}, "no"),
        (When("A", "differs", ("x",)), {"A": "x"}, "no"),
        (When("A", "differs", ("x",)), {"A": "y"}, "yes"),
        (When("A", "differs", ("x",)), {}, "yes"),
        (When("A", "differs", ("x",)), {"A": None}, "yes"),
        (When("A", "kind", ("sqs:queue",)), {"A": "a queue"}, "yes"),
        (When("A", "kind", ("sns:topic",)), {"A": "a queue"}, "no"),
        (When("A", "kind", ("sns:topic",)), {"A": "who knows"}, "maybe"),
    ],
)
def test_a_condition_is_kept_open_where_the_argument_is(test: When, value: object, expected: str) -> None:
    assert answer(test, value) == expected


def test_all_conditions_must_hold_and_a_doubt_is_told() -> None:
    tests = (When("A", "present"), When("B", "equals", ("x",)))
    given, doubt = holds(tests, argument({"A": "1", "B": UNKNOWN}), lambda _: "")
    assert given == "maybe"
    assert doubt is not None
    assert describe(doubt) == "B may be x"
    assert holds(tests, argument({"B": UNKNOWN}), lambda _: "") == ("no", None)
