from pathlib import Path

import pytest
from scene import call, gap, sam, stage

from analyzer.diffs.unneeded import is_everything

GET = call("dynamodb.GetItem", TableName="$TABLE")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("*", True), ("*:*", True), ("**", True), ("s3:*", False), ("*:Get*", False), ("", False), ("s3", False)],
)
def test_which_patterns_are_everything(pattern: str, expected: bool):
    assert is_everything(pattern) is expected


def test_a_granted_action_that_nothing_needs_is_unneeded(tmp_path: Path):
    diff = stage(
        tmp_path,
        sam("""
        - Statement:
            - {Effect: Allow, Action: [dynamodb:GetItem, dynamodb:DeleteItem], Resource: !GetAtt Orders.Arn}
        """),
        [GET],
    ).diff
    (item,) = diff.unneeded
    assert (item.pattern, item.actions, item.needed, item.gaps) == (
        "dynamodb:DeleteItem",
        ("dynamodb:DeleteItem",),
        (),
        (),
    )
    assert diff.too_wide == ()
    assert diff.missing == ()


def test_the_case_of_an_action_does_not_matter(tmp_path: Path):
    template = sam("""
    - Statement:
        - {Effect: Allow, Action: DynamoDB:getitem, Resource: !GetAtt Orders.Arn}
    """)
    assert stage(tmp_path, template, [GET]).told == []


def test_a_pattern_is_expanded_and_less_what_is_needed(tmp_path: Path):
    template = sam("""
    - Statement:
        - {Effect: Allow, Action: "dynamodb:Batch*", Resource: !GetAtt Orders.Arn}
    """)
    (item,) = stage(tmp_path, template, [call("dynamodb.BatchGetItem", RequestItems="?")]).diff.unneeded
    assert item.needed == ("dynamodb:BatchGetItem",)
    assert item.actions == ("dynamodb:BatchWriteItem",)


def test_a_pattern_that_is_needed_as_a_whole_is_no_item(tmp_path: Path):
    template = sam("""
    - Statement:
        - {Effect: Allow, Action: "dynamodb:GetIte*", Resource: !GetAtt Orders.Arn}
    """)
    assert stage(tmp_path, template, [GET]).told == []


def test_under_a_pattern_only_what_is_needed_on_its_resources_counts_as_needed(tmp_path: Path):
    template = sam("""
    - Statement:
        - {Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn}
        - {Effect: Allow, Action: "dynamodb:*", Resource: !GetAtt Users.Arn}
    """)
    (item,) = stage(tmp_path, template, [GET]).diff.unneeded
    assert item.pattern == "dynamodb:*"
    assert item.needed == ()
    assert "dynamodb:GetItem" not in item.actions, "an action needed anywhere is never named as unneeded"
    assert "dynamodb:PutItem" in item.actions


def test_an_action_needed_elsewhere_is_too_wide_and_not_unneeded(tmp_path: Path):
    template = sam("""
    - Statement:
        - {Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn}
        - {Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Users.Arn}
    """)
    diff = stage(tmp_path, template, [GET]).diff
    assert diff.unneeded == ()
    (item,) = diff.too_wide
    assert [str(text) for text in item.granted] == ["${Users.Arn}"]
    assert item.tighter == ()


def test_a_gap_of_the_service_makes_it_undecided_and_one_of_another_does_not(tmp_path: Path):
    template = sam("""
    - Statement:
        - {Effect: Allow, Action: dynamodb:DeleteItem, Resource: !GetAtt Orders.Arn}
    """)
    (told,) = stage(tmp_path, template, [], [gap("sqs")]).diff.unneeded
    assert told.gaps == ()
    (doubted,) = stage(tmp_path, template, [], [gap("dynamodb")]).diff.unneeded
    assert [one.detail for one in doubted.gaps] == ["the operation of dynamodb is not known"]
    (lost,) = stage(tmp_path, template, [], [gap(kind="subprocess")]).diff.unneeded
    assert len(lost.gaps) == 1


def test_a_gap_takes_from_a_wide_grant_only_what_it_could_explain(tmp_path: Path):
    template = sam("""
    - AmazonS3FullAccess
    """)
    (item,) = stage(tmp_path, template, [], [gap("s3")]).diff.unneeded
    assert item.gaps == ()
    assert {action.partition(":")[0] for action in item.actions} == {"s3-object-lambda"}
    assert {action.partition(":")[0] for action in item.doubted} == {"s3"}
    assert [one.services for one in item.doubts] == [("s3",)]


def test_a_star_is_doubted_only_by_a_gap_that_may_hide_anything(tmp_path: Path):
    template = sam("""
    - Statement:
        - {Effect: Allow, Action: "*", Resource: "*"}
    """)
    (item,) = stage(tmp_path, template, [GET], [gap("s3")]).diff.unneeded
    assert (item.actions, item.gaps) == (("*",), ())
    assert "dynamodb:GetItem" in item.needed
    (lost,) = stage(tmp_path, template, [GET], [gap()]).diff.unneeded
    assert lost.gaps


def test_what_explains_a_grant_without_being_required_is_no_over_grant_and_never_missing(tmp_path: Path):
    put = call("s3.PutObject", Bucket="$BUCKET", Key="a")
    with_abort = sam("""
    - Statement:
        - {Effect: Allow, Action: [s3:PutObject, s3:AbortMultipartUpload], Resource: !Sub "${Bucket.Arn}/a"}
    """)
    without = sam("""
    - Statement:
        - {Effect: Allow, Action: s3:PutObject, Resource: !Sub "${Bucket.Arn}/a"}
    """)
    assert stage(tmp_path, with_abort, [put]).told == []
    assert stage(tmp_path, without, [put]).told == []


def test_deny_statements_are_no_grants(tmp_path: Path):
    template = sam("""
    - Statement:
        - {Effect: Deny, Action: "iam:*", Resource: "*"}
    """)
    assert stage(tmp_path, template, []).told == []


def test_an_action_that_iam_does_not_know_is_unknown_with_the_nearest_one(tmp_path: Path):
    template = sam("""
    - Statement:
        - {Effect: Allow, Action: [dynamodb:GetItems, nosuchservice:Do], Resource: "*"}
    """)
    first, second = stage(tmp_path, template, []).diff.unknown
    assert (first.pattern, first.suggestion) == ("dynamodb:GetItems", "dynamodb:GetItem")
    assert (second.pattern, second.suggestion) == ("nosuchservice:Do", "")
