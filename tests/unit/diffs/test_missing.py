from pathlib import Path

import pytest
from scene import Scene, call, sam, stage

from analyzer.core import Hole, Text

GET = call("dynamodb.GetItem", TableName="$TABLE")
PUT = call("s3.PutObject", Bucket="$BUCKET", Key="a.csv")
ROLE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::DynamoDB::Table}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: .
      Role: !GetAtt Role.Arn
      Environment: {Variables: {TABLE: !Ref Orders}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
      PermissionsBoundary: BOUNDARY
      ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]
      Policies:
        - PolicyName: Tables
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: "dynamodb:GetItem", Resource: !GetAtt Orders.Arn}
"""


def allow(*statements: str) -> str:
    return sam("- Statement:\n" + "\n".join(f"    - {{{one}}}" for one in statements))


def whys(scene: Scene) -> list[tuple[str, str]]:
    return [(item.need.action, item.why) for item in scene.diff.missing]


def test_what_no_statement_grants_is_missing(tmp_path: Path):
    scene = stage(tmp_path, allow('Effect: Allow, Action: "s3:PutObject", Resource: "*"'), [GET, PUT])
    assert whys(scene) == [("dynamodb:GetItem", "no-grant")]


def test_a_function_without_policies_lacks_what_it_calls(tmp_path: Path):
    template = sam("[]")
    assert whys(stage(tmp_path, template, [GET])) == [("dynamodb:GetItem", "no-grant")]


@pytest.mark.parametrize("pattern", ["dynamodb:GetItem", "DYNAMODB:get*", "*", "dynamodb:Ge?Item"])
def test_patterns_grant_in_any_case(tmp_path: Path, pattern: str):
    assert whys(stage(tmp_path, allow(f'Effect: Allow, Action: "{pattern}", Resource: "*"'), [GET])) == []


def test_an_object_action_on_the_bucket_is_on_the_wrong_resource(tmp_path: Path):
    scene = stage(tmp_path, allow('Effect: Allow, Action: "s3:PutObject", Resource: !GetAtt Bucket.Arn'), [PUT])
    (item,) = scene.diff.missing
    assert item.why == "wrong-resource"
    assert [one.logical_id for one in item.resources] == ["Bucket"]
    assert [grant.statement.actions for grant in item.grants] == [("s3:PutObject",)]


def test_a_query_on_an_index_where_only_the_table_is_granted_is_on_the_wrong_resource(tmp_path: Path):
    query = call("dynamodb.Query", TableName="$TABLE", IndexName="by-day")
    template = allow('Effect: Allow, Action: "dynamodb:Query", Resource: !GetAtt Orders.Arn')
    assert whys(stage(tmp_path, template, [query])) == [("dynamodb:Query", "wrong-resource")]


def test_another_table_is_the_wrong_resource(tmp_path: Path):
    template = allow('Effect: Allow, Action: "dynamodb:GetItem", Resource: !GetAtt Users.Arn')
    assert whys(stage(tmp_path, template, [GET])) == [("dynamodb:GetItem", "wrong-resource")]


def test_a_resource_that_is_not_known_is_missing_only_where_nothing_of_it_is_granted(tmp_path: Path):
    unknown = call("dynamodb.GetItem", TableName=Text((Hole("event"),)))
    one_table = allow('Effect: Allow, Action: "dynamodb:GetItem", Resource: !GetAtt Users.Arn')
    assert whys(stage(tmp_path, one_table, [unknown])) == []
    queue = allow('Effect: Allow, Action: "dynamodb:GetItem", Resource: "arn:aws:sqs:*:*:jobs"')
    assert whys(stage(tmp_path, queue, [unknown])) == [("dynamodb:GetItem", "wrong-resource")]


def test_an_explicit_deny_wins(tmp_path: Path):
    scene = stage(
        tmp_path,
        allow(
            'Effect: Allow, Action: "dynamodb:*", Resource: "*"',
            'Effect: Deny, Action: "dynamodb:Get*", Resource: !GetAtt Orders.Arn',
        ),
        [GET],
    )
    (item,) = scene.diff.missing
    assert item.why == "denied"
    assert [grant.statement.effect for grant in item.grants] == ["Deny"]


@pytest.mark.parametrize(
    "deny",
    [
        'Effect: Deny, Action: "dynamodb:Get*", Resource: !GetAtt Users.Arn',
        'Effect: Deny, Action: "dynamodb:Put*", Resource: "*"',
        'Effect: Deny, Action: "dynamodb:*", Resource: "*", Condition: {Bool: {"aws:SecureTransport": false}}',
    ],
)
def test_a_deny_of_something_else_or_under_a_condition_is_not_held_against_a_need(tmp_path: Path, deny: str):
    template = allow('Effect: Allow, Action: "dynamodb:GetItem", Resource: "*"', deny)
    assert whys(stage(tmp_path, template, [GET])) == []


def test_a_permissions_boundary_takes_away_what_it_leaves_out(tmp_path: Path):
    narrow = ROLE.replace("BOUNDARY", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
    assert ("dynamodb:GetItem", "denied") in whys(stage(tmp_path, narrow, [GET]))
    wide = ROLE.replace("BOUNDARY", "arn:aws:iam::aws:policy/PowerUserAccess")
    assert whys(stage(tmp_path, wide, [GET])) == []


def test_a_role_declared_elsewhere_leaves_doubt(tmp_path: Path):
    template = ROLE.replace("!GetAtt Role.Arn", "arn:aws:iam::123456789012:role/elsewhere").replace("BOUNDARY", '""')
    scene = stage(tmp_path, template, [GET, call("dynamodb.PutItem", TableName="$TABLE")])
    assert all(item.gaps for item in scene.diff.missing)
    missing = [one for one in scene.findings if one.category == "missing"]
    assert {(one.level, one.confidence) for one in missing} <= {("note", "low")}


def test_a_possible_need_is_never_missing_for_certain(tmp_path: Path):
    maybe = call("dynamodb.GetItem", certainty="possible", TableName="$TABLE")
    finding = stage(tmp_path, sam("[]"), [maybe]).one("missing-action")
    assert (finding.level, finding.confidence) == ("note", "low")


def test_a_condition_that_may_not_hold_is_given_the_benefit(tmp_path: Path):
    grant = (
        'Effect: Allow, Action: "dynamodb:GetItem", Resource: "*", Condition: {StringEquals: {"aws:ResourceTag/a": b}}'
    )
    assert whys(stage(tmp_path, allow(grant), [GET])) == []


def test_a_target_of_unknown_kind_leaves_several_actions_and_none_is_missing(tmp_path: Path):
    template = sam("[]", properties="DeadLetterQueue: {Type: SQS, TargetArn: !ImportValue Dead}")
    assert [why for why in whys(stage(tmp_path, template, [])) if not why[0].startswith("logs:")] == []


@pytest.mark.parametrize(("denied", "why"), [("*", "denied"), ("${Files.Arn}/a/secret", "")])
def test_a_key_known_in_part_is_denied_where_all_that_it_may_be_is(tmp_path: Path, denied: str, why: str):
    part = call("s3.PutObject", Bucket="$BUCKET", Key=Text.of("a", Hole("which"), "/b"))
    template = allow(
        'Effect: Allow, Action: "s3:PutObject", Resource: !Sub "${Files.Arn}/a/*"',
        f'Effect: Deny, Action: "s3:PutObject", Resource: !Sub "{denied}"',
    )
    assert whys(stage(tmp_path, template, [part])) == ([("s3:PutObject", why)] if why else [])
