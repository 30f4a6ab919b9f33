"""Comments that silence findings: ``# overgrant: ignore[rule] reason``."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from analyzer.core import Span
from analyzer.findings.model import Finding

_COMMENT = re.compile(r"#\s*overgrant:\s*ignore\[([^\]]*)\][ \t]*([^\r\n]*)")
_LONGEST = 4_000  # characters of a line that are looked at


class Suppression(Struct, frozen=True, order=True):
    """One comment: the rules that it silences, why, and the line that it speaks of.

    A comment that stands alone on its line speaks of the next line.
    """

    span: Span
    rules: tuple[str, ...]
    reason: str
    line: int


class Suppressed(Struct, frozen=True):
    """Findings as they are reported, those that a comment silences, and comments that silence none."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    unused: tuple[Suppression, ...]


def read_suppressions(path: str, text: str) -> tuple[Suppression, ...]:
    """The comments of one file, in order; ``path`` as in findings."""
    if "overgrant:" not in text:
        return ()
    found: list[Suppression] = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = _COMMENT.search(line[:_LONGEST])
        if match is None:
            continue
        rules = tuple(name.strip() for name in match[1].split(",") if name.strip())
        alone = not line[: match.start()].strip()
        span = Span(path, number, match.start() + 1, number, len(line) + 1)
        found.append(Suppression(span, rules, match[2].strip(), number + 1 if alone else number))
    return tuple(found)


def suppress(findings: Sequence[Finding], comments: Iterable[Suppression]) -> Suppressed:
    """Findings parted by whether a comment on one of their lines names their rule.

    The place of the finding counts, and the calls that it names as related.
    """
    by_line: dict[tuple[str, int], list[Suppression]] = {}
    listed = sorted(set(comments))
    for comment in listed:
        by_line.setdefault((comment.span.path, comment.line), []).append(comment)
    kept: list[Finding] = []
    silenced: list[Finding] = []
    used: set[Suppression] = set()
    for finding in findings:
        matching = [one for one in _near(finding, by_line) if finding.rule in one.rules]
        used.update(matching)
        (silenced if matching else kept).append(finding)
    return Suppressed(tuple(kept), tuple(silenced), tuple(one for one in listed if one not in used))


def _near(finding: Finding, by_line: dict[tuple[str, int], list[Suppression]]) -> list[Suppression]:
    spans = (finding.span, *(related.span for related in finding.related))
    return [
        comment
        for span in spans
        for line in range(span.line, min(span.end_line, span.line + 200) + 1)
        for comment in by_line.get((span.path, line), ())
    ]
