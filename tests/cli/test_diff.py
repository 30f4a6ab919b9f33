"""``overgrant diff``: a handler and a policy document, no template."""

import json
from textwrap import dedent

import pytest

STATEMENT = {"Effect": "Allow", "Action": ["dynamodb:PutItem", "dynamodb:DeleteItem"], "Resource": "*"}


@pytest.fixture
def policy(project):
    (project / "template.yaml").unlink()
    path = project / "policy.json"
    path.write_text(json.dumps({"Version": "2012-10-17", "Statement": STATEMENT}, indent=2))
    return path


def rules(result):
    (function,) = json.loads(result.stdout)["functions"]
    return sorted((finding["rule"], finding["grant"]) for finding in function["findings"])


@pytest.mark.usefixtures("policy")
def test_handler_against_a_policy(overgrant):
    result = overgrant(
        "diff", "--policy", "policy.json", "--handler", "src/app.py:handler", "--format", "json", "--env", "TABLE=orders"
    )  # fmt: skip
    assert result.code == 1
    (function,) = json.loads(result.stdout)["functions"]
    assert (function["id"], function["dialect"]) == ("src/app.py:handler", "none")
    assert function["handler"] == {"spec": "app.handler", "file": "src/app.py", "line": 8}
    assert function["needs"][0]["resources"][0]["arn"].endswith(":table/orders")
    assert ("unused-action", "dynamodb:DeleteItem") in rules(result)
    assert ("wide-resource", "dynamodb:PutItem") in rules(result)


@pytest.mark.usefixtures("policy")
def test_place_of_a_grant(overgrant):
    result = overgrant("diff", "--policy", "policy.json", "--handler", "src/app.py:handler")
    assert "policy.json:7:7  src/app.py:handler never calls dynamodb:DeleteItem" in result.stdout


@pytest.mark.parametrize("wrap", ["PolicyDocument", "Policy"])
def test_document_as_other_programs_print_it(overgrant, policy, wrap):
    policy.write_text(json.dumps({"RoleName": "r", wrap: {"Statement": [STATEMENT]}}))
    result = overgrant("diff", "--policy", "policy.json", "--handler", "src/app.py:handler", "--format", "json")
    assert ("unused-action", "dynamodb:DeleteItem") in rules(result)


def test_document_in_yaml_outside_of_the_working_folder(overgrant, policy):
    elsewhere = policy.parent.parent / "policy.yaml"
    elsewhere.write_text("Statement:\n  Effect: Allow\n  Action: dynamodb:*\n  Resource: '*'\n")
    result = overgrant("diff", "--policy", str(elsewhere), "--handler", "src/app.py:handler", "--format", "json")
    assert ("wildcard-action", "dynamodb:*") in rules(result)


@pytest.mark.usefixtures("policy")
def test_everything_wrong_is_told_at_once(overgrant):
    assert str(overgrant("diff", "--fail-on", "x")) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: diff needs --policy
        overgrant: error: diff needs --handler
        overgrant: error: --fail-on must be one of error, warning, note, never, not 'x'
    """)
    assert str(overgrant("diff", "--policy", "gone.json", "--handler", "src/app.py")) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: there is no file gone.json
        overgrant: error: --handler must be FILE.py:FUNC, not 'src/app.py'
    """)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"Statement": null', '{"a": {"b": {"Statement": []}}}'])
def test_document_that_is_none(overgrant, policy, text):
    policy.write_text(text)
    result = overgrant("diff", "--policy", "policy.json", "--handler", "src/app.py:handler")
    assert result.code == 2
    assert result.stderr.startswith("overgrant: error: policy.json")


@pytest.mark.usefixtures("policy")
def test_function_that_the_file_does_not_have(overgrant):
    result = overgrant("diff", "--policy", "policy.json", "--handler", "src/app.py:nobody")
    assert "module app has no nobody" in result.stdout
    assert result.code == 0


@pytest.mark.usefixtures("policy")
def test_what_to_write_instead_is_a_plain_policy(overgrant):
    words = (
        "diff",
        "--policy",
        "policy.json",
        "--handler",
        "src/app.py:handler",
        "--env",
        "TABLE=orders",
        "--format",
        "json",
    )
    for given, arn in (
        ((), "arn:*:dynamodb:*:*:table/orders"),
        (("--region", "eu-west-1", "--account", "1"), "arn:*:dynamodb:eu-west-1:1:table/orders"),
    ):
        (function,) = json.loads(overgrant(*words, *given).stdout)["functions"]
        assert function["policy"]["Statement"][0]["Resource"] == [arn]
