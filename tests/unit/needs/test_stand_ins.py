"""Directory buckets stand where buckets do, and ask for a session or for actions of their own."""

from typing import Any

import pytest
from bench import RULEBOOK, entry, lines, needs, resource
from test_encryption import bucket

from analyzer.core import Env, Text, ref
from analyzer.rulebook.rules_model import ArnType
from analyzer.templates.model import Parameter

WHERE = entry(resource("Fast", "AWS::S3Express::DirectoryBucket"), resource("Slow", "AWS::S3::Bucket"))
FAST, SLOW = ref("Fast"), ref("Slow")
OWN = "arn:${AWS::Partition}:s3express:${AWS::Region}:${AWS::AccountId}"


@pytest.mark.parametrize(
    "operation, arguments, expected",
    [
        ("GetObject", {"Bucket": FAST, "Key": "k"}, ["s3express:CreateSession @ ${Fast.Arn}"]),
        ("HeadBucket", {"Bucket": FAST}, ["s3express:CreateSession @ ${Fast.Arn}"]),
        ("PutObject", {"Bucket": "a--use1-az4--x-s3", "Key": "k"},
         [f"s3express:CreateSession @ {OWN}:bucket/a--use1-az4--x-s3"]),
        ("GetObject", {"Bucket": "a--use1-az4--xa-s3", "Key": "k"},
         [f"s3express:CreateSession @ {OWN}:accesspoint/a--use1-az4--xa-s3"]),
        ("CopyObject", {"Bucket": FAST, "Key": "k", "CopySource": {"Bucket": SLOW, "Key": "j"}},
         ["s3:GetObject @ ${Slow.Arn}/j", "s3express:CreateSession @ ${Fast.Arn}"]),
        ("CopyObject", {"Bucket": SLOW, "Key": "k", "CopySource": {"Bucket": FAST, "Key": "j"}},
         ["s3:PutObject @ ${Slow.Arn}/k", "s3express:CreateSession @ ${Fast.Arn}"]),
        ("PutBucketPolicy", {"Bucket": FAST}, ["s3express:PutBucketPolicy @ ${Fast.Arn}"]),
        ("DeleteBucketEncryption", {"Bucket": FAST}, ["s3express:PutEncryptionConfiguration @ ${Fast.Arn}"]),
        ("CreateSession", {"Bucket": FAST}, ["s3express:CreateSession @ ${Fast.Arn}"]),
        ("GetObject", {"Bucket": SLOW, "Key": "k"}, ["s3:GetObject @ ${Slow.Arn}/k"]),
        ("GetObject", {"Bucket": None, "Key": "k"}, ["s3:GetObject @ arn:${AWS::Partition}:s3:::*/k"]),
        ("GetObject", {"Bucket": "x-s3", "Key": "logs--x-s3"}, ["s3:GetObject @ arn:${AWS::Partition}:s3:::x-s3/logs--x-s3"]),
    ],
)  # fmt: skip
def test_a_directory_bucket_asks_for_its_own_actions(operation: str, arguments: Any, expected: list[str]) -> None:
    assert sorted(lines(needs("s3", operation, arguments, WHERE))) == sorted(expected)


def test_two_buckets_that_a_variable_may_name_are_asked_apart() -> None:
    where = entry(*WHERE.template.resources, environment={"B": (FAST, SLOW)})
    found = lines(needs("s3", "GetObject", {"Bucket": Env("B"), "Key": "k"}, where))
    assert sorted(found) == ["s3:GetObject @ ${Slow.Arn}/k", "s3express:CreateSession @ ${Fast.Arn}"]


def test_a_condition_of_the_other_action_is_left_behind() -> None:
    (session,) = needs("s3", "ListObjectsV2", {"Bucket": FAST, "Prefix": "in/"}, WHERE)
    assert session.conditions == ()


def test_the_default_of_a_parameter_tells() -> None:
    named = entry(parameters=(Parameter("Name", default=Text.of("a--use1-az4--x-s3")),))
    assert lines(needs("s3", "GetObject", {"Bucket": ref("Name"), "Key": "k"}, named)) == [
        f"s3express:CreateSession @ {OWN}:bucket/${{Name}}"
    ]


def test_the_key_of_a_directory_bucket_decrypts_and_makes_data_keys() -> None:
    key = bucket({"Fn::GetAtt": "Key.Arn"})
    where = entry(resource("Fast", "AWS::S3Express::DirectoryBucket", None, key), resource("Key", "AWS::KMS::Key"))
    found = lines(needs("s3", "GetObject", {"Bucket": FAST, "Key": "k"}, where))
    assert found == [
        "kms:Decrypt @ ${Key.Arn}",
        "kms:GenerateDataKey @ ${Key.Arn}",
        "s3express:CreateSession @ ${Fast.Arn}",
    ]


def test_what_is_asked_instead_is_an_action_on_that_type() -> None:
    for one in [one for types in RULEBOOK.resources().stand_ins.values() for one in types]:
        assert isinstance(one, ArnType)
        action = RULEBOOK.iam_action(one.otherwise)
        assert action is not None
        assert one.name.partition(":")[2] in dict(action.resources)
