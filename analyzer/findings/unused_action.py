"""Granted actions that the function's reachable code never needs."""

from collections.abc import Iterator

from analyzer.diffs import Unneeded
from analyzer.findings.model import Case, Finding, Rule
from analyzer.findings.overgrants import granted, overgrant, spelled
from analyzer.findings.words import on

RULE = Rule("unused-action", "over-grant", "error", order=7)


def claims(_item: Unneeded, _case: Case) -> bool:
    """Whatever no other rule takes."""
    return True


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each such action."""
    for item in case.unneeded:
        message = f"{case.function} never calls {spelled(item)}{on(granted(item))}"
        yield overgrant(RULE, case, item, message)
