"""Templates, and parts of them, that cannot be read."""

from collections.abc import Iterable, Iterator

from analyzer.core import Gap, Problem
from analyzer.findings.making import fingerprint, make
from analyzer.findings.model import Case, Finding, Rule

RULE = Rule("unreadable-template", "analysis", "note")
CODES = (
    "template-unreadable", "folder-unreadable", "not-a-resource", "duplicate-key", "ignored-policies", "loop-unknown",
    "several-templates",
)  # fmt: skip
_STAGES = ("${opt:stage}", "${sls:stage}")


def judge(case: Case) -> Iterator[Finding]:
    """One note for each part that bears on the function, and for each reason why its role is not known in full."""
    for problem in case.problems:
        if problem.code in CODES:
            yield make(RULE, case, problem.span, problem.message, identity=problem.message)
    for gap in case.gaps:
        if gap.kind == "unknown-role":
            hint = _way_out(gap, case)
            message = f"{gap.detail}; {hint}" if hint else gap.detail
            yield make(RULE, case, gap.span, message, identity=gap.detail)


def _way_out(gap: Gap, case: Case) -> str:
    """What a reader can add to the command line to have the rest of the role compared; empty where nothing helps."""
    if case.entry.role.kind == "external":
        return "its policy can be compared by itself: overgrant diff --policy FILE --handler FILE.py:FUNCTION"
    if any(stage in gap.detail for stage in _STAGES):
        return "--stage NAME settles it"
    named = [one.name for one in case.entry.template.parameters if f"${{{one.name}}}" in gap.detail]
    return f"{' '.join(f'--param {name}=VALUE' for name in named)} settles it" if named else ""


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
