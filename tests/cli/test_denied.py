"""``overgrant explain --denied``: from a line of CloudWatch to the call, the statement and the fix."""

from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "integrations" / "access-denied.md"

WHO = "arn:aws:sts::111122223333:assumed-role/app-SaveOrderRole-1A2B3C4D5E6F/app-SaveOrder-AbCdEfGhIjKl"
TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/app-Orders-XYZ"
PUT = f"User: {WHO} is not authorized to perform: dynamodb:PutItem on resource: {TABLE}"
MISSING = f"{PUT} because no identity-based policy allows the dynamodb:PutItem action"


def without(project, line):
    template = project / "template.yaml"
    template.write_text(template.read_text().replace(line, ""))


def change(project, old, new):
    template = project / "template.yaml"
    template.write_text(template.read_text().replace(old, new))


def test_a_missing_statement(overgrant, project):
    without(project, "                - dynamodb:PutItem\n")
    result = overgrant("explain", "--denied", MISSING)
    shown = PAGE.read_text().split("```text\n")[1].split("```")[0]
    assert (result.code, result.stdout) == (0, shown)


def test_a_statement_on_another_resource(overgrant, project):
    change(project, "Resource: !GetAtt Orders.Arn", "Resource: !Sub arn:aws:dynamodb:*:*:table/other")
    result = overgrant("explain", "--denied", MISSING)
    assert "granted by template.yaml:20, but not for certain on what the call reaches" in result.stdout
    assert "fix  correct that statement to:" in result.stdout
    assert "!GetAtt Orders.Arn" in result.stdout


def test_a_deny_of_the_template(overgrant, project):
    change(
        project,
        "            - Effect: Allow\n",
        "            - {Effect: Deny, Action: 'dynamodb:Put*', Resource: '*'}\n            - Effect: Allow\n",
    )
    result = overgrant("explain", "--denied", f"{PUT} with an explicit deny in an identity-based policy")
    assert "denied by  template.yaml:20" in result.stdout
    assert "take dynamodb:PutItem out of that Deny" in result.stdout


@pytest.mark.usefixtures("project")
def test_what_the_template_grants_already(overgrant):
    result = overgrant("explain", "--denied", MISSING)
    assert "granted by template.yaml:20" in result.stdout
    assert "the template grants dynamodb:PutItem already: deploy it" in result.stdout


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("ending", "words"),
    [
        ("with an explicit deny in a service control policy", "a policy of the organization decides"),
        ("because no permissions boundary allows the dynamodb:PutItem action", "the permissions boundary must allow"),
        ("with an explicit deny in a VPC endpoint policy", "the policy of a VPC endpoint decides"),
        ("because no session policy allows the dynamodb:PutItem action", "a session policy decides"),
        (
            "with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/p",
            "the Deny stands in arn:aws:iam::111122223333:policy/p",
        ),
    ],
)
def test_what_no_statement_of_the_role_mends(overgrant, ending, words):
    result = overgrant("explain", "--denied", f"{PUT} {ending}")
    assert words in result.stdout
    assert "add to the role" not in result.stdout
    assert "src/store.py:2:5  dynamodb.PutItem" in result.stdout


def test_a_call_without_an_action_or_a_function(overgrant, project):
    """Only one function makes such a call."""
    without(project, "                - dynamodb:PutItem\n")
    result = overgrant(
        "explain",
        "--denied",
        "An error occurred (AccessDeniedException) when calling the PutItem operation: Access Denied",
    )
    assert "SaveOrderRole does not grant dynamodb:PutItem" in result.stdout


@pytest.mark.usefixtures("project")
def test_a_call_that_the_code_does_not_make(overgrant):
    text = MISSING.replace("dynamodb:PutItem", "s3:GetObject").replace(TABLE, "arn:aws:s3:::b/k")
    result = overgrant("explain", "--denied", text)
    assert "no call that this handler reaches needs s3:GetObject" in result.stdout
    assert "allow s3:GetObject on arn:aws:s3:::b/k" in result.stdout


@pytest.mark.usefixtures("project")
def test_another_resource_than_the_code_reaches(overgrant):
    result = overgrant("explain", "--denied", MISSING.replace("dynamodb:eu-west-1", "sqs:eu-west-1"))
    assert "the code reaches another resource: arn:" in result.stdout


@pytest.mark.usefixtures("project")
def test_an_encoded_message_is_not_guessed_at(overgrant):
    text = "An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. Encoded authorization failure message: abc"
    result = overgrant("explain", "--denied", text)
    assert "the reasons are encoded, and only AWS can read them" in result.stdout
    assert "aws sts decode-authorization-message" in result.stdout


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--denied", "KeyError: 'TABLE'"), 2, "the message is none of a refused request"),
        (("--denied", MISSING, "s3:GetObject"), 2, "an action or --denied, not both"),
        (("--denied", MISSING, "--function", "Nobody"), 3, "no Python Lambda function Nobody"),
        (
            ("--denied", MISSING.replace("SaveOrder", "Other")),
            2,
            "(app-Other-AbCdEfGhIjKl is not known), say --function",
        ),
    ],
)
def test_what_cannot_be_answered(overgrant, words, code, said):
    result = overgrant("explain", *words)
    assert (result.code, said in result.stderr) == (code, True), result
