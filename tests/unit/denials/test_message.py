"""The wordings of AWS, one by one.  Accounts and names are made up; the forms are those of the pages cited beside the code."""

import pytest

from analyzer.denials import Denial, read_denial

WHO = "arn:aws:sts::111122223333:assumed-role/orders-role/orders-fn"
SESSION = {"principal": WHO, "role": "orders-role", "session": "orders-fn"}
TOPIC = "arn:aws:sns:eu-west-1:111122223333:orders"


def common(ending, resource=f" on resource: {TOPIC}"):
    return f"User: {WHO} is not authorized to perform: sns:Publish{resource} {ending}".strip()


@pytest.mark.parametrize(
    ("ending", "kind", "explicit"),
    [
        ("", "", False),
        ("because no identity-based policy allows the sns:Publish action", "identity", False),
        ("with an explicit deny in an identity-based policy", "identity", True),
        ("because no permissions boundary allows the sns:Publish action", "boundary", False),
        ("with an explicit deny in a permissions boundary", "boundary", True),
        ("because no session policy allows the sns:Publish action", "session", False),
        ("with an explicit deny in a sessions policy", "session", True),
        ("because no resource-based policy allows the sns:Publish action", "resource", False),
        ("with an explicit deny in a resource-based policy", "resource", True),
        ("because no VPC endpoint policy allows the sns:Publish action", "endpoint", False),
        ("with an explicit deny in a VPC endpoint policy", "endpoint", True),
        ("because no service control policy allows the sns:Publish action", "organization", False),
        ("with an explicit deny in a service control policy", "organization", True),
        ("with an explicit deny in a resource control policy", "organization", True),
        (
            "with an explicit deny in a VPC endpoint policy transitively through a service control policy",
            "organization",
            True,
        ),
        ("because the role trust policy allows the sns:Publish action", "", False),
        ("with an explicit deny in the role trust policy", "trust", True),
    ],
)
@pytest.mark.parametrize("resource", [f" on resource: {TOPIC}", f' on resource: "{TOPIC}"', ""])
def test_the_common_form(ending, kind, explicit, resource):
    denial = read_denial(common(ending, resource))
    assert denial == Denial(
        action="sns:Publish", resource=TOPIC if resource else "", kind=kind, explicit=explicit, **SESSION
    )


def test_the_frame_of_the_sdk_and_of_the_log():
    text = f"[ERROR] ClientError: An error occurred (AuthorizationError) when calling the Publish operation: {common('')}\nTraceback (most recent call last):"
    assert read_denial(text).operation == "Publish"
    assert read_denial(text).action == "sns:Publish"


def test_a_message_broken_over_lines():
    text = common("because no identity-based policy allows the sns:Publish action").replace(" ", "\n  ")
    assert read_denial(text) == read_denial(common("because no identity-based policy allows the sns:Publish action"))


def test_the_policy_that_denies_by_its_arn():
    policy = "arn:aws:iam::111122223333:policy/no-publish"
    denial = read_denial(common(f"with an explicit deny in an identity-based policy: {policy}"))
    assert (denial.policy, denial.explicit, denial.kind) == (policy, True, "identity")


def test_keys_with_spaces_belong_to_the_resource():
    text = f'User: {WHO} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::bucket/a key.csv" because no identity-based policy allows the s3:GetObject action'
    assert read_denial(text).resource == "arn:aws:s3:::bucket/a key.csv"


def test_a_principal_that_is_no_session():
    denial = read_denial("User: arn:aws:iam::111122223333:user/Jo is not authorized to perform: sqs:ListQueues")
    assert (denial.session, denial.role, denial.action) == ("", "", "sqs:ListQueues")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "An error occurred (AccessDenied) when calling the GetObject operation: Access Denied",
            Denial(operation="GetObject"),
        ),
        ("An error occurred (403) when calling the HeadObject operation: Forbidden", Denial(operation="HeadObject")),
        (
            (
                "An error occurred (AccessDeniedException) when calling the Decrypt operation: The ciphertext refers to a customer"
                " master key that does not exist, does not exist in this region, or you are not allowed to access."
            ),
            Denial(
                action="kms:Decrypt",
                operation="Decrypt",
                note="KMS says the same of a key that does not exist, or not in this region",
            ),
        ),
        (
            "An error occurred (AccessDeniedException) when calling the GetSecretValue operation: Access to KMS is not allowed",
            Denial(action="kms:Decrypt", operation="GetSecretValue"),
        ),
        (
            (
                f"User: {WHO} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because"
                " no identity-based policy allows the kms:Decrypt action"
            ),
            Denial(action="kms:Decrypt", kind="identity", **SESSION),
        ),
        (
            (
                "An error occurred (AccessDenied) when calling the SendMessage operation: Access to the resource"
                " https://sqs.eu-west-1.amazonaws.com/111122223333/orders is denied."
            ),
            Denial(operation="SendMessage", service="sqs", resource="arn:aws:sqs:eu-west-1:111122223333:orders"),
        ),
        (
            (
                "An error occurred (UnauthorizedOperation) when calling the DescribeInstances operation: You are not authorized to"
                " perform this operation. Encoded authorization failure message: AbC-dEf_123"
            ),
            Denial(operation="DescribeInstances", encoded=True),
        ),
        (
            "The provided execution role does not have permissions to call ReceiveMessage on SQS",
            Denial(operation="ReceiveMessage", service="sqs"),
        ),
    ],
)
def test_messages_that_name_no_action(text, expected):
    assert read_denial(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "An error occurred (ResourceNotFoundException) when calling the GetItem operation: Requested resource not found",
        "Access Denied",
        "KeyError: 'TABLE'",
        "User: " * 20_000,
        "User: arn:aws:sts::1:assumed-role/x/y is not authorized to perform: " + "a" * 100_000,
    ],
)
def test_what_is_no_refusal(text):
    assert read_denial(text) is None
