"""One grant, one finding: which rule, how sure, where, and in what words."""

from pathlib import Path

import pytest
from scene import Scene, call, gap, sam, stage

from analyzer.findings import Finding
from analyzer.findings.discovery import rules

GET = call("dynamodb.GetItem", TableName="$TABLE")
READ = call("s3.GetObject", Bucket="$BUCKET", Key="reports/a.csv")


def allow(*statements: str) -> str:
    return sam("- Statement:\n" + "\n".join(f"    - {{{one}}}" for one in statements))


def line_of(folder: Path, fragment: str) -> int:
    lines = (folder / "template.yaml").read_text().splitlines()
    (number,) = [number for number, line in enumerate(lines, 1) if fragment in line]
    return number


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        ("- AdministratorAccess", ("admin-access", "AdministratorAccess", ("*",))),
        ("- PowerUserAccess", ("admin-access", "PowerUserAccess", None)),
        (
            '- Statement: [{Effect: Allow, Action: "*", Resource: "*"}]',
            ("admin-access", "*", ("*",)),
        ),
        (
            '- Statement: [{Effect: Allow, Action: "*", Resource: "arn:aws:s3:::x/*"}]',
            ("wildcard-action", "*", ("*",)),
        ),
        (
            '- Statement: [{Effect: Allow, NotAction: ["iam:*", "sts:*"], Resource: "*"}]',
            ("not-action", "NotAction:iam:*", ("*",)),
        ),
        (
            '- Statement: [{Effect: Allow, Action: "s3:GetObject", NotResource: "arn:aws:s3:::x/*"}]',
            ("not-action", "s3:GetObject", ("s3:GetObject",)),
        ),
        (
            '- Statement: [{Effect: Allow, Action: "iam:PassRole", Resource: "*"}]',
            ("privilege-escalation", "iam:PassRole", ("iam:PassRole",)),
        ),
        (
            '- Statement: [{Effect: Allow, Action: "iam:PassRole", Resource: "arn:aws:iam::1:role/x"}]',
            ("unused-action", "iam:PassRole", ("iam:PassRole",)),
        ),
        (
            '- Statement: [{Effect: Allow, Action: "iam:Put*", Resource: "arn:aws:iam::1:role/x"}]',
            ("privilege-escalation", "iam:Put*", None),
        ),
        (
            '- Statement: [{Effect: Allow, Action: "sqs:*", Resource: "*"}]',
            ("wildcard-action", "sqs:*", None),
        ),
        ("- AmazonSQSFullAccess", ("managed-policy", "AmazonSQSFullAccess", None)),
        ("- DynamoDBReadPolicy: {TableName: users}", ("managed-policy", "DynamoDBReadPolicy", None)),
        (
            '- Statement: [{Effect: Allow, Action: "sqs:SendMessage", Resource: "*"}]',
            ("unused-action", "sqs:SendMessage", ("sqs:SendMessage",)),
        ),
        (
            '- Statement: [{Effect: Allow, Action: "sqs:Send", Resource: "*"}]',
            ("unknown-action", "sqs:Send", ("sqs:Send",)),
        ),
    ],
)
def test_a_grant_goes_to_one_rule(tmp_path: Path, policies: str, expected: tuple):
    (finding,) = stage(tmp_path, sam(policies), []).findings
    rule, grant, actions = expected
    assert (finding.rule, finding.grant) == (rule, grant)
    assert actions is None or finding.actions == actions


def test_the_levels_and_categories_are_those_of_the_contract():
    listed = {rule.name: (rule.category, rule.level) for rule in rules()}
    assert listed == {
        "unused-action": ("over-grant", "error"),
        "wildcard-action": ("over-grant", "error"),
        "managed-policy": ("over-grant", "warning"),
        "shared-role": ("over-grant", "warning"),
        "admin-access": ("over-grant", "error"),
        "not-action": ("over-grant", "warning"),
        "privilege-escalation": ("over-grant", "error"),
        "wide-resource": ("wide-resource", "warning"),
        "missing-action": ("missing", "error"),
        "wrong-resource": ("missing", "error"),
        "denied": ("missing", "error"),
        "unknown-action": ("invalid", "warning"),
        "unlocated-code": ("analysis", "note"),
        "unparsable-code": ("analysis", "note"),
        "unreadable-template": ("analysis", "note"),
        "unresolved-call": ("analysis", "note"),
    }


