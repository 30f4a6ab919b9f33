"""What AWS itself grants for an integration, against what the rows of ``_runtime.toml`` say that it needs.

Neither AWS's managed policies for execution roles nor SAM's policy templates were used to write the rows.  Where
they disagree the page says who is right and why: ``docs/measured/iam-sources.md``.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analyzer.core import lit
from analyzer.iam import overlaps
from analyzer.rulebook import Rulebook

BOOK = Rulebook()
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "measured" / "iam-sources.md").read_text("utf-8")
LOGS = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}
# The causes of rows that each policy is for.
ROLES = {
    "AWSLambdaBasicExecutionRole": ("logs",),
    "AWSLambdaVPCAccessExecutionRole": ("logs", "vpc"),
    "AWSLambdaSQSQueueExecutionRole": ("logs", "event SQS"),
    "AWSLambdaKinesisExecutionRole": ("logs", "event Kinesis"),
    "AWSLambdaDynamoDBExecutionRole": ("logs", "event DynamoDB"),
    "AWSLambdaMSKExecutionRole": ("logs", "event MSK"),
    "AWSXRayDaemonWriteAccess": ("tracing",),
    "AWSLambdaBasicDurableExecutionRolePolicy": ("logs", "durable"),
}


def actions_of(document: dict[str, Any]) -> set[str]:
    listed = (one["Action"] if isinstance(one["Action"], list) else [one["Action"]] for one in document["Statement"])
    return {action for actions in listed for action in actions}


@pytest.mark.parametrize("name", ROLES)
def test_an_execution_role_of_aws_grants_what_its_integration_needs(name: str) -> None:
    document = BOOK.managed_policy(name)
    assert document is not None
    rows = [row for cause in ROLES[name] for row in BOOK.runtime()[cause].needs]
    granted, known = actions_of(document), {row.action for row in rows}
    needed = {row.action for row in rows if not row.explains_only}
    assert sorted(granted - known) == [], "AWS grants what no row of the integration speaks of"
    assert sorted(needed - granted - {"logs:CreateLogGroup"} - _settled(name)) == []


def _settled(name: str) -> set[str]:
    """The actions that the page explains in the policy's row."""
    rows = [line for line in PAGE.splitlines() if line.startswith(f"| {name} |")]
    return set(re.findall(r"`([a-z0-9-]+:\w+)`", " ".join(rows)))


def statements() -> Iterator[tuple[str, str, str]]:
    """Template, action and resource of every statement of SAM's policy templates, actions without wildcards."""
    for name in BOOK.sam_templates():
        template = BOOK.sam_template(name)
        assert template is not None
        for one in template["Definition"]["Statement"]:
            actions = one["Action"] if isinstance(one["Action"], list) else [one["Action"]]
            resources = one["Resource"] if isinstance(one["Resource"], list) else [one["Resource"]]
            for action in actions:
                for each in BOOK.expand(action) or (action,):
                    yield from ((name, each, _arn(resource)) for resource in resources)


def _arn(resource: Any) -> str:
    pattern = resource["Fn::Sub"] if isinstance(resource, dict) else resource
    return re.sub(r"\$\{[^}]*\}", "*", pattern[0] if isinstance(pattern, list) else pattern)


def test_iam_knows_the_actions_of_sams_templates() -> None:
    unknown = {action for _, action, _ in statements() if BOOK.action(action) is None}
    assert unknown == {"sqs:ChangeMessageVisibilityBatch", "sqs:DeleteMessageBatch"}
    assert all(f"`{action}`" in PAGE for action in unknown)


def test_sams_templates_name_resources_of_the_types_that_we_ask_on() -> None:
    wrong, only_star = [], set()
    for name, action, arn in statements():
        row = BOOK.iam_action(action)
        if row is None or arn == "*":
            continue
        templates = [re.sub(r"\$\{[^}]*\}", "*", one) for one in _types(action)]
        if not templates:
            only_star.add(action)
        elif all(overlaps(lit(one), lit(arn)) == "no" for one in templates):
            wrong.append(f"{name}: {action} on {arn}, not {templates}")
    assert wrong == []
    assert sorted(action for action in only_star if f"`{action}`" not in PAGE) == []


def _types(action: str) -> list[str]:
    """The ARN templates of the action's types, as we spell them and as the reference does."""
    prefix = action.partition(":")[0]
    service, row = BOOK.iam(prefix), BOOK.iam_action(action)
    assert service is not None
    assert row is not None
    own = (BOOK.resources().arn_type(f"{prefix}:{kind}") for kind, _ in row.resources)
    return [one.arn for one in own if one] + [arn for kind, _ in row.resources for arn in dict(service.resources)[kind]]


# Examples of policies in AWS's documentation, read as what the operation needs.
EXAMPLES = [
    ("https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html",
     "redshift", "GetClusterCredentials", {"redshift:GetClusterCredentials"}),
    ("https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html",
     "ec2", "CreateVolume", {"ec2:CreateVolume"}),
]  # fmt: skip


@pytest.mark.parametrize("page, service, operation, actions", EXAMPLES)
def test_documented_examples_grant_what_we_ask_for(page: str, service: str, operation: str, actions: set[str]) -> None:
    assert {need.action for need in BOOK.decision(service, operation).needs} == actions
    assert page in PAGE
