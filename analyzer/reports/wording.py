"""Counts, lists and the lines that several formats share."""

from collections.abc import Iterator
from typing import Any

from analyzer.findings import UNUSED
from analyzer.reports.document import Document, ProblemDoc

IDLE = "unused-option"
_APART = (IDLE, UNUSED)  # told under headings of their own: nothing of the input is unread
LEVELS = ("error", "warning", "note")


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def joined(items: tuple[str, ...] | list[str]) -> str:
    """``a, b, c``."""
    return ", ".join(items)


def summary(document: Document) -> str:
    """How many functions and findings there are: ``3 functions: 2 errors, 1 warning, 0 notes``."""
    levels: list[str] = [finding.level for finding in document.all_findings]
    found = joined([counted(levels.count(level), level) for level in LEVELS])
    return f"{counted(len(document.functions), 'function')}: {found}"


def left_out(document: Document) -> str:
    """``1 suppressed, 2 known to the baseline, 3 functions that the change does not touch``, or an empty string."""
    counts = [(document.suppressed, "suppressed"), (document.baselined, "known to the baseline")]
    parts = [f"{count} {what}" for count, what in counts if count]
    if document.untouched:
        parts.append(f"{counted(document.untouched, 'function')} that the change does not touch")
    return joined(parts)


def incomplete(document: Document) -> str:
    """``2 functions, 1 problem reading the input``, or an empty string."""
    functions = sum(not function.complete for function in document.functions)
    unread = sum(problem.code not in _APART for problem in document.problems)
    if not functions and not unread:
        return ""
    problems = f", {counted(unread, 'problem')} reading the input" if unread else ""
    return f"{counted(functions, 'function')}{problems}"


def untold_problems(document: Document) -> Iterator[ProblemDoc]:
    """The problems that no finding tells of already."""
    told = {(finding.file, finding.line, finding.message) for finding in document.all_findings}
    for problem in document.problems:
        if (problem.file, problem.line, problem.message) not in told:
            yield problem


def unread(document: Document) -> tuple[ProblemDoc, ...]:
    """What could not be read, as far as no finding tells of it."""
    return tuple(problem for problem in untold_problems(document) if problem.code not in _APART)


def idle_comments(document: Document) -> tuple[ProblemDoc, ...]:
    """The comments that silence nothing."""
    return tuple(problem for problem in document.problems if problem.code == UNUSED)


def idle_options(document: Document) -> tuple[ProblemDoc, ...]:
    """The options that nothing had a use for."""
    return tuple(problem for problem in document.problems if problem.code == IDLE)


def readable(expression: Any) -> str:
    """A template's expression as one string, ``${Name}`` for a reference."""
    if isinstance(expression, list | tuple):
        return joined([readable(item) for item in expression])
    if not isinstance(expression, dict) or len(expression) != 1:
        return str(expression)
    ((key, value),) = expression.items()
    match key, value:
        case "Ref", str():
            return f"${{{value}}}"
        case "Fn::GetAtt", str() | list() | tuple():
            return f"${{{value if isinstance(value, str) else '.'.join(map(str, value))}}}"
        case "Fn::Sub", str():
            return value
        case "Fn::Join", [str(separator), [*parts]]:
            return separator.join(map(readable, parts))
    return f"${{{key}: {readable(value)}}}"
