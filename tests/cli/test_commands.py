"""The commands beside ``scan``, over the same small project."""

import json
from textwrap import dedent

import pytest
import yaml

pytestmark = pytest.mark.usefixtures("project")


def test_way_to_a_call(overgrant):
    assert str(overgrant("explain", "--function", "SaveOrder", "dynamodb:PutItem")) == dedent("""\
        exit 0
        -- stdout
        SaveOrder  template.yaml:9

        dynamodb:PutItem is needed  [call]
          on ${Orders.Arn}  (this one)
             Orders is AWS::DynamoDB::Table at template.yaml:3:3
             the environment variable TABLE holds ${Orders}
          src/app.py:8  handler  | def handler(event, context):
          src/app.py:9  in app.handler  | store.save(boto3.resource("dynamodb").Table(os.environ["TABLE"]), event["order"])
          src/store.py:2:5  dynamodb.PutItem, in store.save  | table.put_item(Item=order)
          granted by template.yaml:20:15  dynamodb:PutItem on ${Orders.Arn}
          rule       https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
    """)


def test_why_a_grant_is_thought_unneeded(overgrant):
    result = overgrant("explain", ".", "--function", "SaveOrder", "dynamodb:DeleteItem")
    assert result.code == 0
    assert "looked at  everything that src/app.py:8 can reach" in result.stdout
    assert "reached    dynamodb:PutItem" in result.stdout
    assert "unseen     nothing: the whole of the function's code was understood" in result.stdout


def test_explain_asks_for_one_action(overgrant):
    assert str(overgrant("explain", "s3:GetObject", "s3:PutObject")) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: explain takes one action, not s3:GetObject, s3:PutObject
    """)


def test_explain_takes_the_only_function(overgrant):
    assert overgrant("explain") == overgrant("explain", "--function", "SaveOrder")


def test_explain_says_which_functions_there_are(overgrant, project):
    text = (project / "template.yaml").read_text()
    (project / "template.yaml").write_text(text + text[text.index("  SaveOrder:") :].replace("SaveOrder", "KeepOrder"))
    assert str(overgrant("explain", "dynamodb:DeleteItem")) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: say which function: --function KeepOrder or SaveOrder
    """)


def test_a_grant_is_explained_by_the_name_that_its_finding_gives_it(overgrant, project):
    text = (project / "template.yaml").read_text()
    policy = "        - DynamoDBCrudPolicy:\n            TableName: !Ref Orders\n"
    (project / "template.yaml").write_text(text[: text.index("        - Statement")] + policy)
    shown = overgrant("explain", "DynamoDBCrudPolicy")
    assert shown.code == 0, shown
    assert "DynamoDBCrudPolicy  warning  [managed-policy, high confidence]" in shown.stdout
    assert "reached    dynamodb:PutItem" in shown.stdout


def test_a_word_that_is_nothing_here(overgrant):
    assert str(overgrant("explain", "sources")) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: sources is no file or folder, and no finding about SaveOrder names such a grant
    """)


def test_explain_of_a_function_that_is_not_there(overgrant):
    assert str(overgrant("explain", "--function", "Nobody")) == dedent("""\
        exit 3
        -- stderr
        overgrant: no Python Lambda function Nobody found in .
    """)


def test_policy_to_attach(overgrant):
    result = overgrant("policy", "--function", "SaveOrder")
    assert (result.code, result.stderr) == (0, "")
    statement = json.loads(result.stdout)["Statement"][0]
    assert statement["Action"] == ["dynamodb:PutItem"]
    assert statement["Resource"] == [{"Fn::GetAtt": ["Orders", "Arn"]}]


@pytest.mark.parametrize("form", ["yaml", "sam", "cloudformation", "serverless", "terraform"])
def test_policy_in_the_words_of_a_template(overgrant, root, form):
    result = overgrant("policy", "--format", form, "--output", "policy.txt")
    text = (root / "policy.txt").read_text()
    assert (result.code, result.stdout) == (0, "")
    assert "dynamodb" in text.lower()
    if form == "yaml":
        assert yaml.safe_load(text)["Statement"]


def test_rules_and_their_pages(overgrant):
    listed = overgrant("rules")
    assert "unused-action         error    " in listed.stdout
    page = overgrant("rules", "unused-action")
    assert page.code == 0
    assert "## Use instead" in page.stdout
    assert not page.stdout.startswith(("---", "+++"))


def test_unknown_rule(overgrant):
    assert str(overgrant("rules", "unused-actions", "xyzzy")) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: there is no rule 'unused-actions', did you mean unused-action?
        overgrant: error: there is no rule 'xyzzy'
    """)


def test_graph_of_a_function(overgrant):
    result = overgrant("graph", "--function", "SaveOrder")
    assert (result.code, result.stderr) == (0, "")
    graph = json.loads(result.stdout)
    calls = [(edge["from"], edge["to"]) for edge in graph["edges"]]
    assert ("app.handler", "store.save") in calls
    assert ("store.save", "dynamodb.PutItem") in calls
    assert {"name": "store.save", "kind": "function", "file": "src/store.py", "line": 1} in graph["nodes"]


def test_graph_of_a_file(overgrant, root):
    (root / "script.py").write_text("def used():\n    pass\n\n\ndef unused():\n    used()\n\n\nused()\n")
    result = overgrant("graph", "--entry", "script.py", "--format", "pycg")
    assert json.loads(result.stdout) == {"script": ["script.used"], "script.unused": [], "script.used": []}
    one = overgrant("graph", "--entry", "script.py:unused", "--format", "mermaid")
    assert '["script.unused"]' in one.stdout


def test_graph_refuses(overgrant):
    assert str(overgrant("graph", "--entry", "gone.py", "--function", "X", "--format", "png")) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: graph takes --function or --entry, not both
        overgrant: error: --entry must be a Python file that exists, not 'gone.py'
        overgrant: error: --format must be one of json, dot, mermaid, pycg, not 'png'
    """)
    assert overgrant("graph", "--function", "Nobody").code == 3
