"""Action patterns that grant more than is needed."""

from collections.abc import Iterator

from analyzer.diffs import Unneeded
from analyzer.findings.model import Case, Finding, Rule
from analyzer.findings.overgrants import granted, is_whole, overgrant, spelled
from analyzer.findings.remedies import remedy
from analyzer.findings.words import counted, on

RULE = Rule("wildcard-action", "over-grant", "error", order=6)


def claims(item: Unneeded, _case: Case) -> bool:
    """A pattern in the template's own statements."""
    return not is_whole(item) and any(char in item.pattern for char in "*?")


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each such pattern."""
    for item in case.unneeded:
        name, where = spelled(item), on(granted(item))
        count = counted(item.actions, case.rulebook)
        if item.needed:
            message = f"{name}{where} grants {case.function} {count} that it does not need"
        else:
            message = f"{case.function} needs nothing of {name}{where}, which grants {count}"
        yield overgrant(RULE, case, item, message, remedy=remedy(case, item))
