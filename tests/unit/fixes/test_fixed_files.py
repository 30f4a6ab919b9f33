"""Files as people write them: what ``fix`` changes in them, to the byte, and what it refuses."""

from pathlib import Path

import pytest

from analyzer.pipeline.fixing import FixReport, fix
from analyzer.pipeline.options import Options

CODE = """\
import boto3, os
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
s3 = boto3.client("s3")
def handler(event, context):
    table.get_item(Key={"id": "1"})
    table.query()
    s3.get_object(Bucket=os.environ["BUCKET"], Key="a")
"""
HEAD = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::DynamoDB::Table, Properties: {}}
  Files: {Type: AWS::S3::Bucket}
"""
FUNCTION = """\
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: .
      Environment: {Variables: {TABLE: !Ref Orders, BUCKET: !Ref Files}}
"""
NEEDED = """\
            - {Effect: Allow, Action: [dynamodb:GetItem, dynamodb:Query], Resource: !GetAtt Orders.Arn}
            - {Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Files.Arn}/a"}
"""


def run(folder: Path, template: str | bytes, code: str = CODE, name: str = "template.yaml") -> FixReport:
    (folder / "app.py").write_text(code)
    (folder / name).write_bytes(template if isinstance(template, bytes) else template.encode())
    return fix((str(folder),), Options(cache=False, debug=True), lambda report: report)


def became(folder: Path, before: str, after: str, name: str = "template.yaml", code: str = CODE) -> None:
    done = run(folder, before, code, name)
    assert [str(one.why) for one in done.refusals] == []
    assert done.files[name][1].decode() == after
    assert run(folder, done.files[name][1], code, name).files == {}


def policies(text: str) -> str:
    return HEAD + FUNCTION + "      Policies:\n" + text


def test_a_wildcard_becomes_a_list_and_resources_that_differ_become_statements(tmp_path: Path) -> None:
    became(
        tmp_path,
        policies("""\
        # who wrote this
        - Statement:
          - Sid: All      # of it
            Effect:   Allow
            Action: 'dynamodb:*'
            Resource:   "*"   # why not
          - {Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Files.Arn}/a"}
"""),
        policies("""\
        # who wrote this
        - Statement:
          - Sid: All      # of it
            Effect:   Allow
            Action:
              - 'dynamodb:GetItem'
              - 'dynamodb:Query'
            Resource:   !GetAtt Orders.Arn   # why not
          - {Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Files.Arn}/a"}
"""),
    )


def test_one_statement_for_two_services_becomes_two_with_sids_of_their_own(tmp_path: Path) -> None:
    became(
        tmp_path,
        policies("""\
        - Statement:
            - Sid: All
              Effect: Allow
              Action: ["dynamodb:GetItem", "dynamodb:Query", "s3:GetObject"]
              Resource: ["*"]
"""),
        policies("""\
        - Statement:
            - Sid: All
              Effect: Allow
              Action: ["dynamodb:GetItem", "dynamodb:Query"]
              Resource: [!GetAtt Orders.Arn]
            - Sid: All2
              Effect: Allow
              Action: ["s3:GetObject"]
              Resource: [!Sub "${Files.Arn}/a"]
"""),
    )


def test_a_single_statement_becomes_a_list_where_it_must(tmp_path: Path) -> None:
    became(
        tmp_path,
        policies("""\
        - Statement:
            Effect: Allow
            Action: "*"
            Resource: "*"
"""),
        policies("""\
        - Statement:
            - Effect: Allow
              Action:
                - "dynamodb:GetItem"
                - "dynamodb:Query"
              Resource: !GetAtt Orders.Arn
            - Effect: Allow
              Action: "s3:GetObject"
              Resource: !Sub "${Files.Arn}/a"
            - Effect: Allow
              Action: "s3:ListBucket"
              Resource: !GetAtt Files.Arn
"""),
    )


def test_named_policies_make_room_for_statements(tmp_path: Path) -> None:
    before = policies("""\
        - AWSLambdaBasicExecutionRole
        - AmazonS3FullAccess   # everything
        - DynamoDBCrudPolicy:
            TableName: !Ref Orders
        - Statement:
            - {Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Files.Arn}/a"}
""")
    after = policies("""\
        - AWSLambdaBasicExecutionRole
        - Statement:
            - {Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Files.Arn}/a"}
            - {Effect: Allow, Action: s3:ListBucket, Resource: !GetAtt Files.Arn}
            - {Effect: Allow, Action: [dynamodb:GetItem, dynamodb:Query], Resource: !GetAtt Orders.Arn}
