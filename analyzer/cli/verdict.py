"""Report → exit code."""

from analyzer.cli.exits import Exit
from analyzer.findings import UNUSED
from analyzer.reports.model import Report
from analyzer.reports.wording import IDLE

INTERNAL = "internal-error"
# Problems that a template has and the analysis has not: it read all there is.
_UNDERSTOOD = ("duplicate-key", "ignored-policies", UNUSED, IDLE)
_RANK = {"note": 0, "warning": 1, "error": 2, "never": 3}


def verdict(report: Report, fail_on: str, *, strict: bool) -> Exit:
    """The exit code of a scan: internal error, incomplete under --strict, nothing found, findings, clean."""
    if any(problem.code == INTERNAL for problem in report.problems):
        return Exit.INCOMPLETE
    if strict and not _complete(report):
        return Exit.INCOMPLETE
    if not report.functions and not report.untouched:
        return Exit.NO_FUNCTION
    findings = [*report.findings, *(finding for function in report.functions for finding in function.findings)]
    if any(_RANK[finding.level] >= _RANK[fail_on] for finding in findings):
        return Exit.FINDINGS
    return Exit.CLEAN


def _complete(report: Report) -> bool:
    return all(problem.code in _UNDERSTOOD for problem in report.problems) and all(
        function.complete for function in report.functions
    )
