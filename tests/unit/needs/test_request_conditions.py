"""Conditions that needs carry: only where the request's value for the key is wholly known."""

import tomllib
import zipfile
from typing import Any

import pytest
from bench import HERE, RULEBOOK, argument, entry, needs, resource

from analyzer.accesses.model import Access
from analyzer.core import Env, Hole, Text, ref
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
        ("dms", "CreateEndpoint", {"ServiceAccessRoleArn": "arn:aws:iam::1:role/r", "RoleArn": "arn:aws:iam::1:role/r"},
         "iam:PassRole", ()),
    ],
)  # fmt: skip
def test_a_condition_stands_where_its_value_is_known(
    service: str, operation: str, arguments: Any, action: str, expected: tuple[str, ...]
) -> None:
    assert conditions(needs(service, operation, arguments, entry()), action) == [expected]


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
