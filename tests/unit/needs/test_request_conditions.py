"""Conditions that needs carry: only where the request's value for the key is wholly known."""

import re
import tomllib
import zipfile
from typing import Any

import pytest
from bench import HERE, RULEBOOK, argument, entry, lines, needs, resource
from test_encryption import tree

from analyzer.accesses.model import Access, Members
from analyzer.core import Env, Hole, Text, ref
from analyzer.functions.model import Entry as Function
from analyzer.needs import derive
from analyzer.needs.model import Need
from analyzer.templates.model import Entry, Mapping, Scalar


def conditions(found: tuple[Need, ...], action: str) -> list[tuple[str, ...]]:
    """Key and values of each condition of the needs of an action; an empty tuple for a need without."""
    own = (one for one in found if one.action == action and not one.explains_only)
    rows = [[(each.key, *map(str, each.values)) for each in one.conditions] or [()] for one in own]
    return [row for each in rows for row in each]


@pytest.mark.parametrize(
    "service, operation, arguments, action, expected",
    [
        ("cloudwatch", "PutMetricData", {"Namespace": "Shop"}, "cloudwatch:PutMetricData", ("cloudwatch:namespace", "Shop")),
        ("cloudwatch", "PutMetricData", {"Namespace": None}, "cloudwatch:PutMetricData", ()),
        ("s3", "ListObjectsV2", {"Bucket": "b", "Prefix": "in/"}, "s3:ListBucket", ("s3:prefix", "in/")),
        ("s3", "ListObjectsV2", {"Bucket": "b", "Prefix": ""}, "s3:ListBucket", ()),
        ("s3", "ListObjectsV2", {"Bucket": "b"}, "s3:ListBucket", ()),
        ("s3", "ListObjectsV2", {"Bucket": "b", "Prefix": Text.of("in/", Hole("day"))}, "s3:ListBucket", ()),
        ("s3", "HeadBucket", {"Bucket": "b"}, "s3:ListBucket", ()),
        ("ses", "SendEmail", {"Source": "Shop <shop@example.com>"}, "ses:SendEmail", ("ses:FromAddress", "shop@example.com")),
        ("ses", "SendEmail", {"Source": ref("Sender")}, "ses:SendEmail", ()),
        ("sesv2", "SendEmail", {"FromEmailAddress": "a@example.com", "Content": {"Simple": {}}}, "ses:SendEmail",
         ("ses:FromAddress", "a@example.com")),
        ("glue", "CreateJob", {"Name": "j", "Role": "arn:aws:iam::1:role/r"}, "iam:PassRole",
         ("iam:PassedToService", "glue.amazonaws.com")),
        ("kms", "Decrypt", {"EncryptionContext": {"tenant": "a"}}, "kms:Decrypt", ("kms:EncryptionContext:tenant", "a")),
        ("kms", "Decrypt", {"EncryptionContext": {"tenant": None}}, "kms:Decrypt", ()),
        ("kms", "Decrypt", {"EncryptionContext": {"tenant": "${aws:username}"}}, "kms:Decrypt", ()),
        ("kms", "Decrypt", {"EncryptionContext": {"of whom": "a"}}, "kms:Decrypt", ()),
        ("kms", "Decrypt", {"EncryptionContext": None}, "kms:Decrypt", ()),
        ("kms", "ReEncrypt", {"SourceEncryptionContext": {"a": "1"}}, "kms:ReEncryptFrom", ("kms:EncryptionContext:a", "1")),
        ("kms", "ReEncrypt", {"SourceEncryptionContext": {"a": "1"}}, "kms:ReEncryptTo", ()),
        ("kms", "Sign", {"KeyId": "alias/shop"}, "kms:Sign", ("kms:RequestAlias", "alias/shop")),
        ("kms", "Sign", {"KeyId": "1234"}, "kms:Sign", ()),
        ("kms", "Sign", {"KeyId": ref("Alias")}, "kms:Sign", ()),
        ("dynamodb", "GetItem", {"TableName": "t", "Key": {"id": "a"}}, "dynamodb:GetItem", ()),
        ("dms", "CreateEndpoint", {"ServiceAccessRoleArn": "arn:aws:iam::1:role/r", "RoleArn": "arn:aws:iam::1:role/r"},
         "iam:PassRole", ()),
    ],
)  # fmt: skip
def test_a_condition_stands_where_its_value_is_known(
    service: str, operation: str, arguments: Any, action: str, expected: tuple[str, ...]
) -> None:
    assert conditions(needs(service, operation, arguments, entry()), action) == [expected]


def table(kind: str, properties: object) -> Function:
    return entry(resource("T", kind, None, tree(properties)))  # type: ignore[arg-type]


