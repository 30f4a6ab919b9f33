"""Templates, and parts of them, that cannot be read."""

from collections.abc import Iterable, Iterator

from analyzer.core import Problem
from analyzer.findings.making import fingerprint, make
from analyzer.findings.model import Case, Finding, Rule

RULE = Rule("unreadable-template", "analysis", "note")
CODES = ("template-unreadable", "folder-unreadable", "not-a-resource", "duplicate-key", "ignored-policies")


def judge(case: Case) -> Iterator[Finding]:
    """One note for each part that bears on the function."""
    for problem in case.problems:
        if problem.code in CODES:
            yield make(RULE, case, problem.span, problem.message, identity=problem.message)


def judge_problems(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """One note for each problem of the repository that belongs to no function, by place."""
    found = dict.fromkeys(one for one in sorted(problems) if one.code in CODES)
    return tuple(
        Finding(
            rule=RULE.name,
            category=RULE.category,
            level=RULE.level,
            confidence="high",
            grant=None,
            actions=(),
            resources=(),
            message=one.message,
            span=one.span,
            fingerprint=fingerprint(RULE.name, one.span.path, one.message),
        )
        for one in found
    )
