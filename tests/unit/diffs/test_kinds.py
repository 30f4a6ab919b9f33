"""Which granted resources an action can act on, by IAM's own table."""

import pytest

from analyzer.core import Text, lit, ref
from analyzer.diffs.kinds import kind_patterns, relevant
from analyzer.rulebook import Rulebook

RULEBOOK = Rulebook()
TABLE = Text.of("arn:aws:dynamodb:", ref("AWS::Region"), ":", ref("AWS::AccountId"), ":table/", ref("Orders"))


@pytest.mark.parametrize(
    ("action", "text", "expected"),
    [
        ("s3:PutObject", lit("arn:aws:s3:::b"), False),
        ("s3:PutObject", lit("arn:aws:s3:::b/*"), True),
        ("s3:ListBucket", lit("arn:aws:s3:::b"), True),
        ("s3:ListBucket", lit("arn:aws:s3:::b/*"), False),
        ("s3:ListBucket", lit("*"), True),
        ("dynamodb:GetItem", TABLE, True),
        ("dynamodb:GetItem", Text.of(TABLE, "/index/*"), False),
        ("dynamodb:Query", Text.of(TABLE, "/index/*"), True),
        ("dynamodb:GetItem", Text.of(ref("TableArn"), "/index/*"), False),
        ("dynamodb:Query", Text.of(ref("TableArn"), "/index/*"), True),
        ("dynamodb:GetItem", ref("TableArn"), True),
        ("s3:GetObject", Text.of(ref("BucketArn"), "/*"), True),
        ("dynamodb:GetItem", lit("arn:aws:sqs:eu-west-1:1:q"), False),
    ],
)
def test_a_resource_counts_for_the_actions_of_its_own_type(action: str, text: Text, expected: bool):
    assert relevant(RULEBOOK, action, text) is expected


def test_an_action_without_resource_level_has_no_patterns():
    assert kind_patterns(RULEBOOK, "s3:ListAllMyBuckets") == ()
    assert kind_patterns(RULEBOOK, "s3:GETOBJECT")
    assert kind_patterns(RULEBOOK, "nosuch:Action") == ()
