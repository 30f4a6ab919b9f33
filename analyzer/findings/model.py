"""What is reported."""

from typing import Literal

from msgspec import Struct

from analyzer.core import Span

Category = Literal["over-grant", "wide-resource", "missing", "invalid", "analysis"]
Level = Literal["error", "warning", "note"]
Confidence = Literal["high", "medium", "low"]


class Related(Struct, frozen=True):
    """Another place that helps to understand a finding."""

    span: Span
    message: str


class Finding(Struct, frozen=True):
    """One finding, fields as in the JSON report.

    ``fingerprint`` hashes rule, function id, grant and resources, not the line, so that edits
    elsewhere in the file do not bring a finding back.
    """

    rule: str
    category: Category
    level: Level
    confidence: Confidence
    grant: str | None
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    message: str
    span: Span
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
