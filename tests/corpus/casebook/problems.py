"""Problems held against ``# problem: code`` comments and the ``problems`` of ``case.toml``."""

from collections.abc import Iterator

from analyzer.core import Problem
from analyzer.reports.model import Report
from casebook.cases import Case


def problem_disagreements(case: Case, report: Report) -> Iterator[str]:
    """One line per problem that the case does not state and per statement that no problem meets."""
    got = list(dict.fromkeys(_problems(report)))
    stated_lines = {(note.text.split()[0], note.file, note.line) for note in case.of_kind("problem")}
    stated_files = [tuple(row.split(maxsplit=1)) for row in case.problems if not row.startswith("MISSING ")]
    unseen = [tuple(row.split(maxsplit=2)[1:]) for row in case.problems if row.startswith("MISSING ")]
    for note in case.of_kind("problem"):
        key = (note.text.split()[0], note.file, note.line)
        there = any((each.code, each.span.path, each.span.line) == key for each in got)
        if there == (note.verdict == "MISSING"):
            yield f"{note}: {'now reported: delete the word' if there else 'not reported'}; problems: {_shown(got)}"
    for row in stated_files:
        if not any(_is(each, row) for each in got):
            yield f"case.toml: problem {' '.join(row)} is not reported; problems: {_shown(got)}"
    for row in unseen:
        if any(_is(each, row) for each in got):
            yield f"case.toml: problem {' '.join(row)} is now reported: delete the word MISSING"
            stated_files.append(row)
    for each in got:
        key = (each.code, each.span.path, each.span.line)
        if key not in stated_lines and not any(_is(each, row) for row in stated_files):
            yield f"{each.span.path}:{each.span.line}: problem {each.code} ({each.message}), which the case does not say"


def _problems(report: Report) -> Iterator[Problem]:
    yield from report.problems
    for function in report.functions:
        yield from function.entry.problems


def _is(problem: Problem, row: tuple[str, ...]) -> bool:
    return problem.code == row[0] and (len(row) == 1 or problem.span.path == row[1])


def _shown(problems: list[Problem]) -> list[str]:
    return [f"{each.span.path}:{each.span.line} {each.code}" for each in problems]
