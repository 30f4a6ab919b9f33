"""Action patterns and ARNs as policies write them."""

import pytest

from analyzer.core import Ref, Text, lit
from analyzer.iam import Action, Arn, action_covers, action_matches, expand


@pytest.mark.parametrize(
    ("pattern", "action", "expected"),
    [
        ("*", "s3:GetObject", True),
        ("*:*", "s3:GetObject", True),
        ("s3:*", "s3:GetObject", True),
        ("S3:getobject", "s3:GetObject", True),
        ("s3:Get*", "s3:PutObject", False),
        ("s3:*Object", "s3:GetObject", True),
        ("s3:*Object", "s3:GetObjectAcl", False),
        ("s3:?etObject", "s3:GetObject", True),
        ("s3:GetObject?", "s3:GetObject", False),
        ("s3", "s3:GetObject", False),
        ("", "s3:GetObject", False),
        ("s3-object-lambda:*", "s3:GetObject", False),
    ],
)
def test_action_matches(pattern, action, expected):
    assert action_matches(pattern, action) is expected


def test_a_pattern_that_would_make_a_regex_backtrack_is_matched_at_once():
    assert not action_matches("*a" * 400 + "b", "a" * 4000)


def test_action_covers():
    assert action_covers("s3:Get*", "S3:GetObject*")
    assert not action_covers("s3:GetObject*", "s3:Get*")


def test_action_parts():
    assert Action.parse("dynamodb:Query") == Action("dynamodb", "Query")
    assert Action.parse("*") == Action("*", "*")
    assert Action.parse("s3:Get*").is_pattern
    assert not Action.parse("s3:GetObject").is_pattern
    assert str(Action("s3", "Get*")) == "s3:Get*"


def test_expand_gives_the_single_actions():
    names = {"s3": ("PutObject", "GetObjectAcl", "GetObject")}
    assert expand("S3:get*", lambda service: names.get(service, ())) == ("s3:GetObject", "s3:GetObjectAcl")
    assert expand("nope:*", lambda service: names.get(service, ())) == ()
    assert expand("*", lambda service: names.get(service, ())) == ()


def test_arn_segments():
    text = Text.of("arn:aws:logs:", Ref("AWS::Region"), ":", Ref("AWS::AccountId"), ":log-group:/aws/", Ref("F"), ":*")
    arn = Arn.parse(text)
    assert arn is not None
    assert arn.service == lit("logs")
    assert arn.region == Text.of(Ref("AWS::Region"))
    assert arn.resource == Text.of("log-group:/aws/", Ref("F"), ":*")
    assert arn.text == text


def test_odd_arns():
    short = Arn.parse(lit("arn:aws:s3:*"))
    assert short is not None
    assert (short.region, short.account, short.resource) == (lit("*"), lit("*"), lit("*"))
    assert Arn.parse(lit("*")) is None
    assert Arn.parse(lit("")) is None
    assert Arn.parse(Text.of(Ref("Table", "Arn"), "/index/x")) is None
    empty = Arn.parse(lit("arn:aws:s3:::"))
    assert empty is not None
    assert empty.resource == lit("")
