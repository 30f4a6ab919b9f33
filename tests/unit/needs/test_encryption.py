"""Keys of the template's own resources."""

import pytest
from bench import HERE, entry, lines, needs, resource

from analyzer.core import ref
from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence


def tree(value: object) -> Node:
    match value:
        case dict():
            return Mapping(tuple(Entry(key, tree(each), HERE) for key, each in value.items()), HERE)
        case list():
            return Sequence(tuple(tree(each) for each in value), HERE)
        case _:
            return Scalar(value, HERE)  # type: ignore[arg-type]


def bucket(key: object) -> Mapping:
    rule = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
    made = tree({"BucketEncryption": {"ServerSideEncryptionConfiguration": [rule]}})
    assert isinstance(made, Mapping)
    return made


def reads(operation: str, key: object, *, side: bool = False) -> list[str]:
    where = entry(
        resource("B", "AWS::S3::Bucket", None, bucket(key)),
        resource("Key", "AWS::KMS::Key"),
        environment={"BUCKET": ref("B")},
    )
    found = needs("s3", operation, {"Bucket": ref("B"), "Key": "k"}, where)
    return [line for line in lines(found, side=side) if "kms:" in line]


@pytest.mark.parametrize(
    "key", [{"Ref": "Key"}, {"Fn::GetAtt": ["Key", "Arn"]}, {"Fn::GetAtt": "Key.Arn"}, {"Fn::Sub": "${Key.Arn}"}]
)
def test_reading_decrypts_and_writing_makes_a_data_key(key: object) -> None:
    assert reads("GetObject", key) == ["kms:Decrypt @ ${Key.Arn}"]
    assert reads("PutObject", key) == ["kms:GenerateDataKey @ ${Key.Arn}"]


def test_a_multipart_upload_may_decrypt() -> None:
    assert "~kms:Decrypt @ ${Key.Arn}" in reads("PutObject", {"Ref": "Key"}, side=True)


@pytest.mark.parametrize("key", ["alias/aws/s3", {"Ref": "AWS::NoValue"}])
def test_aws_own_keys_ask_for_nothing(key: object) -> None:
    assert reads("GetObject", key) == []


def test_a_key_that_is_not_evaluated_here_is_any_key() -> None:
    assert reads("GetObject", {"Fn::ImportValue": "key"}) == [
        "kms:Decrypt @ arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*"
    ]


def test_a_bucket_with_no_key_of_its_own_asks_for_nothing() -> None:
    where = entry(resource("B", "AWS::S3::Bucket"))
    assert lines(needs("s3", "GetObject", {"Bucket": ref("B"), "Key": "k"}, where)) == ["s3:GetObject @ ${B.Arn}/k"]
