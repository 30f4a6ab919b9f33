"""Findings that comments in the scanned files silence, and comments that silence none."""

from collections.abc import Iterable

from msgspec.structs import replace

from analyzer.core import Problem
from analyzer.findings import Finding, Suppression, read_suppressions, suppress, suppress_own, unused
from analyzer.reports.model import FunctionReport, Report
from analyzer.repository import Repository


def silenced(report: Report, repository: Repository, whole: Iterable[str] = ()) -> Report:
    """The report without the findings that somebody has silenced, which it lists instead.

    By a function's own entries, then by ``# overgrant: ignore[rule]`` comments. ``whole`` are files that everything was said about: a comment there that silences nothing is a problem.
    """
    report = _by_functions(report)
    told = tuple(dict.fromkeys(whole))
    places = {span.path for each in _all(report) for span in (each.span, *(r.span for r in each.related))}
    comments = [comment for path in sorted({*places, *told}) for comment in _comments(path, repository)]
    if not comments:
        return report
    functions: list[FunctionReport] = []
    found = list(report.suppressed)
    own = suppress(report.findings, comments)
    used = set(own.used)
    for function in report.functions:
        parted = suppress(function.findings, comments)
        found += parted.silenced
        used |= parted.used
        functions.append(replace(function, findings=parted.kept))
    idle = unused((comment for comment in comments if comment.span.path in told), used)
    return replace(
        report,
        functions=tuple(functions),
        findings=own.kept,
        suppressed=(*found, *own.silenced),
        problems=tuple(sorted((*report.problems, *idle))),
    )


def _by_functions(report: Report) -> Report:
    """What the functions' own entries silence, and entries that silence nothing."""
    parted = [
        suppress_own(each.findings, each.entry.declaration.ignored, each.entry.declaration.id)
        for each in report.functions
    ]
    idle = [problem for one in parted for problem in one.idle]
    return replace(
        report,
        functions=tuple(replace(each, findings=one.kept) for each, one in zip(report.functions, parted, strict=True)),
        suppressed=(*report.suppressed, *(found for one in parted for found in one.silenced)),
        problems=tuple(sorted((*report.problems, *idle))),
    )


def _all(report: Report) -> list[Finding]:
    return [*report.findings, *(finding for function in report.functions for finding in function.findings)]


def _comments(path: str, repository: Repository) -> tuple[Suppression, ...]:
    data = repository.read(path)
    if isinstance(data, Problem) or b"overgrant:" not in data:
        return ()
    return read_suppressions(path, data.decode("utf-8", "replace"))
