"""Grants on a shared role that another function needs and this one does not."""

from collections.abc import Iterator

from analyzer.diffs import Unneeded
from analyzer.findings.model import Case, Finding, Rule
from analyzer.findings.overgrants import granted, is_whole, overgrant, spelled
from analyzer.findings.words import listed, on

RULE = Rule("shared-role", "over-grant", "warning", order=4)


def claims(item: Unneeded, _case: Case) -> bool:
    """Nothing is left that no function on the role needs, or may need behind a gap."""
    return bool(item.others or item.perhaps) and not item.idle


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each such grant."""
    for item in case.unneeded:
        what = f"all of {spelled(item)}" if is_whole(item) or item.needed else spelled(item)
        sure, unsure = listed(item.others), listed(item.perhaps)
        who = f"{sure}, on the same role, {'does' if len(item.others) == 1 else 'do'}" if sure else ""
        may = f"{unsure}, on the same role, may" if unsure else ""
        yield overgrant(
            RULE,
            case,
            item,
            f"{case.function} does not need {what}{on(granted(item))}",
            also=f"; {' and '.join(filter(None, (who, may)))}",
            remedy=": give each function a role of its own",
        )
