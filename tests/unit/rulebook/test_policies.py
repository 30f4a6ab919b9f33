"""AWS's own policies by name and ARN."""

import re

import pytest

from analyzer.rulebook import Rulebook

BOOK = Rulebook()


@pytest.mark.parametrize(
    "name",
    [
        "AWSLambdaBasicExecutionRole",
        "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    ],
)
def test_a_managed_policy_is_found_by_name_or_arn(name):
    (statement,) = BOOK.managed_policy(name)["Statement"]
    assert set(statement["Action"]) == {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}


@pytest.mark.parametrize(
    "name",
    [
        "NoSuchPolicy",
        "",
        "arn:aws:iam::123456789012:policy/AWSLambdaBasicExecutionRole",
        "arn:aws:iam::aws:policy/",
        "awslambdabasicexecutionrole",
    ],
)
def test_other_policies_are_not_ours_to_know(name):
    assert BOOK.managed_policy(name) is None


def test_arns_have_the_policies_path():
    prefix = "arn:aws:iam::aws:policy"
    assert BOOK.managed_policy_arn("AdministratorAccess") == f"{prefix}/AdministratorAccess"
    assert BOOK.managed_policy_arn("AWSLambdaRole") == f"{prefix}/service-role/AWSLambdaRole"
    assert BOOK.managed_policy_arn("NoSuchPolicy") is None


def test_withdrawn_policies_are_still_known():
    assert BOOK.managed_policy("AWSLambdaFullAccess")["Statement"]
    assert BOOK.managed_policy_arn("AWSLambdaFullAccess") == "arn:aws:iam::aws:policy/AWSLambdaFullAccess"


def test_sam_templates_have_parameters_and_a_definition():
    assert len(BOOK.sam_templates()) == 81
    crud = BOOK.sam_template("DynamoDBCrudPolicy")
    assert list(crud["Parameters"]) == ["TableName"]
    assert "dynamodb:PutItem" in crud["Definition"]["Statement"][0]["Action"]
    assert BOOK.sam_template("NoSuchPolicy") is None


def test_the_data_says_where_it_is_from():
    manifest = BOOK.manifest()
    shipped = {path.name for path in (BOOK.directory / "generated").iterdir()} - {"manifest.json"}
    assert set(manifest.files) == shipped
    assert all(source.version for sources in manifest.files.values() for source in sources)
    assert re.fullmatch(r"20\d\d-\d\d-\d\d \(botocore 1\.\S+\)", manifest.sdk)
    assert manifest.iam[:2] == "20"
