"""IAM's table: spelling, patterns and suggestions."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.iam.actions import action_matches
from analyzer.rulebook import Rulebook

BOOK = Rulebook()
LEVELS = {"List", "Read", "Write", "Permissions management", "Tagging"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s3:getobject", "s3:GetObject"),
        ("S3:GETOBJECT", "s3:GetObject"),
        ("Athena:StartQueryExecution", "athena:StartQueryExecution"),
        ("s3:ListObjects", None),
        ("s3:Get*", None),
        ("nosuch:GetObject", None),
        ("s3", None),
        ("*", None),
        ("", None),
        ("_actions:x", None),
        ("iotevents:BatchPutMessage", "iotevents:BatchPutMessage"),
    ],
)
def test_an_action_is_spelled_as_in_the_reference(text, expected):
    assert BOOK.action(text) == expected


def test_patterns_expand_to_single_actions():
    assert BOOK.expand("dynamodb:Batch*Item") == ("dynamodb:BatchGetItem", "dynamodb:BatchWriteItem")
    assert BOOK.expand("DYNAMODB:batch?etitem") == ("dynamodb:BatchGetItem",)
    assert BOOK.expand("sqs:sendmessage") == ("sqs:SendMessage",)
    assert BOOK.expand("sqs:NoSuch*") == ()
    assert BOOK.expand("nosuch:*") == ()
    assert BOOK.expand("sqs") == ()
    assert BOOK.expand("sqs:Get[A-Z]*") == ()


def test_a_star_is_every_action_of_every_service():
    every = BOOK.expand("*")
    assert BOOK.expand("*:*") == every
    assert set(BOOK.expand("s3:*")) == {action for action in every if action.startswith("s3:")}
    assert set(BOOK.expand("s3*:GetBucketPolicy")) > {"s3:GetBucketPolicy", "s3-outposts:GetBucketPolicy"}


@settings(max_examples=60, deadline=None)
@given(st.text("*?GetLisaAOobjc", max_size=12))
def test_expanding_agrees_with_matching_one_by_one(name):
    expected = tuple(action for action in BOOK.expand("s3:*") if action_matches(f"s3:{name}", action))
    assert BOOK.expand(f"s3:{name}") == expected


def test_hostile_patterns_end():
    assert BOOK.expand("s3:" + "*a" * 5000) == ()
    assert BOOK.expand("s3:" + "*" * 100_000) == BOOK.expand("s3:*")
    assert BOOK.expand("ec2:" + "*e" * 90 + "z") == ()


def test_levels_are_the_words_of_the_reference():
    assert BOOK.level("s3:GetObject") == "Read"
    assert BOOK.level("IAM:passrole") == "Write"
    assert BOOK.level("s3:PutBucketPolicy") == "Permissions management"
    assert BOOK.level("sqs:TagQueue") == "Tagging"
    assert BOOK.level("s3:NoSuch") == ""


def test_the_table_is_whole():
    actions = 0
    for prefix in BOOK._iam.prefixes():
        service = BOOK.iam(prefix)
        types = {name for name, templates in service.resources if templates}
        for action in service.actions:
            actions += 1
            assert action.level in LEVELS, (prefix, action)
            assert {name for name, _ in action.resources} <= types, (prefix, action)
            for dependent in action.dependents:
                assert BOOK.action(dependent) == dependent, (prefix, action)
    assert actions == len(BOOK.expand("*"))
    assert actions > 22_000


def test_resource_types_and_dependent_actions_stand_with_their_action():
    functions = BOOK.iam("lambda")
    create = next(each for each in functions.actions if each.name == "CreateFunction")
    assert ("function", True) in create.resources
    assert "iam:PassRole" in create.dependents
    assert dict(BOOK.iam("s3").resources)["object"] == ("arn:${Partition}:s3:::${BucketName}/${ObjectName}",)
    assert BOOK.iam_action("Lambda:createfunction") == create
    assert BOOK.iam_action("lambda:NoSuch") is None
    assert BOOK.iam("nosuch") is None
    assert BOOK.iam("S3") == BOOK.iam("s3")


@pytest.mark.parametrize(
    ("service", "prefix"),
    [
        ("s3", "s3"),
        ("stepfunctions", "states"),
        ("efs", "elasticfilesystem"),
        ("elb", "elasticloadbalancing"),
        ("elbv2", "elasticloadbalancing"),
        ("opensearch", "es"),
        ("cloudwatch", "cloudwatch"),
        ("apigatewaymanagementapi", "execute-api"),
        ("apigatewayv2", "apigateway"),
        ("bedrock-runtime", "bedrock"),
        ("bedrock-agent", "bedrock"),
        ("bedrock-agent-runtime", "bedrock"),
        ("dynamodbstreams", "dynamodb"),
        ("sesv2", "ses"),
        ("pinpoint", "mobiletargeting"),
        ("amp", "aps"),
        ("mturk", "mechanicalturk"),
        ("resourcegroupstaggingapi", "tag"),
        ("cloudcontrol", "cloudformation"),
        ("emr", "elasticmapreduce"),
        ("iot-data", "iot"),
        ("sagemaker-runtime", "sagemaker"),
        ("timestream-query", "timestream"),
        ("timestream-write", "timestream"),
        ("connectparticipant", ""),
        ("no-such-service", ""),
    ],
)
def test_a_service_is_authorized_under_its_prefix(service, prefix):
    assert BOOK.iam_prefix(service) == prefix


def test_every_service_has_a_prefix_that_iam_knows():
    """Three have none: one sends no signature, two are closed and left the reference."""
    known = set(BOOK._iam.prefixes())
    without = {service for service in BOOK.service_names() if BOOK.iam_prefix(service) not in known}
    assert without == {"applicationcostprofiler", "connectparticipant", "iotthingsgraph"}


def test_every_stated_prefix_is_needed_and_has_its_page():
    rows = tomllib.loads((BOOK.directory / "operations" / "_prefixes.toml").read_text())["prefixes"]
    derived = BOOK._iam.derived_prefixes()
    for service, row in rows.items():
        assert BOOK.service(service) is not None, service
        assert set(row) == {"prefix", "doc"}, service
        assert row["doc"].startswith("https://docs.aws.amazon.com/"), service
        assert derived.get(service) != row["prefix"], service


def test_most_operations_have_an_action_of_their_name():
    """The share that facts measured: about one operation in twenty needs a rule of its own."""
    same = operations = 0
    for service in BOOK.service_names():
        prefix = BOOK.iam_prefix(service)
        for operation in BOOK.service(service).operations:
            operations += 1
            same += BOOK.action(f"{prefix}:{operation.name}") is not None
    assert same / operations > 0.93


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dynamodb:GetItems", "dynamodb:GetItem"),
        ("dynamo:GetItem", "dynamodb:GetItem"),
        ("lambda:InvokeFunctions", "lambda:InvokeFunction"),
        ("qqqqqqqq:GetItem", None),
        ("s3:Zzzzzz", None),
        ("s3:" + "GetObject" * 9999, None),
        ("", None),
    ],
)
def test_a_misspelled_action_is_guessed_only_when_close(text, expected):
    assert BOOK.nearest_action(text) == expected
