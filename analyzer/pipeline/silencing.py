"""Findings that comments in the scanned files silence."""

from msgspec.structs import replace

from analyzer.core import Problem
from analyzer.findings import Finding, Suppression, read_suppressions, suppress
from analyzer.reports.model import FunctionReport, Report
from analyzer.repository import Repository


def silenced(report: Report, repository: Repository) -> Report:
    """The report without the findings that ``# overgrant: ignore[rule]`` comments silence, which are counted."""
    paths = {span.path for each in _all(report) for span in (each.span, *(r.span for r in each.related))}
    comments = [comment for path in sorted(paths) for comment in _comments(path, repository)]
    if not comments:
        return report
    count = 0
    functions: list[FunctionReport] = []
    for function in report.functions:
        parted = suppress(function.findings, comments)
        count += len(parted.suppressed)
        functions.append(replace(function, findings=parted.kept))
    own = suppress(report.findings, comments)
    return replace(report, functions=tuple(functions), findings=own.kept, suppressed=count + len(own.suppressed))


def _all(report: Report) -> list[Finding]:
    return [*report.findings, *(finding for function in report.functions for finding in function.findings)]


def _comments(path: str, repository: Repository) -> tuple[Suppression, ...]:
    data = repository.read(path)
    if isinstance(data, Problem) or b"overgrant:" not in data:
        return ()
    return read_suppressions(path, data.decode("utf-8", "replace"))
