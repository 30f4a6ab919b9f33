"""A document read with the state that the framework left: its values, at the document's own places."""

import json

from analyzer.templates import ReadOptions

DOCUMENT = """\
service: svc
plugins: [a-plugin-that-nobody-knows]
provider:
  name: aws
  runtime: python3.12
  iam:
    role:
      statements: ${file(statements.yml)}
functions:
  fn:
    handler: app.handler
    environment: {TABLE: "${ssm:/table}"}
"""
STATEMENTS = """\
- Effect: Allow
  Action:
    - dynamodb:GetItem
    - dynamodb:PutItem
  Resource: "arn:aws:dynamodb:*:*:table/${ssm:/table}"
"""
GRANTED = {
    "Effect": "Allow",
    "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
    "Resource": "arn:aws:dynamodb:*:*:table/orders",
}


def state(*statements, stage="prod"):
    role = {
        "Type": "AWS::IAM::Role",
        "Properties": {"Policies": [{"PolicyDocument": {"Statement": list(statements)}}]},
    }
    return json.dumps(
        {
            "service": {
                "service": "svc",
                "provider": {
                    "name": "aws",
                    "runtime": "python3.12",
                    "stage": stage,
                    "iam": {"role": {"statements": list(statements)}},
                    "compiledCloudFormationTemplate": {"Resources": {"IamRoleLambdaExecution": role}},
                },
                "functions": {
                    "fn": {
                        "handler": "wrapper.handler",
                        "environment": {"TABLE": "orders"},
                        "package": {"artifact": "x.zip"},
                    }
                },
            }
        }
    )


def read(read_files, written, **options):
    files = {
        "serverless.yml": DOCUMENT,
        "statements.yml": STATEMENTS,
        "app.py": "",
        ".serverless/serverless-state.json": written,
    }
    return read_files(files, ReadOptions(serverless_state=".serverless/serverless-state.json", **options))[0]


def test_values_of_other_services_are_known(read_files):
    (function,) = read(read_files, state(GRANTED)).functions
    assert {name: str(texts[0]) for name, texts in function.environment} == {"TABLE": "orders"}


def test_statements_stand_where_the_included_file_has_them(read_files):
    (role,) = read(read_files, state(GRANTED)).roles
    (grant,) = [one for one in role.grants if one.source == "inline"]
    assert [(span.path, span.line) for span in grant.action_spans] == [("statements.yml", 3), ("statements.yml", 4)]
    assert [str(text) for text in grant.statement.resources] == ["arn:aws:dynamodb:*:*:table/orders"]
    assert role.complete  # of the unknown plugin everything is known: the template that was made says it


def test_a_statement_that_a_plugin_put_first_stands_at_the_list(read_files):
    added = {"Effect": "Allow", "Action": ["s3:*"], "Resource": "*"}
    written = DOCUMENT.replace("${file(statements.yml)}", "[{Effect: Allow, Action: [sqs:SendMessage], Resource: '*'}]")
    own = {"Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": "*"}
    files = {"serverless.yml": written, "app.py": "", ".serverless/serverless-state.json": state(added, own)}
    options = ReadOptions(serverless_state=".serverless/serverless-state.json")
    (role,) = read_files(files, options)[0].roles
    places = {one.statement.actions: one.action_spans[0] for one in role.grants if one.source == "inline"}
    assert {actions: (span.line, span.column) for actions, span in places.items()} == {
        ("s3:*",): (8, 19),
        ("sqs:SendMessage",): (8, 45),
    }


def test_code_is_located_as_the_document_says(read_files):
    """A plugin's wrapper and the archive that packaging made are not what is analysed."""
    (function,) = read(read_files, state(GRANTED)).functions
    assert (function.handler, function.code.kind) == ("app.handler", "directory")


def test_without_the_option_the_state_is_not_looked_at(read_files):
    files = {"serverless.yml": DOCUMENT, "app.py": "", ".serverless/serverless-state.json": state(GRANTED)}
    (function,) = read_files(files)[0].functions
    assert dict(function.environment)["TABLE"][0].parts != ("orders",)
    assert str(dict(function.environment)["TABLE"][0]) == "${ssm:/table}"


def test_a_state_that_is_none_is_told_and_the_document_read(read_files):
    template = read(read_files, "{}")
    assert [function.id for function in template.functions] == ["fn"]
    assert [(one.span.path, one.message) for one in template.problems if one.code == "template-unreadable"] == [
        (".serverless/serverless-state.json", "it is no state of the Serverless Framework")
    ]


def test_the_state_of_another_service_is_left_alone(read_files):
    files = {"a/serverless.yml": DOCUMENT, "b/serverless.yml": DOCUMENT, "b/.serverless/s.json": state(GRANTED)}
    found = read_files(files, ReadOptions(serverless_state="b/.serverless/s.json"))
    tables = {template.path: str(dict(template.functions[0].environment)["TABLE"][0]) for template in found}
    assert tables == {"a/serverless.yml": "${ssm:/table}", "b/serverless.yml": "orders"}


def test_the_stage_is_the_one_in_the_name_of_the_packages_folder(read_files):
    written = json.loads(state(GRANTED, stage="staging"))
    written["package"] = {"artifactDirectoryName": "serverless/svc/dev/1-2026-11-22T08:30:01.002Z"}
    (function,) = read(read_files, json.dumps(written)).functions
    assert dict(function.extra)["function-name"] == "svc-dev-fn"
    (function,) = read(read_files, state(GRANTED, stage="staging")).functions
    assert dict(function.extra)["function-name"] == "svc-staging-fn"
