"""Findings put together: level by confidence, fingerprint, order."""

from hashlib import sha256

from msgspec import json

from analyzer.core import Span
from analyzer.findings.model import Case, Confidence, Finding, Level, Related, Rule

_DIGITS = 20


def make(
    rule: Rule,
    case: Case,
    span: Span,
    message: str,
    *,
    grant: str | None = None,
    actions: tuple[str, ...] = (),
    resources: tuple[str, ...] = (),
    confidence: Confidence = "high",
    level: Level | None = None,
    related: tuple[Related, ...] = (),
    identity: str = "",
) -> Finding:
    """The finding; low confidence is always a note, and none is high where the analysis rests on an assumption.

    ``identity`` tells findings apart that have neither grant nor action: what they are about.
    """
    if confidence == "high" and rule.category != "analysis" and any(gap.is_assumption for gap in case.gaps):
        confidence = "medium"
    return Finding(
        rule=rule.name,
        category=rule.category,
        level="note" if confidence == "low" else level or rule.level,
        confidence=confidence,
        grant=grant,
        actions=actions,
        resources=resources,
        message=message,
        span=span,
        related=related,
        fingerprint=fingerprint(
            rule.name,
            case.entry.template.path,
            case.function,
            grant or ",".join(actions) or identity,
            *sorted(resources),
        ),
    )


def fingerprint(*parts: str) -> str:
    """Twenty hexadecimal digits that stay the same while what a finding is about does."""
    return sha256(json.encode(parts)).hexdigest()[:_DIGITS]
