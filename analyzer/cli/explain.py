"""``overgrant explain``."""

import re
from argparse import Namespace
from pathlib import Path

from analyzer.cli.analysis import analysed, checked, told
from analyzer.cli.chosen import chosen_function
from analyzer.cli.commands import Command
from analyzer.cli.denied import refused
from analyzer.cli.errors import UsageError
from analyzer.cli.exits import Exit
from analyzer.cli.output import stdout_colour, write
from analyzer.reports.explanation import explanation, source_of
from analyzer.reports.lines import coloured, plain
from analyzer.repository import discover

# An action or a pattern of actions, the name of a policy, a managed policy's ARN: what a finding calls its grant.
_ACTION = re.compile(r"[A-Za-z0-9-]+:[A-Za-z0-9*?]+\Z|\*\Z")
_POLICY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z|arn:[a-z-]+:iam::\w*:policy/\S+\Z")


def run(command: Command, raw: Namespace, problems: tuple[str, ...]) -> Exit:
    """Writes the explanation of one action or grant, or of everything that a function needs."""
    actions = [word for word in raw.words if _is_grant(word)]
    raw.words = [word for word in raw.words if word not in actions]
    if len(actions) > 1:
        problems = (*problems, f"explain takes one action, not {', '.join(actions)}")
    denied = raw.denied is not None
    if denied and actions:
        problems = (*problems, "explain takes an action or --denied, not both")
    settings, _ = checked(command, raw, problems)
    if denied:
        return refused(settings)
    report = told(analysed(settings))
    function = chosen_function(report, settings)
    if function is None:
        return Exit.NO_FUNCTION
    action = actions[0] if actions else None
    if action and not _ACTION.match(action) and all(finding.grant != action for finding in function.findings):
        name = function.entry.declaration.id
        raise UsageError(f"{action} is no file or folder, and no finding about {name} names such a grant")
    text = explanation(function, action, source_of(discover(settings.words or (".",))))
    write(coloured(text) if stdout_colour() else plain(text), None)
    return Exit.CLEAN


def _is_grant(word: str) -> bool:
    return bool(_ACTION.match(word) or _POLICY.match(word)) and not Path(word).exists()
