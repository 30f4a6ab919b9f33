"""``overgrant explain --denied``."""

import sys

from analyzer.cli.analysis import analysed
from analyzer.cli.chosen import nothing_found
from analyzer.cli.errors import UsageError
from analyzer.cli.exits import Exit
from analyzer.cli.output import stdout_colour, write
from analyzer.cli.settings import Settings
from analyzer.denials import Denial, account, askers, reaching, read_denial
from analyzer.reports.explanation import source_of
from analyzer.reports.lines import coloured, plain
from analyzer.reports.model import FunctionReport
from analyzer.repository import discover

_SHOWN = 20


def refused(settings: Settings) -> Exit:
    """Writes what a refused request was, which function and call made it, and what to change."""
    given = settings.text("denied") or ""
    denial = read_denial(sys.stdin.read() if given == "-" else given)
    if denial is None:
        raise UsageError(
            "the message is none of a refused request, or names neither an action nor a call;"
            " give it whole, as CloudWatch has it: An error occurred (AccessDenied) when calling the … operation: …"
        )
    report = analysed(settings)
    if not report.functions:
        nothing_found(report.problems, settings)
        return Exit.NO_FUNCTION
    function = _asker(denial, report.functions, settings)
    text = account(denial, function, source_of(discover(settings.words or (".",))))
    write(coloured(text) if stdout_colour() else plain(text), None)
    return Exit.CLEAN


def _asker(denial: Denial, functions: tuple[FunctionReport, ...], settings: Settings) -> FunctionReport:
    """The one function that fits; raises UsageError with the names to choose from."""
    found = functions if settings.text("function") else askers(denial, functions)
    calling = tuple(one for one in found if reaching(denial, one).needs)
    if len(calling) == 1 or len(found) == 1:
        return (calling or found)[0]
    names = [f"{one.entry.declaration.template}::{one.entry.declaration.id}" for one in found or functions]
    more = f" or {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    who = denial.session or denial.role
    why = f"the message does not tell which function asked{f' ({who} is not known)' if who and not found else ''}"
    raise UsageError(f"{why}, say --function {' or '.join(names[:_SHOWN])}{more}")
