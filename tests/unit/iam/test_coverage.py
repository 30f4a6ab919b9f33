"""What a granted ARN pattern reaches when templates write references and code leaves parts unknown."""

import pytest

from analyzer.core import Env, Event, Hole, Ref, Text, lit
from analyzer.iam import covers, covers_any, overlaps, strictly_smaller

PARTITION, REGION, ACCOUNT = Ref("AWS::Partition"), Ref("AWS::Region"), Ref("AWS::AccountId")


def arn(service, *resource, region=REGION, account=ACCOUNT, partition=PARTITION):
    return Text.of("arn:", partition, f":{service}:", region, ":", account, ":", *resource)


def s3(*resource, partition=PARTITION):
    return arn("s3", *resource, region="", account="", partition=partition)


QUEUE = arn("sqs", "jobs")
OBJECTS = Text.of(Ref("Bucket", "Arn"), "/*")


@pytest.mark.parametrize(
    ("granted", "needed", "expected"),
    [
        # wildcards absorb references, colons and slashes
        (lit("*"), QUEUE, "yes"),
        (lit("arn:aws:sqs:*:*:jobs"), QUEUE, "yes"),
        (lit("arn:*:sqs:*"), QUEUE, "yes"),
        (lit("arn:aws:sqs:*:jobs"), QUEUE, "yes"),
        (s3("b/*"), s3("b/2024/01.csv"), "yes"),
        (s3("b/*"), s3("b"), "no"),
        # the partition written out is the pseudo parameter
        (arn("sqs", "jobs", partition="aws"), QUEUE, "yes"),
        (QUEUE, arn("sqs", "jobs", partition="aws"), "yes"),
        (arn("sqs", "jobs", partition="aws-cn"), QUEUE, "maybe"),
        # region and account: themselves, or what the deployment makes them
        (QUEUE, QUEUE, "yes"),
        (arn("sqs", "jobs", region="eu-west-1"), QUEUE, "maybe"),
        (arn("sqs", "jobs", account="123456789012"), QUEUE, "maybe"),
        (arn("sqs", "jobs", account="root"), QUEUE, "no"),
        (arn("sqs", "jobs", region=ACCOUNT, account=REGION), QUEUE, "no"),
        (arn("sqs", "jobs", account=Ref("OtherAccount")), QUEUE, "maybe"),
        # another service, another fixed beginning or end
        (arn("sns", "jobs"), QUEUE, "no"),
        (s3("logs-", Ref("Stage"), "/*"), s3("data-1/x"), "no"),
        (s3("data-", Ref("Stage"), "/*"), s3("data-1/x"), "maybe"),
        (s3("data-", Ref("Stage"), "/*"), s3("data-", Ref("Stage"), "/in/", Event(("key",))), "yes"),
        (arn("dynamodb", "table/", Ref("Stage"), "-orders"), arn("dynamodb", "table/eu-users"), "no"),
        # one reference is itself, two that fill a component each are two things
        (OBJECTS, Text.of(Ref("Bucket", "Arn"), "/in/a.csv"), "yes"),
        (OBJECTS, Text.of(Ref("Bucket", "Arn")), "no"),
        (OBJECTS, Text.of(Ref("Other", "Arn"), "/in/a.csv"), "no"),
        (Text.of(Ref("Bucket", "Arn"), "*"), Text.of(Ref("Other", "Arn"), "/a"), "no"),
        (arn("dynamodb", "table/", Ref("A")), arn("dynamodb", "table/", Ref("B")), "no"),
        (arn("dynamodb", "table/", Ref("Prefix"), "*"), arn("dynamodb", "table/", Ref("B")), "maybe"),
        (arn("dynamodb", "table/", Ref("Stage"), "-orders"), arn("dynamodb", "table/", Ref("Orders")), "maybe"),
        (Text.of(Ref("TableArn")), Text.of(Ref("Orders", "Arn")), "maybe"),
        (Text.of(Ref("TableArn")), arn("dynamodb", "table/", Ref("TableName")), "maybe"),
        (Text.of(Ref("Orders", "Arn")), arn("dynamodb", "table/x"), "maybe"),
        # a question mark is one character, a reference is not known to be one
        (s3("b-?"), s3("b-", Ref("X")), "maybe"),
        (s3("b-?"), s3("b-xy"), "no"),
        # what the code does not tell may be anything
        (s3("b/*"), s3(Hole(), "/*"), "no"),
        (s3("b/*"), s3("b/", Hole()), "yes"),
        (s3(Ref("B"), "/*"), s3(Env("BUCKET"), "/x"), "no"),
        (lit("*"), Text.of(Hole()), "yes"),
        # what the template does not tell proves nothing
        (s3(Hole(), "/*"), s3("b/x"), "maybe"),
        (s3(Hole(), "/*"), arn("sqs", "b/x"), "no"),
        (Text.of(Hole()), QUEUE, "maybe"),
        (s3("${aws:username}/*"), s3("b/x"), "maybe"),
        (s3("b/${*}"), s3("b/x"), "no"),
        # an action without resource level asks for everything
        (QUEUE, lit("*"), "no"),
    ],
)
def test_covers(granted, needed, expected):
    assert covers(granted, needed) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (s3("b/*"), s3(Hole(), "/*"), "yes"),
        (s3("b"), s3(Hole(), "/*"), "no"),
        (s3("b/in/*"), s3("b/*.csv"), "yes"),
        (arn("sqs", "a*"), arn("sqs", "b*"), "no"),
        (arn("sqs", "a*"), arn("sqs", Ref("Q")), "maybe"),
        (Text.of(Ref("A", "Arn"), "/*"), Text.of(Ref("B", "Arn"), "/*"), "no"),
        (lit("*"), QUEUE, "yes"),
    ],
)
def test_overlaps(one, other, expected):
    assert overlaps(one, other) == expected
    assert overlaps(other, one) == expected


def test_patterns_cover_together():
    assert covers_any([s3("b"), s3("b/*")], s3("b/*")) == "yes"
    assert covers_any([s3("a?"), s3("a"), s3("a??*")], s3("a*")) == "yes"
    assert covers_any([s3("a?"), s3("a??*")], s3("a*")) == "no"
    assert covers_any([], QUEUE) == "no"
    assert covers_any([s3(Ref("X")), s3("a")], s3("b")) == "maybe"


def test_strictly_smaller():
    assert strictly_smaller(s3("b/in/*"), s3("b/*")) == "yes"
    assert strictly_smaller(s3("b/*"), s3("b/*")) == "no"
    assert strictly_smaller(QUEUE, lit("*")) == "yes"
    assert strictly_smaller(lit("*"), QUEUE) == "no"


def test_what_would_take_too_long_is_not_known():
    """Subset construction doubles with every ``?`` behind a ``*``; and no ARN is a million characters long."""
    assert covers(lit("*a" + "?" * 40 + "*"), lit("*a" + "?" * 40 + "b*")) == "maybe"
    assert covers(lit("a" * 1_000_000 + "?b"), lit("*" + "a" * 1_000_000)) == "maybe"
    assert overlaps(lit("*a" * 4_000), lit("*b" * 4_000)) == "maybe"
    assert covers(lit("a" * 1_000_000 + "*"), lit("a" * 1_000_000 + "b")) == "yes"
