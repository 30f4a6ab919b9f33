import pytest

from analyzer.core import Text, lit, ref
from analyzer.findings.words import counted, everywhere, listed, named, on, plural
from analyzer.rulebook import Rulebook

PSEUDO = ("arn:", ref("AWS::Partition"), ":dynamodb:", ref("AWS::Region"), ":", ref("AWS::AccountId"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (lit("*"), "every resource"),
        (ref("Orders", "Arn"), "Orders"),
        (Text.of(ref("Orders", "Arn"), "/index/*"), "Orders/index/*"),
        (Text.of(*PSEUDO, ":table/", ref("Orders")), "table/${Orders}"),
        (lit("arn:aws:s3:::reports/*"), "reports/*"),
        (lit("arn:aws:logs:eu-west-1:1:log-group:/aws/x:*"), "log-group:/aws/x:*"),
        (lit("arn:aws:s3"), "arn:aws:s3"),
        (Text.of("arn:aws:s3:::", ref("Bucket"), "/*"), "${Bucket}/*"),
        (Text.of("arn:aws:fsx:", ref("AWS::Region"), ":1:*"), "every fsx resource"),
        (
            ref("data.aws_cloudformation_stack.base", 'outputs["Queue"]'),
            'data.aws_cloudformation_stack.base.outputs["Queue"]',
        ),
        (ref("Child", "Outputs.QueueArn"), "Child.Outputs.QueueArn"),
        (Text(()), "an empty resource"),
    ],
)
def test_resources_are_called_what_their_owner_calls_them(text: Text, expected: str):
    assert named(text) == expected


def test_lists_are_short():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "a"]) == "a and b"
    assert listed("abcde") == "a, b, c, d and e"
    assert listed("abcdefgh") == "a, b, c, d and 4 more"


def test_no_place_is_named_where_everything_is_granted():
    assert on([lit("arn:aws:s3:::a"), lit("*")]) == ""
    assert on([lit("arn:aws:s3:::a")]) == " on a"


def test_counts_are_by_access_level():
    assert counted(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], Rulebook()) == "3 actions (1 Read, 2 Write)"
    assert plural(1, "action") == "1 action"
    assert plural(22_000, "action") == "22,000 actions"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arn:aws:dynamodb:*:*:table/Orders", "table/Orders in every region and account"),
        ("arn:aws:dynamodb:eu-west-1:*:table/*", "table/* in every account"),
        ("arn:aws:dynamodb:eu-west-1:1:table/*", "table/*"),
        ("arn:aws:s3:::files/*", "files/*"),
        ("*", "every resource"),
    ],
)
def test_open_regions_and_accounts_are_named(text: str, expected: str):
    assert everywhere(lit(text)) == expected
