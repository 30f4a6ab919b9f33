"""Granted actions that IAM does not know."""

from collections.abc import Iterator

from analyzer.findings.making import make
from analyzer.findings.model import Case, Finding, Rule

RULE = Rule("unknown-action", "invalid", "warning")


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each such action."""
    for item in case.diff.unknown:
        spans = item.grant.action_spans
        what = "no action matches" if any(char in item.pattern for char in "*?") else "IAM knows no action"
        hint = f": did you mean {item.suggestion}?" if item.suggestion else ""
        yield make(
            RULE,
            case,
            spans[item.index] if item.index < len(spans) else item.grant.span,
            f"{what} {item.pattern}, so it grants {case.function} nothing{hint}",
            grant=item.pattern,
            actions=(item.pattern,),
            resources=tuple(dict.fromkeys(str(text) for text in item.grant.statement.resources)),
        )
