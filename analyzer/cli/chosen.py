"""The one function that a command is about."""

from analyzer.cli.errors import UsageError
from analyzer.cli.output import say
from analyzer.cli.settings import Settings
from analyzer.reports.model import FunctionReport, Report


def chosen_function(report: Report, settings: Settings) -> FunctionReport | None:
    """The function that ``--function`` names, or the only one there is; None, said on stderr, where there is none.

    Raises UsageError where several answer to the id: ``TEMPLATE::ID`` tells them apart.
    """
    if not report.functions:
        wanted = settings.text("function")
        say(f"no Python Lambda function{f' {wanted}' if wanted else ''} found in {', '.join(settings.words or ('.',))}")
        for problem in report.problems:
            say(f"{problem.span}: {problem.message}")
        return None
    if len(report.functions) > 1:
        raise UsageError(f"say which function: --function {' or '.join(map(_name, report.functions))}")
    return report.functions[0]


def _name(function: FunctionReport) -> str:
    return f"{function.entry.declaration.template}::{function.entry.declaration.id}"
