"""Allow, Deny, boundary and conditions together."""

from analyzer.core import Hole, Ref, Text, lit
from analyzer.iam import Condition, Context, Statement, evaluate

BUCKET = Text.of("arn:aws:s3:::", Ref("Bucket"))
OBJECT = Text.of(BUCKET, "/in/a.csv")
ALL = (lit("*"),)


def allow(*actions, resources=ALL, conditions=(), **more):
    return Statement("Allow", actions=actions, resources=resources, conditions=conditions, **more)


def deny(*actions, resources=ALL, conditions=(), **more):
    return Statement("Deny", actions=actions, resources=resources, conditions=conditions, **more)


def test_nothing_is_allowed_by_default():
    assert evaluate([], None, "s3:GetObject", OBJECT).allowed == "no"
    assert evaluate([allow("s3:PutObject")], None, "s3:GetObject", OBJECT).allowed == "no"


def test_the_granting_statements_are_named():
    statements = [allow("s3:PutObject"), allow("s3:Get*", resources=(Text.of(BUCKET, "/*"),)), allow("*")]
    decision = evaluate(statements, None, "s3:GetObject", OBJECT)
    assert decision.allowed == "yes"
    assert decision.granting == (1, 2)


def test_a_deny_wins():
    decision = evaluate([allow("*"), deny("s3:Get*")], None, "s3:GetObject", OBJECT)
    assert (decision.allowed, decision.granted, decision.denied, decision.denying) == ("no", "yes", "yes", (1,))


def test_a_deny_on_a_part_leaves_it_open():
    statements = [allow("*"), deny("s3:*", resources=(Text.of(BUCKET, "/in/*"),))]
    assert evaluate(statements, None, "s3:GetObject", Text.of(BUCKET, "/", Hole())).allowed == "maybe"
    assert evaluate(statements, None, "s3:GetObject", Text.of(BUCKET, "/out/x")).allowed == "yes"


def test_the_boundary_limits_and_grants_nothing():
    fence = [allow("dynamodb:*")]
    assert evaluate([allow("*")], fence, "s3:GetObject", OBJECT).allowed == "no"
    assert evaluate([], fence, "dynamodb:Query", OBJECT).allowed == "no"
    assert evaluate([allow("*")], fence, "dynamodb:Query", OBJECT).allowed == "yes"
    assert evaluate([allow("*")], [], "dynamodb:Query", OBJECT).allowed == "no"
    decision = evaluate([allow("*")], [allow("*"), deny("s3:*")], "s3:GetObject", OBJECT)
    assert (decision.allowed, decision.bounded, decision.boundary_denying) == ("no", "yes", (1,))


def test_not_action_and_not_resource():
    everything_but_iam = Statement("Allow", not_actions=("iam:*",), resources=(lit("*"),))
    assert evaluate([everything_but_iam], None, "s3:GetObject", OBJECT).allowed == "yes"
    assert evaluate([everything_but_iam], None, "iam:PassRole", OBJECT).allowed == "no"
    elsewhere = Statement("Allow", actions=("s3:*",), not_resources=(lit("arn:aws:s3:::secret/*"),))
    assert evaluate([elsewhere], None, "s3:GetObject", lit("arn:aws:s3:::open/x")).allowed == "yes"
    assert evaluate([elsewhere], None, "s3:GetObject", lit("arn:aws:s3:::secret/x")).allowed == "no"
    assert evaluate([elsewhere], None, "s3:GetObject", OBJECT).allowed == "maybe"
    fence = Statement("Deny", actions=("s3:*",), not_resources=(lit("arn:aws:s3:::open/*"),))
    assert evaluate([allow("*"), fence], None, "s3:GetObject", lit("arn:aws:s3:::open/x")).allowed == "yes"
    assert evaluate([allow("*"), fence], None, "s3:GetObject", lit("arn:aws:s3:::else/x")).allowed == "no"
    assert evaluate([allow("*"), fence], None, "s3:GetObject", lit("arn:aws:s3:::open*")).allowed == "maybe"


def test_statements_cover_a_pattern_together():
    halves = [allow("s3:*", resources=(lit("arn:aws:s3:::b"),)), allow("s3:*", resources=(lit("arn:aws:s3:::b?*"),))]
    decision = evaluate(halves, None, "s3:GetObject", lit("arn:aws:s3:::b*"))
    assert (decision.allowed, decision.granting) == ("yes", (0, 1))
    assert evaluate(halves, None, "s3:GetObject", lit("arn:aws:s3:::*")).allowed == "no"


def test_conditions_make_a_grant_uncertain():
    tls = Condition("Bool", "aws:SecureTransport", (lit("true"),))
    statements = [allow("*", conditions=(tls,))]
    assert evaluate(statements, None, "s3:GetObject", OBJECT).allowed == "maybe"
    known = Context((("aws:securetransport", (lit("true"),)),))
    assert evaluate(statements, None, "s3:GetObject", OBJECT, known).allowed == "yes"
    assert evaluate(statements, None, "s3:GetObject", OBJECT, Context(closed=True)).allowed == "no"
    assert evaluate([allow("*"), deny("*", conditions=(tls,))], None, "s3:GetObject", OBJECT).allowed == "maybe"


def test_variables_in_resources():
    statements = [allow("s3:*", resources=(lit("arn:aws:s3:::homes/${aws:username}/*"),))]
    mine = lit("arn:aws:s3:::homes/ann/x")
    assert evaluate(statements, None, "s3:GetObject", mine).allowed == "maybe"
    assert (
        evaluate(statements, None, "s3:GetObject", mine, Context((("aws:username", (lit("ann"),)),))).allowed == "yes"
    )
    assert evaluate(statements, None, "s3:GetObject", mine, Context((("aws:username", (lit("bob"),)),))).allowed == "no"
    assert evaluate(statements, None, "s3:GetObject", mine, Context(closed=True)).allowed == "no"
