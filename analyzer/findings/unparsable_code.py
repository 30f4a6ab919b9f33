"""Python files that cannot be parsed."""

from collections.abc import Iterator

from analyzer.findings.making import make
from analyzer.findings.model import Case, Finding, Rule

RULE = Rule("unparsable-code", "analysis", "note")
_CODES = ("unparsable-file", "unparsable-code")


def judge(case: Case) -> Iterator[Finding]:
    """One note for each file."""
    told = [one for one in case.problems if one.code in _CODES]
    for problem in told:
        yield make(RULE, case, problem.span, problem.message, identity=f"{problem.span.path}: {problem.message}")
    files = frozenset(problem.span.path for problem in told)
    for gap in case.gaps:
        if gap.kind == "unparsable-file" and gap.span.path not in files:
            yield make(RULE, case, gap.span, gap.detail, identity=f"{gap.span.path}: {gap.detail}")
