"""AWS managed policies and SAM policy templates that grant more than is needed."""

from collections.abc import Iterator

from analyzer.diffs import Unneeded
from analyzer.findings.model import Case, Finding, Rule
from analyzer.findings.overgrants import granted, is_whole, overgrant, spelled
from analyzer.findings.remedies import remedy
from analyzer.findings.words import counted, on

RULE = Rule("managed-policy", "over-grant", "warning", order=5)


def claims(item: Unneeded, _case: Case) -> bool:
    """A policy that the template only names."""
    return is_whole(item)


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each such policy."""
    for item in case.unneeded:
        name = spelled(item)
        if item.needed or item.doubted or item.shared:
            message = f"{name} grants {case.function} {counted(item.actions, case.rulebook)} that it does not need"
        else:
            message = f"{case.function} needs nothing of {name}{on(granted(item))}"
        yield overgrant(RULE, case, item, message, remedy=remedy(case, item))
