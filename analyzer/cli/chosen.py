"""The one function that a command is about."""

from analyzer.cli.errors import UsageError
from analyzer.cli.output import say
from analyzer.cli.settings import Settings
from analyzer.core import Problem
from analyzer.reports.masking import mask
from analyzer.reports.model import FunctionReport, Report

_SHOWN = 20


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
        raise UsageError(f"say which function: --function {' or '.join(map(_name, report.functions))}")
    return report.functions[0]


def _name(function: FunctionReport) -> str:
    return f"{function.entry.declaration.template}::{function.entry.declaration.id}"