""")
    became(tmp_path, before, after)


def test_a_function_without_policies_gets_them(tmp_path: Path) -> None:
    done = run(tmp_path, HEAD + FUNCTION)
    text = done.files["template.yaml"][1].decode()
    assert text.startswith(HEAD + FUNCTION)
    lines = [line for line in text.removeprefix(HEAD + FUNCTION).splitlines() if "Sid: " not in line]
    assert [line.replace("- Effect", "  Effect") for line in lines] == [
        "      Policies:",
        "        - Statement:",
        "              Effect: Allow",
        "              Action:",
        "                - dynamodb:GetItem",
        "                - dynamodb:Query",
        "              Resource: !GetAtt Orders.Arn",
        "              Effect: Allow",
        "              Action: s3:GetObject",
        '              Resource: !Sub "${Files.Arn}/a"',
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "open"])
def test_line_ends_marks_and_odd_blanks_stay(tmp_path: Path, ending: str, mark: str, last: bool) -> None:
    before = mark + policies(
        "        - Statement:   \n"
        '            - {Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Files.Arn}/a"} \t # é\n'
        "            -   Effect: Allow\n"
        "                Action:\n"
        "\n"
        "                -   dynamodb:GetItem \n"
        "                # kept\n"
        "                -   dynamodb:Query\n"
        "                -   dynamodb:Scan  # gone\n"
        "                Resource: !GetAtt Orders.Arn\n"
        "            - Effect: Allow\n"
        "              Action: sqs:*\n"
        "              Resource: '*'\n"
    ).replace("\n", ending)
    before = before if last else before.removesuffix(ending)
    after = before.replace(f"                -   dynamodb:Scan  # gone{ending}", "")
    gone = f"{ending}            - Effect: Allow{ending}              Action: sqs:*{ending}              Resource: '*'"
    became(tmp_path, before, after.replace(gone, ""))


def test_json_keeps_its_layout(tmp_path: Path) -> None:
    import json

    body = {
        "Transform": "AWS::Serverless-2016-10-31",
        "Resources": {
            "Orders": {"Type": "AWS::DynamoDB::Table", "Properties": {}},
            "Files": {"Type": "AWS::S3::Bucket"},
            "Fn": {
                "Type": "AWS::Serverless::Function",
                "Properties": {
                    "Runtime": "python3.13", "Handler": "app.handler", "CodeUri": ".",
                    "Environment": {"Variables": {"TABLE": {"Ref": "Orders"}, "BUCKET": {"Ref": "Files"}}},
                    "Policies": [{"Statement": [
                        {"Effect": "Allow", "Action": ["dynamodb:*", "s3:PutObject"], "Resource": "*"},
                        {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"},
                    ]}],
                },
            },
        },
    }  # fmt: skip
    for indent in (None, 2, "\t"):
        done = run(tmp_path, json.dumps(body, indent=indent), name="template.json")
        after = done.files["template.json"][1].decode()
        assert json.loads(after)["Resources"]["Fn"]["Properties"]["Policies"] == [
            {
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": ["dynamodb:GetItem", "dynamodb:Query"],
                        "Resource": {"Fn::GetAtt": ["Orders", "Arn"]},
                    },
                    {
                        "Effect": "Allow",
                        "Action": "s3:GetObject",
                        "Resource": {"Fn::Sub": "${Files.Arn}/a"},
                        **({"Sid": sid} if (sid := _sid(after)) else {}),
                    },
                ]
            }
        ]
        assert after.count("\n") >= 1 or indent is None


def _sid(text: str) -> str:
    return text.partition('"Sid": "')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("template", "why"),
    [
        (
            policies(
                "        - Statement:\n            - &all {Effect: Allow, Action: sqs:*, Resource: '*'}\n            - *all\n"
            ),
            "several",
        ),
        (
            policies(
                "        - Statement:\n            - Effect: Allow\n              Action: &a [sqs:ListQueues]\n"
                "              Resource: '*'\n            - Effect: Allow\n              Action: *a\n              Resource: '*'\n"
            ),
            "",
        ),
        (
            "Conditions: {C: !Equals [!Ref AWS::Region, b]}\n"
            + policies(
                "        - Statement:\n            - !If [C, {Effect: Allow, Action: sqs:*, Resource: '*'}, !Ref AWS::NoValue]\n"
                + NEEDED
            ),
            "condition",
        ),
    ],
)
def test_text_that_serves_several_things_stays(tmp_path: Path, template: str, why: str) -> None:
    done = run(tmp_path, template)
    assert any(why in one.why for one in done.refusals)
    for _, new in done.files.values():
        assert b"sqs:*" in new or b"&a" in new


def test_what_a_gap_may_explain_stays(tmp_path: Path) -> None:
    code = CODE + "    getattr(s3, event['do'])(Bucket=os.environ['BUCKET'])\n"
    text = policies(
        "        - Statement:\n"
        + NEEDED
        + "            - {Effect: Allow, Action: [s3:PutObject, sqs:SendMessage], Resource: '*'}\n"
    )
    done = run(tmp_path, text, code)
    assert done.files["template.yaml"][1].decode() == text.replace("[s3:PutObject, sqs:SendMessage]", "[s3:PutObject]")
    assert ["a call may be hidden" in one.why for one in done.refusals] == [True]


def test_conditions_of_a_statement_stay_with_every_part_of_it(tmp_path: Path) -> None:
    condition = "Condition: {StringEquals: {aws:RequestedRegion: eu-west-1}}"
    done = run(
        tmp_path,
        policies(
            f"        - Statement:\n            - {{Effect: Allow, Action: [dynamodb:GetItem, dynamodb:Query, s3:GetObject], Resource: '*', {condition}}}\n"
        ),
    )
    assert done.files["template.yaml"][1].decode().count(condition) == 2


def test_a_deny_is_never_touched(tmp_path: Path) -> None:
    text = policies(
        "        - Statement:\n" + NEEDED + "            - {Effect: Deny, Action: s3:GetObject, Resource: '*'}\n"
    )
    done = run(tmp_path, text)
    assert done.files == {}
    assert "Deny" in done.refusals[0].why


def test_a_function_in_the_place_of_a_resource_is_one_value(tmp_path: Path) -> None:
    became(
        tmp_path,
        policies(
            "        - Statement:\n"
            + NEEDED.replace("Action: s3:GetObject", "Action: [s3:GetObject, s3:PutObject]")
            + "            - {Effect: Allow, Action: s3:GetObject, Resource: !Join ['', [!GetAtt Files.Arn, '/*']]}\n"
        ),
        policies(
            "        - Statement:\n"
            + NEEDED.replace("Action: s3:GetObject", "Action: [s3:GetObject]")
            + '            - {Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Files.Arn}/a"}\n'
        ),
    )


def test_a_function_never_goes_with_its_policies(tmp_path: Path) -> None:
    text = "Globals: {Function: {Runtime: python3.13, Handler: app.handler, CodeUri: .}}\n" + HEAD
    text += "  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies:\n"
    text += "        Statement: {Effect: Allow, Action: sqs:SendMessage, Resource: '*'}\n"
    done = run(tmp_path, text, "def handler(event, context): ...\n")
    assert done.files == {}
    assert "nothing would be left" in done.refusals[0].why


def test_what_has_no_resource_level_is_kept_of_a_named_policy(tmp_path: Path) -> None:
    """https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrekognition.html: DetectLabels has no resource types."""
    code = 'import boto3\ndef handler(event, context):\n    boto3.client("rekognition").detect_labels(Image={})\n'
    became(
        tmp_path,
        policies("        - RekognitionDetectOnlyPolicy: {}\n"),
        policies("""\
        - Statement:
            - Effect: Allow
              Action: rekognition:DetectLabels
              Resource: "*"
