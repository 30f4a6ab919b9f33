"""The minimal policy as a user reads it."""

from random import Random

from analyzer.core import Event, Ref, Span, Text, lit
from analyzer.iam import Condition
from analyzer.needs.model import Evidence, Need, NeedResource
from analyzer.policies import document, synthesize
from analyzer.templates.expressions import express

ORDERS = Text.of(Ref("Orders", "Arn"))
JOBS = Text.of(Ref("Jobs", "Arn"))
ALL = lit("*")
HERE = Span("app.py", 3)


def need(action, *resources, origin="call", call="call", **more):
    listed = tuple(NeedResource(text, ref_of(text)) for text in resources)
    return Need(action, listed, origin, (Evidence(HERE, call),), **more)


def ref_of(text):
    return text.parts[0].logical_id if text.parts and isinstance(text.parts[0], Ref) else None


def statements(*needs):
    return document(synthesize(needs), express)["Statement"]


def test_actions_on_the_same_resources_share_a_statement():
    found = statements(
        need("dynamodb:PutItem", ORDERS),
        need("dynamodb:GetItem", ORDERS),
        need("dynamodb:Query", ORDERS, Text.of(ORDERS, "/index/by-day")),
    )
    assert found == [
        {
            "Sid": "DynamodbOrders",
            "Effect": "Allow",
            "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
            "Resource": [{"Fn::GetAtt": ["Orders", "Arn"]}],
        },
        {
            "Sid": "DynamodbOrders2",
            "Effect": "Allow",
            "Action": ["dynamodb:Query"],
            "Resource": [{"Fn::GetAtt": ["Orders", "Arn"]}, {"Fn::Sub": "${Orders.Arn}/index/by-day"}],
        },
    ]


def test_baseline_stands_apart_and_possible_needs_last():
    found = statements(
        need("sns:Publish", ALL, certainty="possible"),
        need("logs:PutLogEvents", ALL, origin="runtime", call="logs"),
        need("xray:PutTraceSegments", ALL, origin="runtime", call="tracing"),
        need("ec2:CreateNetworkInterface", ALL, origin="runtime", call="vpc"),
        need("sqs:ReceiveMessage", JOBS, origin="event-source", call="event source SQS"),
        need("dynamodb:Query", ORDERS),
    )
    assert [one["Sid"] for one in found] == [
        "DynamodbOrders",
        "EventSourceSQS",
        "Logs",
        "Tracing",
        "Vpc",
        "PossibleSns",
    ]


def test_a_resource_inside_another_is_left_out():
    found = statements(
        need("s3:GetObject", lit("arn:aws:s3:::b/in/a.csv"), lit("arn:aws:s3:::b/in/*")),
        need("s3:GetObject", Text.of("arn:aws:s3:::b/", Event(("key",)))),
        need("s3:PutObject", lit("arn:aws:s3:::b/in/*")),
    )
    assert [(one["Action"], one["Resource"]) for one in found] == [
        (["s3:GetObject"], ["arn:aws:s3:::b/*"]),
        (["s3:PutObject"], ["arn:aws:s3:::b/in/*"]),
    ]


def test_what_is_certain_does_not_rest_on_what_is_possible():
    found = statements(
        need("sqs:SendMessage", ALL, certainty="possible"),
        need("sqs:SendMessage", JOBS),
        need("sqs:DeleteMessage", JOBS),
        need("sqs:DeleteMessage", JOBS, certainty="possible"),
    )
    assert [(one["Sid"], one["Action"]) for one in found] == [
        ("SqsJobs", ["sqs:DeleteMessage", "sqs:SendMessage"]),
        ("PossibleSqs", ["sqs:SendMessage"]),
    ]


def test_what_only_explains_a_grant_is_not_granted():
    assert statements(need("kms:Decrypt", ALL, explains_only=True)) == []


def test_conditions_are_kept_and_an_unconditional_need_includes_them():
    service = Condition("StringEquals", "iam:PassedToService", (lit("states.amazonaws.com"),))
    role = Text.of(Ref("Role", "Arn"))
    (one,) = statements(need("iam:PassRole", role, conditions=(service,)))
    assert one["Condition"] == {"StringEquals": {"iam:PassedToService": ["states.amazonaws.com"]}}
    (one,) = statements(need("iam:PassRole", role, conditions=(service,)), need("iam:PassRole", role))
    assert "Condition" not in one


def test_sids_name_resources_and_are_unique_letters_and_digits():
    found = statements(
        need("s3:GetObject", lit("arn:aws:s3:::my-bucket/*")),
        need("s3:ListBucket", lit("arn:aws:s3:::my-bucket")),
        need("s3-object-lambda:GetObject", ALL),
        need("ssm:GetParameter", lit("arn:aws:ssm:eu-west-1:1:parameter/app/db/password")),
        need("dynamodb:Query", *(Text.of(Ref(name, "Arn")) for name in ("A", "B", "C"))),
    )
    sids = [one["Sid"] for one in found]
    assert sids == ["Dynamodb", "S3MyBucket", "S3MyBucket2", "S3ObjectLambda", "SsmPassword"]
    assert all(sid.isalnum() and sid.isascii() for sid in sids)


def test_each_statement_knows_its_needs():
    whole = need("s3:GetObject", lit("arn:aws:s3:::b/*"))
    part = need("s3:GetObject", lit("arn:aws:s3:::b/x"), call="other")
    (explained,) = synthesize([part, whole]).statements
    assert set(explained.needs) == {part, whole}


def test_the_order_of_the_needs_does_not_matter():
    needs = [
        need(f"{service}:Act{number}", Text.of(Ref(f"R{number % 3}", "Arn")), certainty=certainty)
        for service in ("s3", "sqs")
        for number in range(5)
        for certainty in ("certain", "possible")
    ]
    expected = synthesize(needs)
    for seed in range(10):
        Random(seed).shuffle(needs)  # noqa: S311  no secret
        assert synthesize(needs) == expected
