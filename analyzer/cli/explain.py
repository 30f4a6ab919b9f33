"""``overgrant explain``."""

import re
from argparse import Namespace
from pathlib import Path

from analyzer.cli.analysis import analysed, checked, told
from analyzer.cli.chosen import chosen_function
from analyzer.cli.commands import Command
from analyzer.cli.denied import refused
from analyzer.cli.exits import Exit
from analyzer.cli.output import stdout_colour, write
from analyzer.reports.explanation import explanation, source_of
from analyzer.reports.lines import coloured, plain
from analyzer.repository import discover

_ACTION = re.compile(r"[A-Za-z0-9-]+:[A-Za-z0-9*?]+\Z")


def run(command: Command, raw: Namespace, problems: tuple[str, ...]) -> Exit:
    """Writes the explanation of one action, or of every action of a function."""
    actions = [word for word in raw.words if _ACTION.match(word) and not Path(word).exists()]
    raw.words = [word for word in raw.words if word not in actions]
    if len(actions) > 1:
        problems = (*problems, f"explain takes one action, not {', '.join(actions)}")
    denied = raw.denied is not None
    if denied and actions:
        problems = (*problems, "explain takes an action or --denied, not both")
    if raw.function is None and not denied:
        problems = (*problems, "explain needs --function ID, or --denied MESSAGE")
    settings, _ = checked(command, raw, problems)
    if denied:
        return refused(settings)
    report = told(analysed(settings))
    function = chosen_function(report, settings)
    if function is None:
        return Exit.NO_FUNCTION
    text = explanation(function, actions[0] if actions else None, source_of(discover(settings.words or (".",))))
    write(coloured(text) if stdout_colour() else plain(text), None)
    return Exit.CLEAN
