"""``overgrant policy``."""

from argparse import Namespace

from analyzer.cli.analysis import analysed, checked, told
from analyzer.cli.chosen import nothing_found
from analyzer.cli.commands import Command
from analyzer.cli.exits import Exit
from analyzer.cli.output import say, unwritable, write
from analyzer.policies.formats import Batch, FunctionPolicy, render
from analyzer.reports.masking import mask
from analyzer.reports.model import FunctionReport
from analyzer.rulebook import Rulebook


def run(command: Command, raw: Namespace, problems: tuple[str, ...]) -> Exit:
    """Writes the minimal policy of every function, and on stderr what must be known beside it."""
    if raw.output is not None and (reason := unwritable(raw.output)):
        problems = (*problems, reason)
    settings, _ = checked(command, raw, problems)
    report = told(analysed(settings))
    if not report.functions:
        nothing_found(report.problems, settings)
        return Exit.NO_FUNCTION
    policies = tuple(
        FunctionPolicy(function.entry.declaration.id, function.entry.template, function.policy)
        for function in report.functions
    )
    rendered = render(settings.choice("format"), Batch(policies, Rulebook()))
    write(mask(rendered.text), settings.text("output"))
    for note in (*rendered.notes, *_doubts(report.functions)):
        say(f"note: {mask(note)}")
    return Exit.CLEAN


def _doubts(functions: tuple[FunctionReport, ...]) -> list[str]:
    return [
        f"{function.entry.declaration.id}: the analysis is incomplete, its policy may lack permissions"
        for function in functions
        if not function.complete
    ]
