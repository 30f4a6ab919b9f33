"""``overgrant diff``."""

from argparse import Namespace

from analyzer.cli.analysis import checked, options_of
from analyzer.cli.commands import Command
from analyzer.cli.errors import UsageError
from analyzer.cli.exits import Exit
from analyzer.cli.scan import deliver
from analyzer.cli.settings import Settings
from analyzer.cli.standalone import standalone
from analyzer.reports.model import Report


def run(command: Command, raw: Namespace, problems: tuple[str, ...]) -> Exit:
    """Compares one handler with one policy, writes the reports that ``scan`` would, and judges."""
    missing = tuple(f"diff needs --{name}" for name in ("policy", "handler") if getattr(raw, name) is None)
    settings, folder = checked(command, raw, (*problems, *missing))
    return deliver(settings, folder, lambda: _compared(settings))


def _compared(settings: Settings) -> Report:
    from analyzer.pipeline import report_on

    policy, handler = settings.text("policy"), settings.text("handler")
    if policy is None or handler is None:
        raise UsageError("diff needs --policy and --handler")
    given = standalone(policy, handler)
    with options_of(settings) as options:
        return report_on((given.template,), given.repository, options)
