"""A report held against the truths of a case: a closed world, in which everything claimed is annotated and the reverse."""

from collections.abc import Iterable, Iterator

from analyzer.core import Gap
from analyzer.needs.model import Need
from analyzer.reports.model import FunctionReport, Report
from casebook.cases import Case
from casebook.findings import finding_disagreements
from casebook.forms import written
from casebook.notes import Note, NoteError
from casebook.problems import problem_disagreements

Key = tuple[str, str, str]  # action, resource as written, word: "", "possible" or "explains"


def disagreements(case: Case, report: Report) -> list[str]:
    """One line per difference between the case's comments and the report, each with its file and line."""
    return [
        *_function_disagreements(case, report),
        *(line for function in report.functions for line in _need_disagreements(case, report, function)),
        *(line for function in report.functions for line in _gap_disagreements(case, report, function)),
        *_unread_gaps(case, report),
        *(line for function in report.functions for line in _elsewhere_disagreements(case, report, function)),
        *finding_disagreements(case, report),
        *problem_disagreements(case, report),
        *_claims_where_ok(case, report),
    ]


# ---------------------------------------------------------------- whom a note speaks of
def speaks_of(note: Note, report: Report, function: FunctionReport) -> bool:
    """Whether a note of needs or gaps bears on this function.

    Unqualified notes in source speak of every function of the case; in a template, of the function
    whose declaration they stand in.
    """
    if note.functions:
        return function.entry.declaration.id in note.functions
    templates = {each.entry.declaration.template for each in report.functions}
    if note.file not in templates or _is_inline(note, function):
        return True
    above = [
        (each.entry.declaration.span.line, each.entry.declaration.id)
        for each in report.functions
        if each.entry.declaration.template == note.file and each.entry.declaration.span.line <= note.line
    ]
    return bool(above) and max(above)[1] == function.entry.declaration.id


def _is_inline(note: Note, function: FunctionReport) -> bool:
    source = function.entry.inline
    if source is None or function.entry.declaration.template != note.file:
        return False
    first = function.entry.inline_line
    return first <= note.line < first + len(source.splitlines())


def _function_disagreements(case: Case, report: Report) -> Iterator[str]:
    got = sorted(function.entry.declaration.id for function in report.functions)
    if case.functions is not None and sorted(case.functions) != got:
        yield f"case.toml: functions {sorted(case.functions)}, reported {got}"
    if case.functions is None and not got:
        yield "case.toml: no function reported (a case without functions says 'functions = []')"
    for note in case.notes:
        for name in note.functions:
            if name not in got:
                yield f"{note}: no function {name} is reported, only {got}"


# ---------------------------------------------------------------- needs
def _need_disagreements(case: Case, report: Report, function: FunctionReport) -> Iterator[str]:
    name = function.entry.declaration.id
    notes = [
        (note, key) for note in case.of_kind("needs") if speaks_of(note, report, function) for key in need_keys(note)
    ]
    got = dict(_reported_needs(case, function))
    yield from _unmet(notes, got, function)
    known = {key for note, key in notes if note.verdict != "MISSING"}
    explained = {(action, note.file, note.line) for note, (action, _, _) in notes if note.verdict != "MISSING"}
    for key, needs in got.items():
        if key not in known and key[2] != "explains":
            yield f"{_places(needs)}: {name} is said to need {_key_text(key)} ({needs[0].origin}), which no comment says"
            continue
        for need in needs:
            yield from _unexplained_evidence(case, name, key, need, explained)


def need_keys(note: Note) -> list[Key]:
    """What one ``needs`` note states: an action on each of its resources."""
    text, word = note.text, ""
    for each in ("possible", "explains"):
        if text.startswith(each + " "):
            text, word = text[len(each) :].strip(), each
    action, _, resources = text.partition("@")
    if ":" not in action or " " in action.strip():
        message = f"{note}: want 'service:Action @ resource'"
        raise NoteError(message)
    return [(action.strip(), resource.strip() or "*", word) for resource in resources.split(",")]


def _reported_needs(case: Case, function: FunctionReport) -> Iterable[tuple[Key, list[Need]]]:
    got: dict[Key, list[Need]] = {}
    for need in function.needs:
        if need.origin == "runtime" and "runtime" not in case.tags:
            continue
        word = "explains" if need.explains_only else "possible" if need.certainty == "possible" else ""
        for resource in need.resources:
            got.setdefault((need.action, written(resource), word), []).append(need)
    return got.items()


def _unmet(notes: list[tuple[Note, Key]], got: dict[Key, list[Need]], function: FunctionReport) -> Iterator[str]:
    name = function.entry.declaration.id
    for note, key in notes:
        here = _at_line(note, got.get(key, []), function)
        if note.verdict == "MISSING":
            if here:
                yield f"{note}: {name} is now said to need it: delete the word MISSING"
        elif key not in got:
            others = [_key_text(other) for other in got if other[0] == key[0]]
            instead = f", only {'; '.join(others)}" if others else ""
            fault = "no longer reported: delete the comment" if note.verdict else f"not reported{instead}"
            yield f"{note}: {_key_text(key)} of {name} is {fault}"
        elif not here:
            yield f"{note}: {_key_text(key)} of {name} is reported, but from {_places(got[key])}"


