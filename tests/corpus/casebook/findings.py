"""Findings held against ``# finding: rule grant-or-action`` comments.

``-`` stands for a finding that has neither grant nor action.  ``(low)`` behind it asks for low
confidence; without it the finding must be sure, at the level that its rule has.
"""

import re
from collections.abc import Iterator

from analyzer.findings.model import Finding
from analyzer.reports.model import Report
from casebook.cases import CORPUS, Case
from casebook.notes import Note, NoteError

LEVELS = {
    page.stem: re.search(r"^level: (\w+)$", page.read_text(encoding="utf-8"), re.MULTILINE)[1]  # type: ignore[index]
    for page in sorted((CORPUS.parent / "rules" / "findings").glob("*.md"))
}
_FORM = re.compile(r"(?P<rule>[a-z-]+)(?:\s+(?P<what>.+?))?(?:\s+\((?P<word>low|warning)\))?$")
Owned = tuple[str, Finding]  # the function's id ("" for none), the finding


def finding_disagreements(case: Case, report: Report) -> Iterator[str]:
    """One line per finding that no comment states and per comment that no finding meets."""
    got = [(function.entry.declaration.id, each) for function in report.functions for each in function.findings]
    got += [("", each) for each in report.findings]
    notes = case.of_kind("finding")
    for note in notes:
        met = [owned for owned in got if _meets(note, owned)]
        if note.verdict == "MISSING":
            if met:
                yield f"{note}: now found: delete the word MISSING"
        elif not met:
            yield _unmet(note, got)
        else:
            yield from _wrongly_weighed(note, met)
    silent = _told_lines(case, report)
    for function, finding in got:
        if finding.category == "analysis" and (finding.span.path, finding.span.line) in silent:
            continue
        if not any(note.verdict != "MISSING" and _meets(note, (function, finding)) for note in notes):
            yield f"{_shown(function, finding)}: which no comment says"


def _told_lines(case: Case, report: Report) -> set[tuple[str, int]]:
    """Lines of annotated gaps and of problems, which are judged by themselves: the finding that tells of one needs no comment."""
    problems = [*report.problems, *(each for function in report.functions for each in function.entry.problems)]
    gaps = {(note.file, note.line) for note in case.notes if note.kind == "gap"}
    return gaps | {(each.span.path, each.span.line) for each in problems}


def _parsed(note: Note) -> tuple[str, str, str]:
    match = _FORM.match(note.text)
    if match is None or match["rule"] not in LEVELS:
        message = f"{note}: want 'rule grant-or-action', rule one of {sorted(LEVELS)}"
        raise NoteError(message)
    return match["rule"], match["what"] or "-", match["word"] or ""


def _meets(note: Note, owned: Owned) -> bool:
    """Whether the finding is the one meant: its rule, its grant or an action of it, and a place of it."""
    function, finding = owned
    rule, what, _ = _parsed(note)
    names = {finding.grant or "", *finding.actions} - {""}
    places = {(finding.span.path, finding.span.line), *((at.span.path, at.span.line) for at in finding.related)}
    return (
        finding.rule == rule
        and (what in names or (what == "-" and not names))
        and (note.file, note.line) in places
        and (not note.functions or function in note.functions)
    )


def _unmet(note: Note, got: list[Owned]) -> str:
    rule, _, _ = _parsed(note)
    near = [
        _shown(*owned)
        for owned in got
        if owned[1].rule == rule or (owned[1].span.path, owned[1].span.line) == (note.file, note.line)
    ]
    word = "no longer found: delete the comment" if note.verdict else "not found"
    return f"{note}: {word}" + (f"; near it: {near}" if near else "")


def _wrongly_weighed(note: Note, met: list[Owned]) -> Iterator[str]:
    rule, _, word = _parsed(note)
    level = {"low": "note", "warning": "warning"}.get(word, LEVELS[rule])
    for function, finding in met:
        if (finding.confidence == "low") != (word == "low"):
            yield f"{note}: confidence of {_shown(function, finding)} is {finding.confidence}"
        elif finding.level != level:
            yield f"{note}: level of {_shown(function, finding)} is {finding.level}, want {level}"


def _shown(function: str, finding: Finding) -> str:
    what = finding.grant or ", ".join(finding.actions) or "-"
    owner = f" of {function}" if function else ""
    return f"{finding.span.path}:{finding.span.line}: {finding.rule} {what}{owner} ({finding.confidence})"
