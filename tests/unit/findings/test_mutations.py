"""From a policy that is exactly what is needed, every step away from it is reported, at its line, and nothing else is."""

import json
from pathlib import Path
from typing import Any

import pytest
from scene import RULEBOOK, Scene, call, sam, stage

from analyzer.accesses.model import Access
from analyzer.core import ref
from analyzer.findings import Finding
from analyzer.policies import document, synthesize
from analyzer.templates import express

MORE = """
Jobs: {Type: AWS::SQS::Queue}
News: {Type: AWS::SNS::Topic}
Key: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {}}}
Secret: {Type: AWS::SecretsManager::Secret}
Files: {Type: AWS::S3::Bucket, Properties: {BucketName: company-files}}
"""
CALLS: dict[str, list[Access]] = {
    "nothing": [],
    "one table": [call("dynamodb.GetItem", TableName="$TABLE")],
    "an index": [call("dynamodb.Query", TableName="$TABLE", IndexName="by-day")],
    "table and index": [
        call("dynamodb.Query", TableName="$TABLE"),
        call("dynamodb.Query", TableName="$TABLE", IndexName="by-day"),
        call("dynamodb.PutItem", TableName="$TABLE"),
    ],
    "two tables": [call("dynamodb.GetItem", TableName="$TABLE"), call("dynamodb.PutItem", TableName=ref("Users"))],
    "a key": [call("s3.GetObject", Bucket="$BUCKET", Key="reports/a.csv")],
    "objects and bucket": [
        call("s3.PutObject", Bucket="$BUCKET", Key="a"),
        call("s3.ListObjectsV2", Bucket="$BUCKET"),
        call("s3.DeleteObject", Bucket="company-files", Key="b"),
    ],
    "a queue": [call("sqs.SendMessage", QueueUrl=ref("Jobs")), call("sqs.ReceiveMessage", QueueUrl=ref("Jobs"))],
    "a topic": [call("sns.Publish", TopicArn=ref("News"))],
    "a secret": [call("secretsmanager.GetSecretValue", SecretId=ref("Secret"))],
    "a key of KMS": [call("kms.Decrypt", KeyId=ref("Key", "Arn"))],
    "no resource level": [call("s3.ListBuckets"), call("sqs.ListQueues")],
    "everything": [
        call("dynamodb.GetItem", TableName="$TABLE"),
        call("s3.PutObject", Bucket="$BUCKET", Key="a"),
        call("sqs.SendMessage", QueueUrl=ref("Jobs")),
        call("sns.Publish", TopicArn=ref("News")),
        call("s3.ListBuckets"),
    ],
}
Statement = dict[str, Any]


def written(statements: list[Statement], policies: list[str] = []) -> str:  # noqa: B006
    """A template in which every action and every resource has a line of its own."""
    lines = [f"- {policy}" for policy in policies] + ["- Statement: []" if not statements else "- Statement:"]
    for one in statements:
        lines += [f"    - Effect: {one['Effect']}", "      Action:"]
        lines += [f"        - {json.dumps(action)}" for action in one["Action"]]
        lines += ["      Resource:"]
        lines += [f"        - {json.dumps(resource)}" for resource in one["Resource"]]
    return sam("\n".join(lines), resources=MORE)


def minimal(folder: Path, calls: list[Access]) -> list[Statement]:
    """The statements that are exactly what the calls need."""
    needs = stage(folder, sam("[]", resources=MORE), calls).needs
    policy: list[Statement] = document(synthesize(needs), express)["Statement"]
    return policy


def changed(folder: Path, calls: list[Access], statements: list[Statement], *policies: str) -> tuple[Finding, ...]:
    scene: Scene = stage(folder, written(statements, list(policies)), calls)
    return scene.findings


def line_of(folder: Path, fragment: str) -> int:
    lines = (folder / "template.yaml").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if fragment in line)


def edited(statements: list[Statement], index: int, **changes: Any) -> list[Statement]:
    return [{**one, **changes} if place == index else one for place, one in enumerate(statements)]


