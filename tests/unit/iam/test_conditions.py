"""Condition operators against known, absent and unknown keys."""

import pytest

from analyzer.core import Hole, Ref, Text, lit
from analyzer.iam import Condition, Context, holds


def context(closed=True, **keys):
    listed = {name: (value,) if isinstance(value, (str, Text)) else tuple(value) for name, value in keys.items()}
    texts = {
        name.replace("_", ":"): tuple(lit(v) if isinstance(v, str) else v for v in values)
        for name, values in listed.items()
    }
    return Context(tuple(texts.items()), closed=closed)


def ask(operator, value, **keys):
    values = (value,) if isinstance(value, (str, Text)) else value
    return holds(
        Condition(operator, "k:x", tuple(lit(v) if isinstance(v, str) else v for v in values)), context(**keys)
    )


@pytest.mark.parametrize(
    ("operator", "policy", "request_value", "expected"),
    [
        ("StringEquals", "a", "a", "yes"),
        ("StringEquals", "a*", "ab", "no"),
        ("StringEquals", ["b", "a"], "a", "yes"),
        ("StringNotEquals", ["b", "a"], "a", "no"),
        ("StringNotEquals", ["b", "c"], "a", "yes"),
        ("StringEqualsIgnoreCase", "ABC", "abc", "yes"),
        ("StringNotEqualsIgnoreCase", "ABC", "abc", "no"),
        ("StringLike", "a*c?", "abbcd", "yes"),
        ("StringLike", "a${*}c", "abc", "no"),
        ("StringLike", "a${*}c", "a*c", "yes"),
        ("StringNotLike", "a*", "b", "yes"),
        ("stringlike", "*", "x", "yes"),
        ("NumericEquals", "10", "10.0", "yes"),
        ("NumericLessThan", "10", "9", "yes"),
        ("NumericLessThanEquals", "10", "11", "no"),
        ("NumericGreaterThan", "10", "11", "yes"),
        ("NumericGreaterThanEquals", "10", "10", "yes"),
        ("NumericNotEquals", "10", "11", "yes"),
        ("NumericEquals", "ten", "10", "no"),
        ("NumericNotEquals", "ten", "10", "no"),
        ("DateGreaterThan", "2024-01-01T00:00:00Z", "2024-06-01", "yes"),
        ("DateLessThan", "2024-01-01T00:00:00Z", "1704067199", "yes"),
        ("DateEquals", "2024-01", "2024-01-01T00:00:00Z", "yes"),
        ("DateNotEquals", "2024-01", "2024-01-01T00:00:00Z", "no"),
        ("DateLessThanEquals", "yesterday", "2024-01-01", "no"),
        ("DateGreaterThanEquals", "2024-01-01T00:00:00+01:00", "2024-01-01T00:00:00Z", "yes"),
        ("Bool", "true", "True", "yes"),
        ("Bool", "false", "true", "no"),
        ("BinaryEquals", "QmluYXJ5", "QmluYXJ5", "yes"),
        ("IpAddress", "203.0.113.0/24", "203.0.113.9", "yes"),
        ("IpAddress", "203.0.113.7", "203.0.113.9", "no"),
        ("NotIpAddress", "203.0.113.0/24", "10.0.0.1", "yes"),
        ("IpAddress", "2001:db8::/32", "2001:db8::1", "yes"),
        ("IpAddress", "203.0.113.0/24", "2001:db8::1", "no"),
        ("ArnEquals", "arn:aws:sns:*:1:t", "arn:aws:sns:eu-west-1:1:t", "yes"),
        ("ArnLike", "arn:aws:sns:*:t", "arn:aws:sns:eu-west-1:1:t", "no"),
        ("ArnNotLike", "arn:aws:sns:*:1:t", "arn:aws:sns:eu-west-1:2:t", "yes"),
        ("Null", "true", "x", "no"),
        ("Null", "false", "x", "yes"),
        ("StringEqualsIfExists", "a", "b", "no"),
        ("NoSuchOperator", "a", "b", "maybe"),
    ],
)
def test_single_values(operator, policy, request_value, expected):
    assert ask(operator, policy, k_x=request_value) == expected


@pytest.mark.parametrize(
    ("operator", "absent", "unknown"),
    [
        ("StringEquals", "no", "maybe"),
        ("StringNotEquals", "yes", "maybe"),
        ("StringEqualsIfExists", "yes", "maybe"),
        ("NumericLessThanIfExists", "yes", "maybe"),
        ("ForAllValues:StringEquals", "yes", "maybe"),
        ("ForAnyValue:StringEquals", "no", "maybe"),
        ("ForAnyValue:StringNotEqualsIfExists", "no", "maybe"),
        ("ForAllValues:StringEqualsIfExists", "yes", "maybe"),
    ],
)
def test_keys_that_are_absent_or_unknown(operator, absent, unknown):
    assert ask(operator, "a") == absent
    assert ask(operator, "a", closed=False) == unknown


def test_null_of_an_absent_key():
    assert ask("Null", "true") == "yes"
    assert ask("Null", "false") == "no"
    assert ask("Null", "true", closed=False) == "maybe"


@pytest.mark.parametrize(
    ("operator", "request_values", "expected"),
    [
        ("ForAllValues:StringEquals", ["a", "b"], "yes"),
        ("ForAllValues:StringEquals", ["a", "c"], "no"),
        ("ForAnyValue:StringEquals", ["a", "c"], "yes"),
        ("ForAnyValue:StringEquals", ["c", "d"], "no"),
        ("ForAllValues:StringNotEquals", ["c", "d"], "yes"),
        ("ForAllValues:StringNotEquals", ["a", "d"], "no"),
        ("ForAnyValue:StringNotEquals", ["a", "d"], "yes"),
        ("ForAnyValue:StringNotEquals", ["a", "b"], "no"),
        ("ForAnyValue:StringLike", ["zz", "a"], "yes"),
        ("StringEquals", ["a", "b"], "no"),
    ],
)
def test_multivalued_keys(operator, request_values, expected):
    assert ask(operator, ["a", "b"], k_x=request_values) == expected


def test_values_known_in_part():
    assert ask("StringEquals", "table-x", k_x=Text.of("table-", Hole())) == "maybe"
    assert ask("StringEquals", "bucket-x", k_x=Text.of("table-", Hole())) == "no"
    assert ask("StringLike", "table-*", k_x=Text.of("table-", Hole())) == "yes"
    assert ask("StringEquals", Text.of(Ref("T")), k_x=Text.of(Ref("T"))) == "yes"
    assert ask("NumericLessThan", "3", k_x=Text.of(Hole())) == "maybe"


def test_policy_variables():
    assert ask("StringEquals", "${aws:username}", k_x="ann", aws_username="ann") == "yes"
    assert ask("StringLike", "home/${AWS:UserName}/*", k_x="home/ann/x", aws_username="ann") == "yes"
    assert ask("StringLike", "${aws:username}", k_x="ann", aws_username="*") == "no"
    assert ask("StringEquals", "${aws:username}", k_x="ann") == "no"
    assert ask("StringNotEquals", "${aws:username}", k_x="ann") == "no"
    assert ask("StringEquals", "${aws:username}", k_x="ann", closed=False) == "maybe"
    assert ask("StringEquals", "${aws:username, 'ann'}", k_x="ann") == "yes"
    assert ask("StringEquals", "${*}", k_x="*") == "yes"