def test_an_unused_action_says_who_never_calls_what_on_what(tmp_path: Path):
    scene = stage(
        tmp_path,
        allow("Effect: Allow, Action: [dynamodb:GetItem, dynamodb:DeleteItem], Resource: !GetAtt Orders.Arn"),
        [GET],
    )
    (finding,) = scene.findings
    assert finding.message == "Fn never calls dynamodb:DeleteItem on Orders"
    assert (finding.level, finding.confidence) == ("error", "high")
    assert (finding.span.path, finding.span.line) == ("template.yaml", line_of(tmp_path, "DeleteItem"))
    assert finding.span.column == 1 + (tmp_path / "template.yaml").read_text().splitlines()[
        finding.span.line - 1
    ].index("dynamodb:DeleteItem")
    (use,) = finding.related
    assert (use.span.path, use.span.line) == ("app.py", 7)
    assert use.message == "the only use of Orders: dynamodb.GetItem"


def test_a_wildcard_names_what_to_write_instead_and_counts_what_goes_away(tmp_path: Path):
    (finding,) = stage(tmp_path, allow('Effect: Allow, Action: "dynamodb:*", Resource: "*"'), [GET]).findings
    assert "write dynamodb:GetItem on Orders instead" in finding.message
    assert f"{len(finding.actions)} actions (" in finding.message
    assert "Write" in finding.message
    assert "dynamodb:GetItem" not in finding.actions


def test_a_wildcard_of_which_nothing_is_needed_is_to_be_removed(tmp_path: Path):
    (finding,) = stage(tmp_path, allow('Effect: Allow, Action: "sqs:*", Resource: "*"'), []).findings
    assert finding.message.startswith("Fn needs nothing of sqs:*, which grants ")
    assert finding.message.endswith(": remove it")


def test_a_gap_makes_it_a_note_that_names_the_gap(tmp_path: Path):
    lost = [gap("dynamodb", line=20)]
    scene = stage(tmp_path, allow("Effect: Allow, Action: dynamodb:DeleteItem, Resource: !GetAtt Orders.Arn"), [], lost)
    finding = scene.one("unused-action")
    assert (finding.level, finding.confidence) == ("note", "low")
    assert "the operation of dynamodb is not known (app.py:20)" in finding.message
    assert [related.span.line for related in finding.related] == [20]
    note = scene.one("unresolved-call")
    assert (note.category, note.level, note.span.line, note.grant) == ("analysis", "note", 20, None)


def test_every_gap_is_one_note(tmp_path: Path):
    lost = [gap("s3", line=3), gap("s3", line=4), gap(kind="subprocess", line=5), gap(kind="unlocated-code", line=6)]
    told = stage(tmp_path, sam("[]"), [], lost).findings
    assert [(one.rule, one.span.line) for one in told if one.span.path == "app.py"] == [
        ("unresolved-call", 3),
        ("unresolved-call", 4),
        ("unresolved-call", 5),
        ("unlocated-code", 6),
    ]


def test_a_wide_resource_stands_at_the_resource_and_says_what_to_write(tmp_path: Path):
    template = sam("""
    - Statement:
        - Effect: Allow
          Action: dynamodb:GetItem
          Resource:
            - !GetAtt Users.Arn
            - "*"
    """)
    (finding,) = stage(tmp_path, template, [GET]).findings
    assert (finding.rule, finding.level, finding.grant) == ("wide-resource", "warning", "dynamodb:GetItem")
    assert finding.span.line == line_of(tmp_path, "!GetAtt Users.Arn")
    assert "${Orders.Arn}" in finding.message
    assert finding.resources == ("${Users.Arn}", "*")


def test_a_missing_action_stands_at_the_call(tmp_path: Path):
    (finding,) = stage(tmp_path, sam("[]"), [GET]).findings
    assert (finding.rule, finding.level, finding.confidence) == ("missing-action", "error", "high")
    assert (finding.span.path, finding.span.line) == ("app.py", 7)
    assert finding.grant is None
    assert finding.actions == ("dynamodb:GetItem",)
    assert finding.resources == ("${Orders.Arn}",)
    assert [related.span.path for related in finding.related] == ["template.yaml"]


def test_a_wrong_resource_stands_at_the_resource_and_says_what_to_add(tmp_path: Path):
    template = allow("Effect: Allow, Action: s3:GetObject, Resource: !GetAtt Bucket.Arn")
    (finding,) = stage(tmp_path, template, [READ]).findings
    assert (finding.rule, finding.level) == ("wrong-resource", "error")
    assert finding.span.line == line_of(tmp_path, "!GetAtt Bucket.Arn")
    assert "add ${Bucket.Arn}/reports/a.csv" in finding.message
    assert [related.span.path for related in finding.related] == ["app.py"]