each_set = pytest.mark.parametrize("calls", CALLS.values(), ids=CALLS)


@each_set
def test_the_minimal_policy_is_clean(tmp_path: Path, calls: list[Access]):
    assert changed(tmp_path, calls, minimal(tmp_path, calls)) == ()


@each_set
def test_an_unused_action_is_reported_at_its_line(tmp_path: Path, calls: list[Access]):
    statements = minimal(tmp_path, calls)
    for index, one in enumerate(statements):
        (found,) = changed(tmp_path, calls, edited(statements, index, Action=[*one["Action"], "kinesis:PutRecord"]))
        assert (found.rule, found.grant, found.level) == ("unused-action", "kinesis:PutRecord", "error")
        assert found.span.line == line_of(tmp_path, "kinesis:PutRecord")


@each_set
def test_a_wildcard_is_reported_at_its_line(tmp_path: Path, calls: list[Access]):
    statements = minimal(tmp_path, calls)
    for index, one in enumerate(statements):
        for action in one["Action"]:
            pattern = action.partition(":")[0] + ":*"
            actions = [pattern if each == action else each for each in one["Action"]]
            (found,) = changed(tmp_path, calls, edited(statements, index, Action=actions))
            assert (found.rule, found.grant, found.level) == ("wildcard-action", pattern, "error")
            assert found.span.line == line_of(tmp_path, pattern)
            assert action in found.message or action.startswith("logs:")
            assert action not in found.actions


@each_set
def test_a_wider_resource_is_reported_at_its_line_for_each_action_that_has_one(tmp_path: Path, calls: list[Access]):
    statements = minimal(tmp_path, calls)
    for index, one in enumerate(statements):
        if one["Resource"] == ["*"] or one["Sid"] == "Logs":
            continue
        found = changed(tmp_path, calls, edited(statements, index, Resource=["arn:*", *one["Resource"]]))
        assert [(each.rule, each.actions, each.span.line) for each in found] == [
            ("wide-resource", (action,), line_of(tmp_path, '"arn:*"')) for action in one["Action"]
        ]


@each_set
def test_a_managed_policy_is_reported_at_its_line(tmp_path: Path, calls: list[Access]):
    statements = minimal(tmp_path, calls)
    for policy in ("AmazonKinesisReadOnlyAccess", "AmazonS3FullAccess", "DynamoDBCrudPolicy: {TableName: other}"):
        (found,) = changed(tmp_path, calls, statements, policy)
        assert (found.rule, found.grant, found.level) == ("managed-policy", policy.partition(":")[0], "warning")
        assert found.span.line == line_of(tmp_path, policy)


@each_set
def test_a_deny_is_reported_at_its_line(tmp_path: Path, calls: list[Access]):
    statements = minimal(tmp_path, calls)
    for action in sorted({action for one in statements for action in one["Action"]}):
        deny = {"Effect": "Deny", "Action": [action], "Resource": ["*"]}
        (found,) = changed(tmp_path, calls, [*statements, deny])
        assert (found.rule, found.actions) == ("denied", (action,))
        assert found.span.line == line_of(tmp_path, "Deny") + 2


@each_set
def test_an_action_taken_out_is_reported_at_the_call(tmp_path: Path, calls: list[Access]):
    statements = [one for one in minimal(tmp_path, calls) if one["Sid"] != "Logs"]
    for index, one in enumerate(statements):
        for action in one["Action"]:
            left = [each for each in one["Action"] if each != action]
            kept = edited(statements, index, Action=left) if left else statements[:index] + statements[index + 1 :]
            found = changed(tmp_path, calls, kept)
            assert [each.actions for each in found] == [(action,)]
            assert found[0].category == "missing"
            granted_elsewhere = any(action in each["Action"] for each in kept)
            assert found[0].rule == ("wrong-resource" if granted_elsewhere else "missing-action")
            assert granted_elsewhere or found[0].span.path == "app.py"


def test_the_sets_of_calls_ask_for_what_iam_knows():
    assert all(RULEBOOK.service(access.service) for calls in CALLS.values() for access in calls)
