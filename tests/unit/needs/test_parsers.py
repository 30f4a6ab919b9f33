"""Members written in a language of their own, opened."""

import pytest

from analyzer.accesses.model import Items, Known, Members
from analyzer.core import Hole, Ref, Text, lit, ref
from analyzer.needs.arguments import find
from analyzer.needs.parsers import PARSERS, Judge, parsed


def opened(name: str, text: Text | str, hint: Text | None = None) -> dict[str, str]:
    known = lit(text) if isinstance(text, str) else text
    judge = Judge(lambda given: hint or given)
    return {key: str(value) for key, value in PARSERS[name](known, judge).items()}


@pytest.mark.parametrize(
    "name, text, expected",
    [
        ("queue-url", "https://sqs.eu-west-1.amazonaws.com/12/q", {"QueueName": "q", "Account": "12", "Region": "eu-west-1"}),
        ("queue-url", "http://queues.example/000000000000/q", {"QueueName": "q", "Account": "000000000000"}),
        ("queue-url", "arn:aws:sqs:eu-west-1:12:q", {"QueueName": "arn:aws:sqs:eu-west-1:12:q"}),
        ("s3-uri", "s3://bucket/a/b.csv", {"Bucket": "bucket", "Key": "a/b.csv"}),
        ("s3-uri", "s3://bucket", {"Bucket": "bucket", "Key": "*"}),
        ("s3-uri", "https://bucket.s3.eu-west-1.amazonaws.com/a/b", {"Bucket": "bucket", "Key": "a/b"}),
        ("s3-uri", "https://s3.eu-west-1.amazonaws.com/bucket/a/b", {"Bucket": "bucket", "Key": "a/b"}),
        ("s3-uri", "ftp://x", {"Bucket": "*", "Key": "*"}),
        ("copy-source", "/bucket/a/b", {"Bucket": "bucket", "Key": "a/b"}),
        ("copy-source", "bucket/a?versionId=7", {"Bucket": "bucket", "Key": "a", "VersionId": "7"}),
        ("lambda-function", "f", {"FunctionName": "f"}),
        ("lambda-function", "12:function:f:live", {"FunctionName": "f", "Account": "12", "Qualifier": "live"}),
        ("email-address", "Me <me@example.com>", {"Identity": "*example.com", "Address": "me@example.com", "Domain": "example.com", "From": "me@example.com"}),
        ("email-address", "example.com", {"Identity": "example.com", "Address": "example.com", "Domain": "example.com"}),
        ("task-definition", "family:3", {"Family": "family", "Revision": "3"}),
        ("task-definition", "family", {"Family": "family", "Revision": "*"}),
        ("document-name", "AWS-RunShellScript", {"Name": "AWS-RunShellScript", "Account": ""}),
        ("parameter-name", "/a/b:prod", {"Name": "/a/b"}),
        ("partiql", 'select * from "my table" where a = 1', {"Verb": "SELECT", "Table": "my table"}),
        ("partiql", 'EXISTS(SELECT * FROM "t" WHERE a = 1)', {"Verb": "EXISTS", "Table": "t"}),
        ("partiql", "explain yourself", {"Verb": "*", "Table": "*"}),
        ("sql", "-- why\n/* what */ (select 1", {"Verb": "SELECT"}),
        ("sql", "1", {"Verb": "*"}),
        ("model-id", "amazon.nova-pro-v1:0", {"Model": "amazon.nova-pro-v1:0"}),
        ("model-id", "global.amazon.nova", {"Profile": "global.amazon.nova", "Behind": "amazon.nova"}),
        ("model-id", "arn:aws:bedrock:us-east-1:1:inference-profile/us.x", {"Arn": "arn:aws:bedrock:us-east-1:1:inference-profile/us.x", "Behind": "x"}),
        ("kms-key", "alias/own", {"KeyId": "alias/own", "Alias": "own", "RequestAlias": "alias/own"}),
        ("kms-key", "12-34", {"KeyId": "12-34"}),
    ],
)  # fmt: skip
def test_a_literal_is_taken_apart(name: str, text: str, expected: dict[str, str]) -> None:
    assert opened(name, text) == expected


def test_references_and_holes_stay_whole() -> None:
    url = Text.of("https://sqs.", Ref("AWS::Region"), ".amazonaws.com/", Ref("AWS::AccountId"), "/orders-", Hole())
    assert opened("queue-url", url) == {
        "QueueName": "orders-*",
        "Account": "${AWS::AccountId}",
        "Region": "${AWS::Region}",
    }
    assert opened("s3-uri", Text.of("s3://", Ref("B"), "/x")) == {"Bucket": "${B}", "Key": "x"}
    assert opened("partiql", Text.of('DELETE FROM "', Ref("T"), '"'))["Table"] == "${T}"
    assert opened("lambda-function", Text.of(Ref("F", "Arn"), ":live")) == {
        "FunctionName": "${F.Arn}",
        "Qualifier": "live",
    }


def test_a_reference_is_judged_by_what_it_probably_is() -> None:
    assert opened("model-id", ref("Model"), lit("eu.amazon.nova")) == {"Profile": "${Model}", "Behind": "*"}
    assert opened("model-id", ref("Model"), lit("amazon.nova")) == {"Model": "${Model}"}
    assert opened("model-id", ref("Model")) == {"Unknown": "${Model}"}
    assert opened("model-id", ref("ProfileArn")) == {"Arn": "${ProfileArn}"}


def test_a_queue_of_the_template_is_as_good_as_its_name_a_parameter_is_not() -> None:
    assert PARSERS["queue-url"](ref("Jobs"), Judge(known=lambda _: True)) == {"QueueName": ref("Jobs")}
    assert opened("queue-url", ref("QueueUrl")) == {"QueueName": "*"}


def test_the_member_itself_stays_readable() -> None:
    made = Members((("Uri", parsed("s3-uri", Known((lit("s3://b/k"),)))),))
    assert find(made, "Uri").texts == (lit("s3://b/k"),)
    assert find(made, "Uri.Bucket").texts == (lit("b"),)


def test_several_texts_are_opened_one_by_one() -> None:
    made = parsed("s3-uri", Known((lit("s3://a/x"), lit("s3://b/y"))))
    assert isinstance(made, Items)
    assert find(Members((("Uri", made),)), "Uri.Bucket").texts == (lit("a"), lit("b"))


def test_a_member_that_is_not_known_opens_to_unknown_parts() -> None:
    made = Members((("Uri", parsed("s3-uri", Known((), open=True))),))
    [text] = find(made, "Uri.Bucket").texts
    assert text.has_hole


@pytest.mark.parametrize("name", sorted(PARSERS))
@pytest.mark.parametrize("text", ["", "/", ":", "arn:", "s3://", '"' * 99, "/*" * 5000, " select" * 3000, "a" * 9999])
def test_no_text_breaks_a_parser(name: str, text: str) -> None:
    assert isinstance(opened(name, text), dict)
