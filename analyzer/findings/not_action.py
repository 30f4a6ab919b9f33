"""Allow with NotAction or NotResource."""

from collections.abc import Iterator

from analyzer.diffs import Unneeded
from analyzer.findings.model import Case, Finding, Rule
from analyzer.findings.overgrants import is_whole, overgrant, spelled
from analyzer.findings.remedies import remedy
from analyzer.findings.words import listed, named

RULE = Rule("not-action", "over-grant", "warning", order=2)


def claims(item: Unneeded, _case: Case) -> bool:
    """A statement of the template itself that says what it does not allow."""
    statement = item.grants[0].statement
    return not is_whole(item) and bool(statement.not_actions or statement.not_resources)


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each NotAction, and for each action granted with NotResource."""
    for item in case.unneeded:
        statement = item.grants[0].statement
        if statement.not_actions:
            message = f"Allow with NotAction grants {case.function} every action but {listed(statement.not_actions)}"
        else:
            excepted = listed(named(text) for text in statement.not_resources)
            message = f"{spelled(item)} is granted to {case.function} on every resource but {excepted}"
        yield overgrant(RULE, case, item, message, remedy=remedy(case, item))
