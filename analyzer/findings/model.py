"""What is reported."""

from typing import Literal

from msgspec import Struct

from analyzer.core import Gap, Problem, Span
from analyzer.diffs import Diff, Unneeded
from analyzer.functions.model import Entry
from analyzer.needs.model import Need
from analyzer.rulebook import Rulebook

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


class Rule(Struct, frozen=True):
    """A rule as the contract lists it.

    ``order`` settles which of the rules about unneeded grants takes a grant that several would:
    the lowest one; 0 for rules that take none.
    """

    name: str
    category: Category
    level: Level
    order: int = 0


class Case(Struct, frozen=True):
    """All that a judge may look at: one function, what it needs, how its role differs.

    ``unneeded`` are the items of the diff that this judge's rule has taken.
    """

    diff: Diff
    entry: Entry
    gaps: tuple[Gap, ...]
    problems: tuple[Problem, ...]
    needs: tuple[Need, ...]
    rulebook: Rulebook
    unneeded: tuple[Unneeded, ...] = ()

    @property
    def function(self) -> str:
        """The function's id."""
        return self.entry.declaration.id
