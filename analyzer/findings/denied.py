"""Needed actions that an explicit Deny or the permissions boundary takes away."""

from collections.abc import Iterator

from analyzer.core import Span
from analyzer.findings.lacking import actions, because, chain, evidence, grouped, lack, resources
from analyzer.findings.model import Case, Finding, Related, Rule
from analyzer.findings.words import listed, verb
from analyzer.iam import action_matches
from analyzer.templates.model import Grant

RULE = Rule("denied", "missing", "error")


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each action, at the Deny, or at the boundary that leaves it out."""
    for group in grouped([item for item in case.diff.missing if item.why == "denied"]):
        deny = next((grant for item in group for grant in item.grants), None)
        span = _place(deny, group[0].need.action) if deny else _boundary(case)
        by = "a Deny takes it away" if deny else "the permissions boundary does not allow it"
        target = resources(group)
        message = f"{case.function} {verb(item.need for item in group)} {listed(actions(group))} on {target}, which its role grants, but {by}"
        first = evidence(group)
        call = (Related(first.span, f"needed {because(first)}"),) if first else ()
        yield lack(RULE, case, group, span=span, message=message, related=(*call, *chain(group)))


def _boundary(case: Case) -> Span:
    boundary = case.entry.role.boundary
    return boundary[0].span if boundary else case.entry.role.span


def _place(grant: Grant, action: str) -> Span:
    for index, pattern in enumerate(grant.statement.actions):
        if action_matches(pattern, action) and index < len(grant.action_spans):
            return grant.action_spans[index]
    return grant.span
