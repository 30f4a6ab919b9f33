"""``overgrant scan``."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from analyzer.cli.analysis import analysed, checked
from analyzer.cli.changed import changed_files
from analyzer.cli.chosen import nothing_found
from analyzer.cli.commands import Command
from analyzer.cli.errors import UsageError
from analyzer.cli.exits import Exit
from analyzer.cli.output import stdout_colour, unwritable, write
from analyzer.cli.selection import selection_of
from analyzer.cli.settings import Pairs, Settings
from analyzer.cli.verdict import verdict
from analyzer.reports import FORMATS, render
from analyzer.reports.model import Report


def run(command: Command, raw: Namespace, problems: tuple[str, ...]) -> Exit:
    """Scans, writes every report that was asked for, and judges."""
    settings, folder = checked(command, raw, problems)
    return deliver(settings, folder, lambda: analysed(settings, changed_files(settings, folder)))


def deliver(settings: Settings, folder: Path | None, analyse: Callable[[], Report]) -> Exit:
    """Every report that the settings ask for, and the exit code; nothing is analysed before all settings are checked."""
    targets = _targets(settings)
    selection = selection_of(settings, folder)
    report = selection.apply(analyse())
    if not report.functions and not report.untouched:
        nothing_found((), settings)  # the report itself tells of problems
    for format, target in targets:  # noqa: A001 - the word users know
        write(render(report, format, colour=target is None and stdout_colour()), target)
    return verdict(report, settings.choice("fail-on"), strict=settings.switch("strict"))


def _targets(settings: Settings) -> tuple[tuple[str, str | None], ...]:
    files: Pairs = settings.reports()
    output = settings.text("output")
    wrong = [f"--report {name}={file}: there is no format {name!r}, choose one of {', '.join(FORMATS)}"
             for name, file in files if name not in FORMATS]  # fmt: skip
    places = [file for _, file in files] + ([output] if output else [])
    wrong += [reason for place in dict.fromkeys(places) if (reason := unwritable(place))]
    wrong += [f"{place} is to hold two reports" for place in dict.fromkeys(places) if places.count(place) > 1]
    if wrong:
        raise UsageError(*wrong)
    return ((settings.choice("format"), output), *files)
