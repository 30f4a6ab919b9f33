"""Policies that a template only names."""

from pathlib import Path

from scene import call, sam, stage

from analyzer.core import ref

GET = call("dynamodb.GetItem", TableName="$TABLE")
TOPIC = """
Jobs:
  Type: AWS::SQS::Queue
"""


def test_a_policy_template_is_one_item_with_what_it_has_and_what_is_needed_of_it(tmp_path: Path):
    template = sam("- DynamoDBCrudPolicy: {TableName: !Ref Orders}")
    (item,) = stage(tmp_path, template, [GET]).diff.unneeded
    assert (item.pattern, item.grants[0].written) == ("", "DynamoDBCrudPolicy")
    assert item.needed == ("dynamodb:GetItem",)
    assert "dynamodb:PutItem" in item.actions
    assert "dynamodb:GetItem" not in item.actions


def test_the_smaller_template_with_the_same_parameters_is_named(tmp_path: Path):
    template = sam("- DynamoDBCrudPolicy: {TableName: !Ref Orders}")
    (reads,) = stage(tmp_path, template, [GET]).diff.unneeded
    assert reads.instead == "DynamoDBReadPolicy"
    (writes,) = stage(tmp_path, template, [call("dynamodb.PutItem", TableName="$TABLE")]).diff.unneeded
    assert writes.instead == "DynamoDBWritePolicy"
    (both,) = stage(tmp_path, template, [GET, call("dynamodb.PutItem", TableName="$TABLE")]).diff.unneeded
    assert both.instead == ""


def test_a_policy_of_which_nothing_is_needed_on_its_resource_is_unneeded_as_a_whole(tmp_path: Path):
    template = sam("""
    - DynamoDBReadPolicy: {TableName: !Ref Orders}
    - DynamoDBReadPolicy: {TableName: !Ref Users}
    """)
    orders, users = stage(tmp_path, template, [GET]).diff.unneeded
    assert (orders.needed, users.needed) == (("dynamodb:GetItem",), ())
    assert "dynamodb:GetItem" in users.actions


def test_what_lambda_itself_needs_may_be_granted_by_the_policies_made_for_it(tmp_path: Path):
    vpc = sam(
        "- AWSLambdaVPCAccessExecutionRole",
        properties="VpcConfig: {SubnetIds: [subnet-1], SecurityGroupIds: [sg-1]}",
    )
    assert stage(tmp_path, vpc, []).told == []
    queue = sam(
        "- AWSLambdaSQSQueueExecutionRole",
        properties="Events: {Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}}",
        resources=TOPIC,
    )
    assert stage(tmp_path, queue, []).told == []
    assert stage(tmp_path, sam("- AWSLambdaBasicExecutionRole"), []).told == []


def test_where_lambda_does_not_need_it_the_smaller_one_of_them_is_named(tmp_path: Path):
    (item,) = stage(tmp_path, sam("- AWSLambdaVPCAccessExecutionRole"), []).diff.unneeded
    assert "ec2:CreateNetworkInterface" in item.actions
    assert item.instead == "AWSLambdaBasicExecutionRole"


def test_what_sam_adds_by_itself_is_never_an_item(tmp_path: Path):
    traced = sam("- DynamoDBReadPolicy: {TableName: !Ref Users}", properties="Tracing: Active")
    items = stage(tmp_path, traced, []).diff.unneeded
    assert {item.grants[0].written for item in items} == {"DynamoDBReadPolicy"}


def test_a_queue_that_is_sent_to_needs_nothing_but_that(tmp_path: Path):
    template = sam("- SQSSendMessagePolicy: {QueueName: !GetAtt Jobs.QueueName}", resources=TOPIC)
    assert stage(tmp_path, template, [call("sqs.SendMessage", QueueUrl=ref("Jobs"))]).told == []


def test_what_to_write_instead_is_no_wider_than_what_is_granted(tmp_path: Path):
    template = sam("- DynamoDBCrudPolicy: {TableName: !Ref Orders}")
    finding = stage(tmp_path, template, [call("dynamodb.GetItem")]).one("managed-policy")
    assert "write dynamodb:GetItem on table/${Orders}" in finding.message
