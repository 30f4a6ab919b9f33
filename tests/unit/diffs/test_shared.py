"""Roles with several users."""

from pathlib import Path

from scene import Scene, call, gap, stage

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    CodeUri: .
    Role: !GetAtt Role.Arn
    Environment: {Variables: {TABLE: !Ref Orders}}
Resources:
  Orders: {Type: AWS::DynamoDB::Table}
  Fn: {Type: AWS::Serverless::Function, Properties: {Handler: app.handler}}
  Other: {Type: AWS::Serverless::Function, Properties: {Handler: app.handler}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: PRINCIPALS}, Action: "sts:AssumeRole"}]
      ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]
      Policies:
        - PolicyName: Tables
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: ACTIONS, Resource: RESOURCE}
"""
GET = call("dynamodb.GetItem", TableName="$TABLE")
DELETE = call("dynamodb.DeleteItem", TableName="$TABLE")


def shared(
    folder: Path,
    actions: str,
    calls: dict,
    gaps: dict | None = None,
    *,
    principals: str = "lambda.amazonaws.com",
    resource: str = "!GetAtt Orders.Arn",
) -> Scene:
    text = TEMPLATE.replace("ACTIONS", actions).replace("PRINCIPALS", principals).replace("RESOURCE", resource)
    return stage(folder, text, calls, gaps)


def test_what_another_function_on_the_role_needs_says_who(tmp_path: Path):
    scene = shared(tmp_path, "[dynamodb:GetItem, dynamodb:DeleteItem]", {"Fn": [GET], "Other": [DELETE]})
    (item,) = scene.diff.unneeded
    assert (item.actions, item.others, item.idle) == (("dynamodb:DeleteItem",), ("Other",), ())
    assert scene.told == [("shared-role", "dynamodb:DeleteItem")]
    assert scene.one("shared-role").level == "warning"
    assert "Other" in scene.one("shared-role").message


def test_what_no_function_on_the_role_needs_is_an_error(tmp_path: Path):
    scene = shared(tmp_path, "[dynamodb:GetItem, dynamodb:DeleteItem]", {"Fn": [GET], "Other": [GET]})
    assert scene.told == [("unused-action", "dynamodb:DeleteItem")]
    assert scene.findings[0].level == "error"


def test_a_pattern_that_is_more_than_all_of_them_need_is_an_error_that_says_what_the_others_keep(tmp_path: Path):
    scene = shared(tmp_path, '"dynamodb:*Item"', {"Fn": [GET], "Other": [DELETE]})
    (item,) = scene.diff.unneeded
    assert item.shared == ("dynamodb:DeleteItem",)
    assert "dynamodb:PutItem" in item.idle
    finding = scene.one("wildcard-action")
    assert finding.level == "error"
    assert "Other" in finding.message
    assert "dynamodb:DeleteItem" in finding.message


def test_a_gap_of_another_function_leaves_a_warning(tmp_path: Path):
    lost = {"Other": [gap("dynamodb")]}
    scene = shared(tmp_path, "[dynamodb:GetItem, dynamodb:DeleteItem]", {"Fn": [GET]}, lost)
    (item,) = scene.diff.unneeded
    assert item.perhaps == ("Other",)
    finding = scene.one("shared-role")
    assert (finding.level, finding.confidence) == ("warning", "medium")


def test_a_function_of_the_role_whose_code_is_not_seen_leaves_a_note(tmp_path: Path):
    unseen = {"Other": [gap(kind="unlocated-code")]}
    (finding,) = shared(tmp_path, "dynamodb:DeleteItem", {}, unseen).findings
    assert (finding.level, finding.confidence) == ("note", "low")
    assert "Other" in finding.message


def test_a_role_that_something_else_may_assume_leaves_a_note_that_says_what(tmp_path: Path):
    principals = "[lambda.amazonaws.com, states.amazonaws.com]"
    (finding,) = shared(tmp_path, "dynamodb:DeleteItem", {}, principals=principals).findings
    assert (finding.level, finding.confidence) == ("note", "low")
    assert "states.amazonaws.com" in finding.message


def test_lambda_at_the_edge_is_the_same_function(tmp_path: Path):
    principals = "[lambda.amazonaws.com, edgelambda.amazonaws.com]"
    (finding,) = shared(tmp_path, "dynamodb:DeleteItem", {}, principals=principals).findings
    assert (finding.level, finding.confidence) == ("error", "high")


def test_what_the_others_reach_is_not_too_wide_for_the_role(tmp_path: Path):
    users = call("dynamodb.GetItem", TableName="users")
    orders = {"Fn": [GET], "Other": [users]}
    resources = '[!GetAtt Orders.Arn, !Sub "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/users"]'
    scene = shared(tmp_path, "dynamodb:GetItem", orders, resource=resources)
    assert scene.told == []


def test_the_tighter_resources_hold_what_the_others_reach(tmp_path: Path):
    orders = {"Fn": [GET], "Other": [call("dynamodb.GetItem", TableName="users")]}
    (item,) = shared(tmp_path, "dynamodb:GetItem", orders, resource='"*"').diff.too_wide
    assert [str(one.text).rpartition("/")[2] for one in item.tighter] == ["${Orders.Arn}", "users"]
    assert item.others == ("Other",)
