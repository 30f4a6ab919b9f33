"""A gap more never makes what is reported of a grant worse, whatever is granted, called and lost."""

import sys
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "diffs"))

from scene import Scene, call, gap, sam, stage

ACTIONS = ["s3:GetObject", "s3:*", "s3:Get*", "sqs:SendMessage", "dynamodb:GetItem", "dynamodb:*", "iam:PassRole", "*"]
RESOURCES = ['"*"', "!GetAtt Orders.Arn", '!Sub "${Bucket.Arn}/*"', '!Sub "${Bucket.Arn}/a.csv"']
NAMED = ["AmazonS3FullAccess", "AdministratorAccess", "DynamoDBCrudPolicy: {TableName: !Ref Orders}"]
CALLS = [
    call("dynamodb.GetItem", TableName="$TABLE"),
    call("s3.GetObject", Bucket="$BUCKET", Key="a.csv"),
    call("s3.PutObject", Bucket="$BUCKET", Key="a.csv", line=9),
    call("sqs.SendMessage", QueueUrl="$QUEUE", line=11),
]
GAPS = [gap("s3"), gap("dynamodb", "iam", line=21), gap("sqs", line=22), gap(line=23), gap("s3", kind="escaped-client")]
RANK = {"note": 0, "warning": 1, "error": 2}

statements = st.lists(
    st.builds(
        lambda effect, actions, resource: f"{{Effect: {effect}, Action: {actions}, Resource: {resource}}}".replace(
            "'", '"'
        ),
        st.sampled_from(["Allow", "Allow", "Deny"]),
        st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=3, unique=True),
        st.sampled_from(RESOURCES),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25, deadline=None)
@given(
    statements,
    st.lists(st.sampled_from(NAMED), max_size=2, unique=True),
    st.lists(st.sampled_from(CALLS), max_size=3, unique=True),
    st.lists(st.sampled_from(GAPS), max_size=2, unique=True),
    st.sampled_from(GAPS),
)
def test_a_gap_more_makes_nothing_worse(written, named, calls, lost, more):
    policies = "\n".join([*(f"- {one}" for one in named), "- Statement:", *(f"    - {one}" for one in written)])
    with tempfile.TemporaryDirectory() as folder:
        before = ranks(stage(Path(folder), sam(policies), calls, lost))
        after = ranks(stage(Path(folder), sam(policies), calls, [*lost, more]))
    assert after.keys() <= before.keys()
    assert all(after[key] <= before[key] for key in after)


def ranks(scene: Scene) -> dict[tuple[object, ...], int]:
    """The worst level of what is said of each grant at its place, and of each action that is missing."""
    found: dict[tuple[object, ...], int] = {}
    for one in scene.findings:
        if one.category != "analysis":
            key = (one.grant, one.span.line, one.span.column) if one.grant else (one.rule, one.actions)
            found[key] = max(found.get(key, 0), RANK[one.level])
    return found
