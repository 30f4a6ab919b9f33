import json

import pytest
from msgspec.structs import replace

from analyzer.core import Gap, Span
from analyzer.findings.model import Related
from analyzer.reports import FORMATS, render
from analyzer.reports.masking import MASK, mask, masked

KEY_ID = "AKIA" + "IOSFODNN7EXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY"
BLOCK = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----"


@pytest.mark.parametrize(
    "secret",
    [
        KEY_ID,
        "ASIA" + "J5NQH3LZ7WQ2ABCD",
        SECRET,
        BLOCK,
        "-----BEGIN PRIVATE KEY-----\nMIIEow cut",
        "ghp_" + "a1B2" * 9,
        "xoxb-" + "1234567890-abcdef",
        "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
        "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
    ],
)
def test_secret_does_not_pass(secret):
    shown = mask(f"arn:aws:s3:::bucket/{secret}/x" if "\n" not in secret else f"the value {secret} of KEY")
    assert MASK in shown
    assert secret not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://user:hunter22@example.com/x", f"https://user:{MASK}@example.com/x"),
        ("password=Sup3rSecret!", f"password={MASK}"),
        ('{"token": "abcdef123456"}', f'{{"token": {MASK}}}'),
    ],
)
def test_secret_by_its_name(text, shown):
    assert mask(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:prod/database-??????",
        "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/index/by-day",
        "ProcessOrderFunctionServiceRoleDefaultPolicyA1B2C3D4",
        "orders/src/handlers/processing/notifications/customers",
        "cdk-assets/0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0.zip",
        "secretsmanager:GetSecretValue",
        "token=token",
        "secret=${Secret}",
        "dynamodb:BatchWriteItem,dynamodb:ConditionCheckItem",
    ],
)
def test_names_pass(text):
    assert mask(text) == text


def test_places_and_fingerprints_pass():
    random = SECRET.replace("/", "x")
    assert masked({"file": random, "fingerprint": random, "message": random}) == {
        "file": random,
        "fingerprint": random,
        "message": MASK,
    }


@pytest.mark.parametrize("kind", FORMATS)
def test_no_format_shows_a_secret(report, kind):
    first = report.functions[0]
    finding = replace(
        first.findings[1],
        message=f"see {KEY_ID}",
        grant=f"s3:{KEY_ID}",
        resources=(f"arn:aws:s3:::b/{SECRET}",),
        related=(Related(Span("a.py"), f"key {SECRET}"),),
    )
    gap = Gap("widened", Span("a.py"), f"the value {BLOCK}")
    statement = {"Sid": "A", "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": [{"Fn::Sub": f"x/{KEY_ID}"}]}
    poisoned = replace(
        first,
        findings=(finding,),
        gaps=(gap,),
        policy_document={"Version": "2012-10-17", "Statement": [statement]},
    )
    text = render(replace(report, functions=(poisoned,)), kind)
    for secret in (KEY_ID, SECRET, "MIIEow"):
        assert secret not in text
    assert MASK in text


def test_masked_json_is_still_json(report):
    assert json.loads(render(report, "json"))["schema"] == "overgrant-report-1"
