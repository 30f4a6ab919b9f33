"""A synthesized policy grants exactly the needed pairs of action and resource."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.core import Ref, Span, Text, lit
from analyzer.iam import Condition, Context, covers, evaluate
from analyzer.needs.model import Evidence, Need, NeedResource
from analyzer.policies import synthesize
from analyzer.policies.fitting import fit, size

ACTIONS = ["s3:GetObject", "s3:PutObject", "sqs:SendMessage"]
RESOURCES = [
    lit("*"),
    lit("arn:aws:s3:::b/*"),
    lit("arn:aws:s3:::b/in/*"),
    lit("arn:aws:s3:::b/in/x"),
    Text.of("arn:aws:s3:::", Ref("Bucket"), "/*"),
    Text.of("arn:aws:s3:::", Ref("Bucket"), "/in/x"),
    Text.of(Ref("Queue", "Arn")),
    lit("arn:aws:s3:::b/?"),
]
TLS = Condition("Bool", "aws:SecureTransport", (lit("true"),))
CONTEXTS = [Context(closed=True), Context((("aws:SecureTransport", (lit("true"),)),), closed=True)]

needs = st.lists(
    st.builds(
        Need,
        action=st.sampled_from(ACTIONS),
        resources=st.lists(st.sampled_from(RESOURCES).map(NeedResource), min_size=1, max_size=3).map(tuple),
        origin=st.sampled_from(["call", "library", "event-source", "runtime", "dependent", "service-on-behalf"]),
        evidence=st.sampled_from(["logs", "event source SQS", "s3.GetObject"]).map(
            lambda call: (Evidence(Span("app.py"), call),)
        ),
        conditions=st.sampled_from([(), (TLS,)]),
        certainty=st.sampled_from(["certain", "possible"]),
        explains_only=st.booleans(),
    ),
    max_size=8,
)


def asked(all_needs, action, resource, *, with_condition):
    return any(
        need.action == action
        and not need.explains_only
        and (with_condition or not need.conditions)
        and any(covers(one.text, resource) == "yes" for one in need.resources)
        for need in all_needs
    )


@settings(max_examples=120, deadline=None)
@given(needs)
def test_exactly_the_needed_pairs_are_granted(all_needs):
    statements = [explained.statement for explained in synthesize(all_needs).statements]
    for action in ACTIONS:
        for resource in RESOURCES:
            for with_condition, context in enumerate(CONTEXTS):
                granted = any(
                    evaluate([statement], None, action, resource, context).allowed == "yes" for statement in statements
                )
                assert granted == asked(all_needs, action, resource, with_condition=bool(with_condition))


@settings(max_examples=80, deadline=None)
@given(needs)
def test_without_any_one_statement_a_need_goes_unmet(all_needs):
    policy = synthesize(all_needs)
    statements = [explained.statement for explained in policy.statements]
    assert len({statement.sid for statement in statements}) == len(statements)
    context = CONTEXTS[1]
    for left_out in statements:
        if left_out.sid.startswith("Possible") or left_out.conditions:
            continue
        rest = [one for one in statements if one is not left_out and not one.sid.startswith("Possible")]
        rest = [one for one in rest if not one.conditions]
        assert any(
            evaluate(rest, None, action, resource, context).allowed != "yes"
            for action in left_out.actions
            for resource in left_out.resources
        )


@settings(max_examples=80, deadline=None)
@given(needs)
def test_every_need_is_named_by_the_statements_that_serve_it(all_needs):
    policy = synthesize(all_needs)
    named = {need for explained in policy.statements for need in explained.needs}
    assert named == {need for need in all_needs if not need.explains_only}


@settings(max_examples=80, deadline=None)
@given(needs)
def test_only_possible_needs_stand_in_possible_statements(all_needs):
    for explained in synthesize(all_needs).statements:
        certain = any(need.certainty == "certain" for need in explained.needs)
        assert explained.statement.sid.startswith("Possible") == (not certain)


@settings(max_examples=80, deadline=None)
@given(needs, st.integers(150, 900))
def test_within_the_size_limits_exactly_the_same_is_granted(all_needs, limit):
    policy = synthesize(all_needs)
    whole = [explained.statement for explained in policy.statements]
    fitting = fit(policy, inline=limit, managed=limit)
    assert fitting.fits == all(size(part) <= limit for part in fitting.parts)
    assert bool(fitting.notes) == (size(whole) > limit)
    parts = [statement for part in fitting.parts for statement in part]
    granted = [
        {(a, r, one.conditions) for one in each for a in one.actions for r in one.resources} for each in (whole, parts)
    ]
    assert granted[0] == granted[1]
