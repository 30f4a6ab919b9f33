"""Functions whose code, or a part of it, cannot be located."""

from collections.abc import Iterator

from analyzer.findings.making import make
from analyzer.findings.model import Case, Finding, Rule

RULE = Rule("unlocated-code", "analysis", "note")
_CODES = ("unlocated-code", "unlocated-layer")


def judge(case: Case) -> Iterator[Finding]:
    """One note for each piece of code that is not there."""
    told = [one for one in case.problems if one.code in _CODES]
    for problem in told:
        yield make(RULE, case, problem.span, problem.message, identity=problem.message)
    if not told:
        for gap in case.gaps:
            if gap.kind == "unlocated-code":
                yield make(RULE, case, gap.span, gap.detail, identity=gap.detail)
