"""The one function that a command is about."""

from analyzer.cli.errors import UsageError
from analyzer.cli.output import say
from analyzer.cli.settings import Settings
from analyzer.core import Problem
from analyzer.reports.masking import mask
from analyzer.reports.model import FunctionReport, Report

_SHOWN = 20
_NAMED = 10


def nothing_found(problems: tuple[Problem, ...], settings: Settings) -> None:
    """Says on stderr that there is no function, and what could not be read."""
    wanted = settings.text("function")
    what = f"Python Lambda function {wanted}" if wanted else "Python Lambda function"
    say(f"no {what} found in {', '.join(settings.words or ('.',))}")
    for problem in problems[:_SHOWN]:
        say(f"{problem.span}: {mask(problem.message)}")
    if len(problems) > _SHOWN:
        say(f"and {len(problems) - _SHOWN} more problems")


def chosen_function(report: Report, settings: Settings) -> FunctionReport | None:
    """The function that ``--function`` names, or the only one there is; None, said on stderr, where there is none.

    Raises UsageError where several answer to the id: ``TEMPLATE::ID`` tells them apart.
    """
    if not report.functions:
        nothing_found(report.problems, settings)
        return None
    if len(report.functions) > 1:
        names = [_name(report, function) for function in report.functions[:_NAMED]]
        rest = len(report.functions) - len(names)
        raise UsageError(f"say which function: --function {' or '.join(names)}{f', or {rest} more' if rest else ''}")
    return report.functions[0]


def _name(report: Report, function: FunctionReport) -> str:
    """The id, with its template where another function of the report has the same."""
    own = function.entry.declaration
    same = [one for one in report.functions if one.entry.declaration.id == own.id]
    return own.id if len(same) == 1 else f"{own.template}::{own.id}"