KEYS = {"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}]}
TEXTS = [{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "S"}]
NUMBERS = [{"AttributeName": "id", "AttributeType": "N"}, {"AttributeName": "at", "AttributeType": "S"}]
LEADING = [("dynamodb:LeadingKeys", "a")]


@pytest.mark.parametrize(
    "where, operation, arguments, expected",
    [
        (table("AWS::DynamoDB::Table", KEYS | {"AttributeDefinitions": TEXTS}), "GetItem", {"Key": {"id": "a", "at": None}}, LEADING),
        (table("AWS::DynamoDB::Table", KEYS | {"AttributeDefinitions": TEXTS}), "PutItem", {"Item": {"id": {"S": "a"}}}, LEADING),
        (table("AWS::DynamoDB::Table", KEYS | {"AttributeDefinitions": TEXTS}), "GetItem", {"Key": {"id": None, "at": "a"}}, [()]),
        (table("AWS::DynamoDB::Table", KEYS | {"AttributeDefinitions": TEXTS}), "GetItem", {"Key": None}, [()]),
        (table("AWS::DynamoDB::Table", KEYS | {"AttributeDefinitions": NUMBERS}), "GetItem", {"Key": {"id": "1"}}, [()]),
        (table("AWS::DynamoDB::Table", {}), "GetItem", {"Key": {"id": "a"}}, [()]),
        (table("AWS::Serverless::SimpleTable", {"PrimaryKey": {"Name": "id", "Type": "String"}}), "DeleteItem", {"Key": {"id": "a"}}, LEADING),
        (table("AWS::Serverless::SimpleTable", {"PrimaryKey": {"Name": "id", "Type": "Number"}}), "DeleteItem", {"Key": {"id": "1"}}, [()]),
        (table("aws_dynamodb_table", {"hash_key": "id", "attribute": [{"name": "id", "type": "S"}]}), "UpdateItem", {"Key": {"id": "a"}}, LEADING),
    ],
)  # fmt: skip
def test_a_partition_key_that_is_written_out_is_a_leading_key(
    where: Function, operation: str, arguments: Any, expected: list[tuple[str, ...]]
) -> None:
    found = needs("dynamodb", operation, {"TableName": ref("T"), **arguments}, where)
    assert conditions(found, f"dynamodb:{operation}") == expected
    assert all(one.operator == "ForAllValues:StringEquals" for need in found for one in need.conditions)


@pytest.mark.parametrize("loose", [True, False])
def test_a_member_that_a_request_may_lack_makes_no_condition(loose: bool) -> None:
    given = Members((("Bucket", argument("b")), ("Prefix", argument("in/"))), loose=("Prefix",) if loose else ())
    (listing,) = derive([Access("s3", "ListObjectsV2", given, HERE)], entry(), RULEBOOK)
    assert bool(listing.conditions) is not loose


def test_a_member_that_a_request_may_lack_is_asked_for_both_ways() -> None:
    given = Members((("TableName", argument("t")), ("IndexName", argument("i"))), loose=("IndexName",))
    found = derive([Access("dynamodb", "Query", given, HERE)], entry(), RULEBOOK)
    assert [
        line.replace("${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}", "") for line in lines(found)
    ] == [
        "dynamodb:Query @ arn::table/t/index/i",
        "?dynamodb:Query @ arn::table/t",
    ]


def test_iam_knows_the_condition_keys_of_the_rows_for_their_actions() -> None:
    wrong = []
    for service in RULEBOOK.service_names():
        for rule in RULEBOOK.operations(service).values():
            for need in rule.needs:
                row = RULEBOOK.iam_action(need.action)
                known = {re.sub(r"\$\{\w+\}", "*", key).lower() for key in (row.conditions if row else ())}
                keys = (key.rpartition(" ")[2] for key, _ in need.conditions)
                wrong += [f"{need.action}: {key}" for key in keys if key.lower() not in known]
    assert wrong == []


def test_a_reference_is_known() -> None:
    where = entry(environment={"N": ref("Namespace")})
    found = needs("cloudwatch", "PutMetricData", {"Namespace": Env("N")}, where)
    assert conditions(found, "cloudwatch:PutMetricData") == [("cloudwatch:namespace", "${Namespace}")]


def test_a_key_of_the_template_is_used_through_the_service_alone() -> None:
    properties = Mapping((Entry("KmsMasterKeyId", Scalar("1234", HERE), HERE),), HERE)
    where = entry(resource("Jobs", "AWS::SQS::Queue", properties=properties))
    found = needs("sqs", "SendMessage", {"QueueUrl": ref("Jobs")}, where)
    assert conditions(found, "kms:GenerateDataKey") == [("kms:ViaService", "sqs.${AWS::Region}.amazonaws.com")]


def test_a_possible_need_without_the_condition_is_not_met_by_a_certain_one_with_it() -> None:
    listing = Access("s3", "ListObjectsV2", argument({"Bucket": "b", "Prefix": "in/"}), HERE)  # type: ignore[arg-type]
    perhaps = Access("s3", "HeadBucket", argument({"Bucket": "b"}), HERE, certainty="possible", because="a guess")  # type: ignore[arg-type]
    found = derive([listing, perhaps], entry(), RULEBOOK)
    assert conditions(found, "s3:ListBucket") == [("s3:prefix", "in/"), ()]


def test_whom_a_role_is_passed_to_is_what_policies_that_aws_manages_say() -> None:
    stated = tomllib.loads((RULEBOOK.directory / "operations" / "_passed.toml").read_text("utf-8"))
    with zipfile.ZipFile(RULEBOOK.directory / "generated" / "managed_policies.zip") as archive:
        policies = b"".join(map(archive.read, archive.namelist()))
    unknown = [one for row in stated.values() for one in row["to"] if f'"{one}"'.encode() not in policies]
    assert unknown == []
    assert all(row["doc"].startswith("https://docs.aws.amazon.com/") for row in stated.values())