"""),
        code=code,
    )


def test_a_single_name_becomes_a_list_of_statements(tmp_path: Path) -> None:
    code = 'import boto3, os\ndef handler(event, context):\n    boto3.client("s3").put_object(Bucket=os.environ["BUCKET"], Key="a")\n'
    became(
        tmp_path,
        HEAD + FUNCTION + "      Policies: AmazonS3FullAccess\n",
        policies("""\
        - Statement:
            - Effect: Allow
              Action:
                - s3:AbortMultipartUpload
                - s3:PutObject
              Resource: !Sub "${Files.Arn}/a"
"""),
        code=code,
    )


def test_dashes_may_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    became(
        tmp_path,
        policies("""        -
          Statement:
            -
              Effect: Allow
              Action: "dynamodb:*"
              Resource: !GetAtt Orders.Arn
            -
              Effect: Allow
              Action: sqs:SendMessage
              Resource: "*"
            -
              Effect: Allow
              Action: s3:GetObject
              Resource: !Sub "${Files.Arn}/a"
"""),
        policies("""        -
          Statement:
            -
              Effect: Allow
              Action:
                - "dynamodb:GetItem"
                - "dynamodb:Query"
              Resource: !GetAtt Orders.Arn
            -
              Effect: Allow
              Action: s3:GetObject
              Resource: !Sub "${Files.Arn}/a"
"""),
    )
