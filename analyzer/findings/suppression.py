"""What silences findings: comments, ``# overgrant: ignore[rule] reason``, and the entries of a function's own."""

import re
from collections.abc import Container, Iterable, Sequence
from difflib import get_close_matches

from msgspec import Struct

from analyzer.core import Problem, Span
from analyzer.findings.comments import Place, comment_places
from analyzer.findings.discovery import rules
from analyzer.findings.model import Finding
from analyzer.templates.model import Ignored

UNUSED = "unused-suppression"

_COMMENT = re.compile(r"#\s*overgrant:\s*ignore\[([^\]]*)\][ \t]*([^\r\n]*)")
_STACKED = 20  # comments above one line
_LONGEST = 4_000  # characters of a line that are looked at


class Suppression(Struct, frozen=True, order=True):
    """One comment: the rules that it silences, why, and the line that it speaks of.

    A comment that stands alone on its line speaks of the next line that is no comment.
    """

    span: Span
    rules: tuple[str, ...]
    reason: str
    line: int


class Silenced(Struct, frozen=True):
    """A finding and the comment that silences it, or the entry of its function in the words of a comment."""

    finding: Finding
    comment: Suppression


class Suppressed(Struct, frozen=True):
    """Findings as they are reported, and those that a comment silences; ``used`` are (comment, rule) pairs."""

    kept: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    used: frozenset[tuple[Suppression, str]]


class Own(Struct, frozen=True):
    """A function's findings as they are reported, those that its own entries silence, and entries that silence none."""

    kept: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    idle: tuple[Problem, ...]


def read_suppressions(path: str, text: str) -> tuple[Suppression, ...]:
    """The comments of one file, in order; ``path`` as in findings."""
    if "overgrant:" not in text:
        return ()
    found: list[Suppression] = []
    lines = text.splitlines()
    places = comment_places(path, text)
    for number, line in enumerate(lines, start=1):
        match = _comment(line[:_LONGEST], number, places)
        if match is None:
            continue
        rules = tuple(name.strip() for name in match[1].split(",") if name.strip())
        alone = not line[: match.start()].strip()
        span = Span(path, number, match.start() + 1, number, len(line) + 1)
        found.append(Suppression(span, rules, match[2].strip(), _next(lines, number) if alone else number))
    return tuple(found)


def _comment(line: str, number: int, places: frozenset[Place] | None) -> re.Match[str] | None:
    """The first comment of a line that begins where one may."""
    signs = (at for at, char in enumerate(line) if char == "#" and (places is None or (number, at) in places))
    return next((found for at in signs if (found := _COMMENT.match(line, at))), None)


def _next(lines: Sequence[str], number: int) -> int:
    """The first line behind a comment that is none itself; line numbers count from 1."""
    for following in range(number + 1, min(number + _STACKED, len(lines)) + 1):
        if not lines[following - 1].lstrip().startswith("#"):
            return following
    return number + 1


def suppress(findings: Sequence[Finding], comments: Iterable[Suppression]) -> Suppressed:
    """Findings parted by whether a comment on one of their lines names their rule.

    The place of the finding counts, and the calls that it names as related.
    """
    by_line: dict[tuple[str, int], list[Suppression]] = {}
    for comment in sorted(set(comments)):
        by_line.setdefault((comment.span.path, comment.line), []).append(comment)
    kept: list[Finding] = []
    silenced: list[Silenced] = []
    used: set[tuple[Suppression, str]] = set()
    for finding in findings:
        matching = [one for one in _near(finding, by_line) if finding.rule in one.rules]
        used.update((one, finding.rule) for one in matching)
        if matching:
            silenced.append(Silenced(finding, matching[0]))
        else:
            kept.append(finding)
    return Suppressed(tuple(kept), tuple(silenced), frozenset(used))


def suppress_own(findings: Sequence[Finding], entries: Sequence[Ignored], function: str) -> Own:
    """A function's findings parted by whether an entry of the function itself names their rule, and their grant if any."""
    kept: list[Finding] = []
    silenced: list[Silenced] = []
    used: set[Ignored] = set()
    for finding in findings:
        meant = (one for one in entries if one.rule == finding.rule and one.grant in ("", finding.grant))
        matching = [one for one in meant if one.reason]
        used.update(matching)
        for one in matching[:1]:
            comment = Suppression(one.span, (one.rule,), one.reason, one.span.line)
            silenced.append(Silenced(finding, comment))
        if not matching:
            kept.append(finding)
    known = [rule.name for rule in rules()]
    idle = tuple(Problem(UNUSED, one.span, _idle(one, function, known)) for one in entries if one not in used)
    return Own(tuple(kept), tuple(silenced), idle)


def _idle(entry: Ignored, function: str, known: Sequence[str]) -> str:
    grant = f" about {entry.grant}" if entry.grant else ""
    why = f"{function} has no {entry.rule} finding{grant}"
    if entry.rule not in known:
        why = _unknown(entry.rule, known) if entry.rule else "it names no rule"
    elif not entry.reason:
        why = "it gives no reason"
    return f"this entry of overgrant.ignore silences nothing: {why}"


def unused(comments: Iterable[Suppression], used: Container[tuple[Suppression, str]]) -> tuple[Problem, ...]:
    """A problem for each rule of a comment that silences nothing, and for comments that name no rule."""
    known = [rule.name for rule in rules()]
    found = []
    for comment in sorted(set(comments)):
        if not comment.rules:
            found.append(Problem(UNUSED, comment.span, "this comment silences nothing: it names no rule"))
        idle = (rule for rule in comment.rules if (comment, rule) not in used)
        found.extend(Problem(UNUSED, comment.span, _why(rule, comment, known)) for rule in idle)
    return tuple(found)


def _why(rule: str, comment: Suppression, known: Sequence[str]) -> str:
    if rule in known:
        return f"this comment silences nothing: line {comment.line} has no {rule} finding"
    return f"this comment silences nothing: {_unknown(rule, known)}"


def _unknown(rule: str, known: Sequence[str]) -> str:
    near = get_close_matches(rule, known, 1)
    hint = f", did you mean {near[0]}?" if near else ""
    return f"there is no rule {rule}{hint}"


def _near(finding: Finding, by_line: dict[tuple[str, int], list[Suppression]]) -> list[Suppression]:
    spans = (finding.span, *(related.span for related in finding.related))
    return [
        comment
        for span in spans
        for line in range(span.line, min(span.end_line, span.line + 200) + 1)
        for comment in by_line.get((span.path, line), ())
    ]
