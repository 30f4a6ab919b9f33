"""Needed actions that the role grants, but not on the resource that is reached."""

from collections.abc import Iterator

from analyzer.core import Span
from analyzer.diffs import Missing
from analyzer.findings.lacking import actions, because, chain, evidence, grouped, lack, resources, where
from analyzer.findings.model import Case, Finding, Related, Rule
from analyzer.findings.words import listed, named, verb
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
    return grant.resource_spans[0] if grant.resource_spans else grant.span


def _message(case: Case, group: tuple[Missing, ...], grants: tuple[Grant, ...]) -> str:
    action, target = listed(actions(group)), resources(group)
    given = listed(named(text) for grant in grants for text in grant.statement.resources)
    only = f"only on {given}" if given else "elsewhere"
    wanted = listed(str(one.text) for item in group for one in item.resources)
    return (
        f"{case.function} {verb(item.need for item in group)} {action} on {target}, but its role grants it {only}: "
        f"AccessDenied at run time; add {wanted}"
    )


def _related(group: tuple[Missing, ...]) -> tuple[Related, ...]:
    first = evidence(group)
    call = (Related(first.span, f"needed {because(first)}"),) if first else ()
    return (*call, *chain(group))