def _at_line(note: Note, needs: list[Need], function: FunctionReport) -> bool:
    """Whether evidence stands at the note's line; in a template (which shows causes, not calls) in its file."""
    template = note.file == function.entry.declaration.template and not _is_inline(note, function)
    return any(
        evidence.span.path == note.file and (template or evidence.span.line == note.line)
        for need in needs
        for evidence in need.evidence
    )


def _unexplained_evidence(
    case: Case, name: str, key: Key, need: Need, explained: set[tuple[str, str, int]]
) -> Iterator[str]:
    if key[2] == "explains":
        return
    sources = {note.file for note in case.notes if note.file.endswith(".py")} | {
        evidence.span.path for evidence in need.evidence if evidence.span.path.endswith(".py")
    }
    for evidence in need.evidence:
        place = (need.action, evidence.span.path, evidence.span.line)
        if evidence.span.path in sources and place not in explained:
            yield (
                f"{evidence.span.path}:{evidence.span.line}: {name} is said to need {need.action} here "
                f"({evidence.call}), which no comment on this line says"
            )


def _key_text(key: Key) -> str:
    action, resource, word = key
    return " ".join(part for part in (word, action, "@", resource) if part)


def _places(needs: list[Need]) -> str:
    spans = [evidence.span for need in needs for evidence in need.evidence]
    return ", ".join(dict.fromkeys(f"{span.path}:{span.line}" for span in spans)) or "nowhere"


# ---------------------------------------------------------------- gaps and other principals
def _gap_disagreements(case: Case, report: Report, function: FunctionReport) -> Iterator[str]:
    name = function.entry.declaration.id
    notes = [note for note in case.of_kind("gap") if _gap_note_bears(note, report, function)]
    got = {(gap.kind, gap.span.path, gap.span.line): gap for gap in function.gaps}
    for note in notes:
        kind = note.text.split()[0]
        there = (kind, note.file, note.line) in got
        if note.verdict == "MISSING" and there:
            yield f"{note}: {name} now has this gap: delete the word MISSING"
        elif note.verdict != "MISSING" and not there:
            word = "no longer reported: delete the comment" if note.verdict else "not reported"
            yield f"{note}: {word} for {name}; its gaps: {[_gap_text(gap) for gap in got.values()]}"
    stated = {(note.text.split()[0], note.file, note.line) for note in notes}
    for key, gap in got.items():
        if key not in stated:
            yield f"{_gap_text(gap)}: {name} has this gap, which no comment says"


def _gap_note_bears(note: Note, report: Report, function: FunctionReport) -> bool:
    """Gap notes in source bear on every function; elsewhere on those that do report the gap."""
    if note.functions or note.file.endswith(".py"):
        return speaks_of(note, report, function)
    return any((gap.span.path, gap.span.line) == (note.file, note.line) for gap in function.gaps)


def _unread_gaps(case: Case, report: Report) -> Iterator[str]:
    """Gap notes outside source that no function answers."""
    for note in case.of_kind("gap"):
        bears = any(_gap_note_bears(note, report, function) for function in report.functions)
        if not bears and note.verdict != "MISSING":
            yield f"{note}: no function reports this gap"


def _gap_text(gap: Gap) -> str:
    return f"{gap.span.path}:{gap.span.line}: gap {gap.kind}: {gap.detail}"


def _elsewhere_disagreements(case: Case, report: Report, function: FunctionReport) -> Iterator[str]:
    """Calls that other credentials make: ``# elsewhere: s3.GetObject``."""
    notes = [note for note in case.of_kind("elsewhere") if speaks_of(note, report, function)]
    got = [" ".join(row) for row in function.elsewhere]
    for note in notes:
        there = any(note.text in row for row in got)
        if there == (note.verdict == "MISSING"):
            yield f"{note}: other principals' calls of {function.entry.declaration.id} are {got}"
    for row in got:
        if not any(note.text in row for note in notes):
            yield f"{function.entry.declaration.id}: another principal's call, which no comment says: {row}"


def _claims_where_ok(case: Case, report: Report) -> Iterator[str]:
    """Anything at all that is claimed of a line that says ``# ok``."""
    clean = {(note.file, note.line): note for note in case.of_kind("ok")}
    for function in report.functions:
        spans = [(evidence.span, need.action) for need in function.needs for evidence in need.evidence]
        spans += [(gap.span, f"gap {gap.kind}") for gap in function.gaps]
        spans += [(finding.span, f"finding {finding.rule}") for finding in function.findings]
        for span, what in spans:
            note = clean.get((span.path, span.line))
            if note is not None:
                yield f"{note.place}: says ok, reported {what} of {function.entry.declaration.id}"
