"""Places at which the analysis lost track: one note for each gap."""

from collections.abc import Iterator

from analyzer.core import Gap
from analyzer.findings.making import make
from analyzer.findings.model import Case, Finding, Rule
from analyzer.findings.words import listed

RULE = Rule("unresolved-call", "analysis", "note")
_TOLD_ELSEWHERE = ("unparsable-file", "unlocated-code", "unknown-role")


def judge(case: Case) -> Iterator[Finding]:
    """One note for each gap, with what cannot be told because of it."""
    for gap in case.gaps:
        if gap.kind not in _TOLD_ELSEWHERE:
            yield make(RULE, case, gap.span, f"{gap.detail}: {_bearing(gap)}", identity=f"{gap.kind}: {gap.detail}")


def _bearing(gap: Gap) -> str:
    if gap.services is None:
        return "any permission may be needed here"
    if gap.is_assumption:
        return "it is taken to call nothing of AWS, as it is handed no client"
    if not gap.services:
        return "a value is less known, no call is hidden"
    return f"any permission of {listed(gap.services)} may be needed here"
