"""Needed actions that the role grants, but not on the resource that is reached."""

from collections.abc import Iterator

from analyzer.core import Span
from analyzer.diffs import Missing
from analyzer.findings.lacking import actions, because, chain, evidence, grouped, lack, resources, where
from analyzer.findings.model import Case, Finding, Related, Rule
from analyzer.findings.words import listed, named, verb
from analyzer.iam import overlaps
from analyzer.templates.model import Grant

RULE = Rule("wrong-resource", "missing", "error")


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each action, at the resource that would have to be another."""
    for group in grouped([item for item in case.diff.missing if item.why == "wrong-resource"]):
        grants = _own(group)
        span = _place(grants[0]) if grants else where(case, group)
        yield lack(RULE, case, group, span=span, message=_message(case, group, grants), related=_related(group))


def _own(group: tuple[Missing, ...]) -> tuple[Grant, ...]:
    """The grants that the template itself writes; those of its framework cannot be put right."""
    found = dict.fromkeys(grant for item in group for grant in item.grants)
    return tuple(grant for grant in found if grant.source not in ("generated", "resource-policy"))


def _place(grant: Grant) -> Span:
    return grant.resource_place(0)


def _message(case: Case, group: tuple[Missing, ...], grants: tuple[Grant, ...]) -> str:
    action, target = listed(actions(group)), resources(group)
    unmet = _unmet(group, grants)
    if unmet:
        keys = listed(unmet)
        return (
            f"{case.function} {verb(item.need for item in group)} {action} on {target}, but its role grants it only "
            f"under a condition on {keys} that the call does not meet: AccessDenied at run time"
        )
    given = listed(named(text) for grant in grants for text in grant.statement.resources)
    only = f"only on {given}" if given else "elsewhere"
    wanted = listed(str(one.text) for item in group for one in item.resources)
    return (
        f"{case.function} {verb(item.need for item in group)} {action} on {target}, but its role grants it {only}: "
        f"AccessDenied at run time; add {wanted}"
    )


def _unmet(group: tuple[Missing, ...], grants: tuple[Grant, ...]) -> tuple[str, ...]:
    """The keys of the conditions under which the very resource is granted, sorted."""
    wanted = [one.text for item in group for one in item.resources]
    said = {each.key.lower() for item in group for each in item.need.conditions}
    statements = (grant.statement for grant in grants)
    near = [
        one for one in statements if any(overlaps(text, each) == "yes" for text in one.resources for each in wanted)
    ]
    return tuple(sorted({each.key for one in near for each in one.conditions if each.key.lower() in said}))


def _related(group: tuple[Missing, ...]) -> tuple[Related, ...]:
    first = evidence(group)
    call = (Related(first.span, f"needed {because(first)}"),) if first else ()
    return (*call, *chain(group))