def test_denied_stands_at_the_deny(tmp_path: Path):
    template = allow(
        "Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn",
        'Effect: Deny, Action: "dynamodb:G*", Resource: "*"',
    )
    finding = stage(tmp_path, template, [GET]).one("denied")
    assert finding.span.line == line_of(tmp_path, "Deny")
    assert finding.level == "error"


def test_several_resources_of_one_missing_action_are_one_finding(tmp_path: Path):
    (finding,) = stage(tmp_path, sam("[]"), [GET, call("dynamodb.GetItem", TableName="users", line=9)]).findings
    assert len(finding.resources) == 2


def test_absent_logs_are_a_warning_at_most(tmp_path: Path):
    role = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: app.handler, CodeUri: ., Role: !GetAtt Role.Arn}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
"""
    found = stage(tmp_path, role, []).findings
    assert {one.rule for one in found} <= {"missing-action"}
    assert all(one.level != "error" for one in found)


def test_a_clean_function_has_no_finding(tmp_path: Path):
    template = allow(
        "Effect: Allow, Action: dynamodb:GetItem, Resource: !GetAtt Orders.Arn",
        'Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Bucket.Arn}/reports/a.csv"',
    )
    assert stage(tmp_path, template, [GET, READ]).findings == ()


def test_findings_come_by_place_and_the_order_of_calls_does_not_matter(tmp_path: Path):
    template = allow('Effect: Allow, Action: [s3:PutObject, "sqs:*", dynamodb:Foo], Resource: "*"')
    one = stage(tmp_path, template, [GET, READ]).findings
    other = stage(tmp_path, template, [READ, GET]).findings
    assert one == other
    assert [finding.span for finding in one] == sorted(finding.span for finding in one)


def prints(scene: Scene) -> dict[tuple[str, str | None], str]:
    return {(one.rule, one.grant): one.fingerprint for one in scene.findings}


def test_a_fingerprint_outlives_edits_elsewhere_and_tells_grants_apart(tmp_path: Path):
    template = allow('Effect: Allow, Action: [s3:PutObject, s3:DeleteObject], Resource: "*"')
    before = prints(stage(tmp_path, template, []))
    after = prints(stage(tmp_path, "# a comment\n\n" + template.replace("s3:PutObject, ", ""), []))
    assert before["unused-action", "s3:DeleteObject"] == after["unused-action", "s3:DeleteObject"]
    assert len(set(before.values())) == 2


def test_a_fingerprint_outlives_a_change_of_what_is_needed_under_a_wildcard(tmp_path: Path):
    template = allow('Effect: Allow, Action: "dynamodb:*", Resource: "*"')
    one = stage(tmp_path, template, []).one("wildcard-action")
    other = stage(tmp_path, template, [GET]).one("wildcard-action")
    assert one.fingerprint == other.fingerprint
    assert one.actions != other.actions


def test_adding_a_gap_never_makes_a_finding_worse(tmp_path: Path):
    template = sam("""
    - AmazonS3FullAccess
    - DynamoDBCrudPolicy: {TableName: !Ref Orders}
    - Statement:
        - {Effect: Allow, Action: ["*", "sqs:*", sns:Publish, iam:PassRole, dynamodb:GetItem], Resource: "*"}
        - {Effect: Allow, NotAction: "iam:*", Resource: "*"}
    """)
    rank = {"note": 0, "warning": 1, "error": 2}
    calls = [GET, READ]

    def worst(found: tuple[Finding, ...]) -> dict[tuple[str | None, int], int]:
        return {(one.grant, one.span.column): rank[one.level] for one in found if one.category != "analysis"}

    plain = worst(stage(tmp_path, template, calls).findings)
    for lost in ([gap("s3")], [gap("sqs", "iam")], [gap()], [gap("dynamodb"), gap("sns", line=30)]):
        doubted = worst(stage(tmp_path, template, calls, lost).findings)
        assert doubted.keys() == plain.keys()
        assert all(doubted[key] <= plain[key] for key in plain)


def test_what_is_counted_and_what_is_advised_add_up_to_the_grant(tmp_path: Path):
    """What only explains a grant is not counted as unneeded, so the advice says that it may stay."""
    policies = "- S3ReadPolicy: {BucketName: reports}"
    calls = [call("s3.HeadObject", Bucket="reports", Key="a.csv")]
    (finding,) = stage(tmp_path, sam(policies), calls).findings
    assert finding.actions == ("s3:GetBucketLocation", "s3:GetLifecycleConfiguration", "s3:GetObjectVersion")
    assert finding.message.endswith("write s3:GetObject on reports/a.csv instead; s3:ListBucket may stay")
