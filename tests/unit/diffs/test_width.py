from pathlib import Path

import pytest
from scene import call, gap, sam, stage

from analyzer.core import Hole, Text, ref

GET = call("dynamodb.GetItem", TableName="$TABLE")
PUT = call("s3.PutObject", Bucket="$BUCKET", Key="reports/a.csv")


def allow(actions: str, resources: str) -> str:
    return sam(f"""
    - Statement:
        - Effect: Allow
          Action: {actions}
          Resource: {resources}
    """)


@pytest.mark.parametrize(
    "resource",
    [
        '"*"',
        '"arn:aws:dynamodb:*:*:table/*"',
        '!Sub "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/*"',
        '!Sub "arn:aws:dynamodb:*:*:table/${Orders}"',
    ],
)
def test_more_than_the_table_is_too_wide(tmp_path: Path, resource: str):
    diff = stage(tmp_path, allow("dynamodb:GetItem", resource), [GET]).diff
    (item,) = diff.too_wide
    assert item.actions == ("dynamodb:GetItem",)
    assert [one.logical_id for one in item.tighter] == ["Orders"]
    assert item.places == (0,)


@pytest.mark.parametrize(
    "resource",
    [
        "!GetAtt Orders.Arn",
        '!Sub "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}"',
        '!Sub "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}"',
        "!Sub '${Orders.Arn}'",
    ],
)
def test_the_table_however_it_is_spelled_is_not(tmp_path: Path, resource: str):
    assert stage(tmp_path, allow("dynamodb:GetItem", resource), [GET]).told == []


def test_a_whole_bucket_is_too_wide_for_one_key(tmp_path: Path):
    diff = stage(tmp_path, allow("s3:PutObject", '!Sub "${Bucket.Arn}/*"'), [PUT]).diff
    (item,) = diff.too_wide
    assert [str(one.text) for one in item.tighter] == ["${Bucket.Arn}/reports/a.csv"]


def test_the_bucket_beside_its_objects_is_not_held_against_an_object_action(tmp_path: Path):
    resources = '[!GetAtt Bucket.Arn, !Sub "${Bucket.Arn}/reports/a.csv"]'
    assert stage(tmp_path, allow("s3:PutObject", resources), [PUT]).told == []


def test_an_index_that_is_never_queried_is_more_than_is_reached(tmp_path: Path):
    query = call("dynamodb.Query", TableName="$TABLE")
    resources = '[!GetAtt Orders.Arn, !Sub "${Orders.Arn}/index/*"]'
    (item,) = stage(tmp_path, allow("dynamodb:Query", resources), [query]).diff.too_wide
    assert item.places == (1,)
    assert item.tighter == ()


def test_an_action_without_resource_level_is_right_with_a_star(tmp_path: Path):
    assert stage(tmp_path, allow("s3:ListAllMyBuckets", '"*"'), [call("s3.ListBuckets")]).told == []


def test_nothing_is_claimed_where_the_resource_is_not_known(tmp_path: Path):
    unknown = call("dynamodb.GetItem", TableName=Text((Hole("from the event"),)))
    assert stage(tmp_path, allow("dynamodb:GetItem", '"*"'), [unknown]).told == []
    assert stage(tmp_path, allow("dynamodb:GetItem", "!GetAtt Users.Arn"), [unknown]).told == []


def test_nothing_is_claimed_where_the_grant_is_not_known(tmp_path: Path):
    resource = "!ImportValue SharedTableArn"
    assert stage(tmp_path, allow("dynamodb:GetItem", resource), [GET]).diff.too_wide == ()


def test_each_action_of_a_statement_is_an_item_of_its_own(tmp_path: Path):
    calls = [GET, call("dynamodb.PutItem", TableName="$TABLE")]
    diff = stage(tmp_path, allow("[dynamodb:GetItem, dynamodb:PutItem]", '"*"'), calls).diff
    assert [item.actions for item in diff.too_wide] == [("dynamodb:GetItem",), ("dynamodb:PutItem",)]


def test_a_pattern_with_unneeded_actions_is_not_reported_for_its_width_too(tmp_path: Path):
    diff = stage(tmp_path, allow('"dynamodb:*Item"', '"*"'), [GET]).diff
    assert len(diff.unneeded) == 1
    assert diff.too_wide == ()


def test_a_gap_of_the_service_could_explain_the_width(tmp_path: Path):
    (item,) = stage(tmp_path, allow("dynamodb:GetItem", '"*"'), [GET], [gap("dynamodb")]).diff.too_wide
    assert len(item.gaps) == 1


def test_logs_on_everything_are_nobodys_concern(tmp_path: Path):
    actions = "[logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents]"
    assert stage(tmp_path, allow(actions, '"*"'), []).told == []


QUEUE = """
Jobs:
  Type: AWS::SQS::Queue
"""


def test_a_policy_template_is_too_wide_only_where_it_names_no_resource(tmp_path: Path):
    send = call("sqs.SendMessage", QueueUrl=ref("Jobs"))
    named = sam("- SQSSendMessagePolicy: {QueueName: !GetAtt Jobs.QueueName}", resources=QUEUE)
    assert stage(tmp_path, named, [send]).told == []
    nameless = sam('- SQSSendMessagePolicy: {QueueName: "*"}', resources=QUEUE)
    assert stage(tmp_path, nameless, [send]).told == [("wide-resource", "SQSSendMessagePolicy")]
