"""Workflow commands: the annotations that a pull request shows beside its lines.

A step may show ten annotations of each level, so findings of one statement share one and the most
severe come first; what does not fit is counted in a plain line.
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Iterator
from posixpath import join, normpath

from msgspec import Struct

from analyzer.core import Span
from analyzer.findings.model import Finding
from analyzer.reports.document import Document, FindingDoc, by_place
from analyzer.reports.lines import visible
from analyzer.reports.model import FunctionReport, Report
from analyzer.reports.wording import LEVELS, counted, joined, left_out, summary, untold_problems

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_SHOWN = 10
_MESSAGES = 10


class _Annotation(Struct, frozen=True):
    level: str
    file: str
    line: int
    end_line: int
    column: int
    title: str
    message: str


def github_text(report: Report, document: Document) -> str:
    """The report as workflow commands, most severe first, paths relative to the git root."""
    annotations = sorted(
        (*_of_findings(report, document), *_of_problems(document)),
        key=lambda item: (LEVELS.index(item.level), item.file, item.line, item.column, item.title, item.message),
    )
    return "".join(f"{words}\n" for words in _lines(annotations, report.prefix, document))


def _lines(annotations: list[_Annotation], prefix: str, document: Document) -> Iterator[str]:
    for level in LEVELS:
        alike = [item for item in annotations if item.level == level]
        for item in alike[:_SHOWN]:
            yield _command(item, prefix)
        if len(alike) > _SHOWN:
            yield f"{counted(len(alike) - _SHOWN, f'more {level}')} in the full report; a step shows {_SHOWN} of a level."
    yield summary(document)
    if left := left_out(document):
        yield f"Left out: {left}."
    yield f"Not seen: {'; '.join(document.not_seen)}."


def _command(item: _Annotation, prefix: str) -> str:
    place = {"file": normpath(join(prefix, item.file)), "line": item.line, "endLine": item.end_line}
    if item.end_line == item.line:
        place["col"] = item.column
    place["title"] = f"overgrant: {item.title}"
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    return f"::{_COMMANDS[item.level]} {properties}::{_data(item.message)}"


def _data(text: str) -> str:
    shown = "\n".join(visible(part) for part in text.splitlines())
    return shown.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _of_findings(report: Report, document: Document) -> Iterator[_Annotation]:
    groups: dict[tuple[str, Span], list[FindingDoc]] = {}
    for function, shown in zip(report.functions, document.functions, strict=True):
        ordered = sorted(function.findings, key=by_place)
        for finding, doc in zip(ordered, shown.findings, strict=True):
            key = (finding.category if finding.category == "analysis" else "", _statement(finding, function))
            groups.setdefault(key, []).append(doc)
    for group in [*groups.values(), *([finding] for finding in document.findings)]:
        yield _merged(group)


def _statement(finding: Finding, function: FunctionReport) -> Span:
    """The place of the statement that a finding is about: the finding's own where it is about none."""
    at = finding.span
    for grant in function.entry.role.grants:
        span = grant.span
        if span.path == at.path and span.line <= at.line <= max(span.end_line, span.line):
            return span
    return at


def _merged(group: list[FindingDoc]) -> _Annotation:
    first = min(group, key=lambda finding: (LEVELS.index(finding.level), finding.line, finding.column))
    severe = sorted(group, key=lambda finding: LEVELS.index(finding.level))
    messages = dict.fromkeys(finding.message for finding in severe)
    return _Annotation(
        level=first.level,
        file=first.file,
        line=first.line,
        end_line=first.end_line,
        column=first.column,
        title=joined(tuple(dict.fromkeys(finding.rule for finding in group))),
        message="\n".join(_first(tuple(messages))),
    )


def _first(messages: tuple[str, ...]) -> tuple[str, ...]:
    """As many as a reader takes in: functions on one role say nearly the same of each of its grants."""
    more = len(messages) - _MESSAGES
    return messages if more <= 0 else (*messages[:_MESSAGES], f"{more} more in the full report")


def _of_problems(document: Document) -> Iterator[_Annotation]:
    for problem in untold_problems(document):
        yield _Annotation("warning", problem.file, problem.line, problem.line, 1, problem.code, problem.message)
