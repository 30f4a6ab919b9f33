"""IAM's limits on the size of a policy."""

from analyzer.core import Ref, Span, Text, lit
from analyzer.iam import evaluate
from analyzer.needs.model import Evidence, Need, NeedResource
from analyzer.policies import fit, size, synthesize

HERE = Evidence(Span("app.py"), "call")


def policy(services, actions, name="arn:aws:svc:::thing"):
    needs = [
        Need(f"svc{service}:Action{number:03}", (NeedResource(lit(f"{name}{service}")),), "call", (HERE,))
        for service in range(services)
        for number in range(actions)
    ]
    return synthesize(needs), needs


def test_a_small_policy_stays_as_it_is():
    small, _ = policy(3, 3)
    fitted = fit(small)
    assert (fitted.kind, fitted.notes, fitted.fits) == ("inline", (), True)
    assert fitted.parts == (tuple(explained.statement for explained in small.statements),)


def test_statements_are_merged_before_anything_is_split():
    needs = [Need(f"service{number}:Act", (NeedResource(lit("*")),), "call", (HERE,)) for number in range(20)]
    wide = synthesize(needs)
    fitted = fit(wide, inline=700)
    assert fitted.kind == "inline"
    assert [statement.sid for statement in fitted.parts[0]] == [""]
    assert fitted.notes[0].startswith("merged to 1 statements")


def test_a_large_policy_is_split_and_still_grants_the_same():
    large, needs = policy(6, 100)
    fitted = fit(large, inline=4_000, managed=2_000)
    assert (fitted.kind, fitted.fits) == ("managed", True)
    assert len(fitted.parts) > 1
    assert all(size(part) <= 2_000 for part in fitted.parts)
    assert f"split into {len(fitted.parts)} managed policies" in fitted.notes[0]
    together = [statement for part in fitted.parts for statement in part]
    assert not any("*" in action for statement in together for action in statement.actions)
    for need in needs:
        assert evaluate(together, None, need.action, need.resources[0].text).allowed == "yes"
    assert sum(len(one.actions) * len(one.resources) for one in together) == len(needs)


def test_what_no_role_can_hold_is_said():
    huge, _ = policy(30, 100)
    fitted = fit(huge, inline=2_000, managed=1_000)
    assert not fitted.fits
    assert "10 managed policies" in fitted.notes[1]


def test_references_count_at_the_length_they_may_get():
    short, long = lit("x"), Text.of(Ref("Table", "Arn"))
    sizes = [
        size(
            [
                explained.statement
                for explained in synthesize([Need("a:B", (NeedResource(text),), "call", (HERE,))]).statements
            ]
        )
        for text in (short, long)
    ]
    assert sizes[1] - sizes[0] > 100


def test_the_limits_are_those_of_iam():
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""
    inline, _ = policy(6, 60)
    assert size([one.statement for one in inline.statements]) <= 10_240
    assert fit(inline).kind == "inline"
    large, needs = policy(12, 140)
    assert size([one.statement for one in large.statements]) > 10_240
    fitted = fit(large)
    assert (fitted.kind, fitted.fits) == ("managed", True)
    assert all(size(part) <= 6_144 for part in fitted.parts)
    together = [statement for part in fitted.parts for statement in part]
    assert all(evaluate(together, None, need.action, need.resources[0].text).allowed == "yes" for need in needs)
