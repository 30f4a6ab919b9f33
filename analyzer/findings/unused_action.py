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
        if item.actions and all(case.rulebook.is_free(action) for action in item.actions):
            message = f"{spelled(item)} needs no permission: {case.function} can call it without this grant"
        else:
            message = f"{case.function} never calls {spelled(item)}{on(granted(item))}"
        yield overgrant(RULE, case, item, message)
