"""Texts that name one thing are equal once they are spelled."""

import pytest
from bench import HERE, RULEBOOK, resource

from analyzer.core import Ref, Text, lit, ref
from analyzer.needs import Speller, spell
from analyzer.templates.model import Parameter, ResourceDecl, Template

REGION, ACCOUNT, PARTITION = Ref("AWS::Region"), Ref("AWS::AccountId"), Ref("AWS::Partition")


def template(*resources: ResourceDecl, parameters: tuple[Parameter, ...] = ()) -> Template:
    return Template("template.yaml", "sam", resources=resources, parameters=parameters)


def table(name: Text | str = "orders") -> Text:
    return Text.of("arn:", PARTITION, ":dynamodb:", REGION, ":", ACCOUNT, ":table/", name)


def test_an_attribute_is_the_arn_with_the_declared_name() -> None:
    where = template(resource("Orders", "AWS::DynamoDB::Table", "orders"))
    assert spell(ref("Orders", "Arn"), where, RULEBOOK) == table()
    assert spell(ref("Orders"), where, RULEBOOK) == lit("orders")


def test_a_resource_without_a_name_is_named_by_its_reference() -> None:
    where = template(resource("Orders", "AWS::DynamoDB::Table"))
    assert spell(ref("Orders", "Arn"), where, RULEBOOK) == table(ref("Orders"))
    around = Text.of("arn:aws:dynamodb:", REGION, ":", ACCOUNT, ":table/", Ref("Orders"))
    assert spell(around, where, RULEBOOK) == table(ref("Orders"))


def test_what_follows_an_arn_stays() -> None:
    where = template(resource("Orders", "AWS::DynamoDB::Table", "orders"))
    text = Text.of(Ref("Orders", "Arn"), "/index/*")
    assert str(spell(text, where, RULEBOOK)).endswith(":table/orders/index/*")


@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov"])
def test_a_literal_partition_is_the_deployments(partition: str) -> None:
    assert spell(lit(f"arn:{partition}:s3:::b"), template(), RULEBOOK) == Text.of("arn:", PARTITION, ":s3:::b")


def test_literal_regions_and_accounts_stay() -> None:
    assert str(spell(lit("arn:aws:sqs:eu-west-1:123:q"), template(), RULEBOOK)).endswith(":eu-west-1:123:q")


def test_a_reference_that_gives_an_arn() -> None:
    where = template(resource("Topic", "AWS::SNS::Topic", "news"))
    assert (
        str(spell(ref("Topic"), where, RULEBOOK)) == "arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:news"
    )


def test_a_stream_of_a_table_is_one_of_its_streams() -> None:
    where = template(resource("Orders", "AWS::DynamoDB::Table", "orders"))
    assert str(spell(ref("Orders", "StreamArn"), where, RULEBOOK)).endswith(":table/orders/stream/*")


def test_a_secret_is_known_by_its_name_and_random_tail() -> None:
    where = template(resource("Secret", "AWS::SecretsManager::Secret", "db"))
    assert str(spell(ref("Secret"), where, RULEBOOK)).endswith(":secret:db-??????")


def test_a_fixed_parameter_is_its_value_another_stays() -> None:
    fixed = Parameter("Name", default=lit("a"), value=lit("b"))
    where = template(
        resource("T", "AWS::DynamoDB::Table", ref("Name")), parameters=(fixed, Parameter("Other", lit("c")))
    )
    assert spell(ref("T", "Arn"), where, RULEBOOK) == table("b")
    assert spell(ref("Other"), where, RULEBOOK) == ref("Other")
    assert Speller(where, RULEBOOK.resources()).spell(ref("Other"), defaults=True) == lit("c")


def test_terraforms_data_sources_are_the_deployment() -> None:
    text = Text.of("arn:", Ref("data.aws_partition.current", "partition"), ":sqs:", Ref("data.aws_region.here", "name"),
                   ":", Ref("data.aws_caller_identity.me", "account_id"), ":q")  # fmt: skip
    assert spell(text, template(), RULEBOOK) == Text.of("arn:", PARTITION, ":sqs:", REGION, ":", ACCOUNT, ":q")


def test_terraforms_attributes() -> None:
    where = template(resource("aws_dynamodb_table.t", "aws_dynamodb_table", "orders"))
    assert spell(ref("aws_dynamodb_table.t", "arn"), where, RULEBOOK) == table()
    assert spell(ref("aws_dynamodb_table.t", "name"), where, RULEBOOK) == lit("orders")


def test_references_that_lead_in_a_circle_end() -> None:
    where = template(resource("A", "AWS::S3::Bucket", ref("B")), resource("B", "AWS::S3::Bucket", ref("A")))
    assert spell(ref("A", "Arn"), where, RULEBOOK).parts


def test_what_is_not_known_stays() -> None:
    where = template(ResourceDecl("Odd", "Custom::Thing", HERE))
    for text in (ref("Odd", "Arn"), ref("Nothing"), lit("*"), Text()):
        assert spell(text, where, RULEBOOK) == text


def test_spelling_twice_changes_nothing() -> None:
    where = template(resource("Orders", "AWS::DynamoDB::Table", "orders"), resource("B", "AWS::S3::Bucket"))
    for text in (ref("Orders", "Arn"), Text.of(Ref("B", "Arn"), "/*"), lit("arn:aws:s3:::x")):
        once = spell(text, where, RULEBOOK)
        assert spell(once, where, RULEBOOK) == once


def test_a_revision_is_open_where_the_name_is_known() -> None:
    where = template(resource("Task", "AWS::ECS::TaskDefinition", "family"))
    assert str(spell(ref("Task"), where, RULEBOOK)).endswith(":task-definition/family:*")
