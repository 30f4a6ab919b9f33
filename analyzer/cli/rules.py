"""``overgrant rules``."""

from argparse import Namespace
from difflib import get_close_matches

from analyzer.cli.commands import Command
from analyzer.cli.errors import UsageError
from analyzer.cli.exits import Exit
from analyzer.cli.output import write
from analyzer.reports.rules import RulePage, rule_pages


def run(_command: Command, raw: Namespace, problems: tuple[str, ...]) -> Exit:
    """Writes the list of rules, or one rule's page."""
    if problems:
        raise UsageError(*problems)
    pages = {page.name: page for page in rule_pages()}
    if not raw.words:
        write(_table(tuple(pages.values())), None)
        return Exit.CLEAN
    unknown = [name for name in raw.words if name not in pages]
    if unknown:
        raise UsageError(*(_unknown(name, tuple(pages)) for name in unknown))
    write("\n".join(pages[name].body for name in raw.words), None)
    return Exit.CLEAN


def _table(pages: tuple[RulePage, ...]) -> str:
    names = max((len(page.name) for page in pages), default=0)
    return "".join(f"{page.name:<{names}}  {page.level:<7}  {page.summary}\n" for page in pages)


def _unknown(name: str, names: tuple[str, ...]) -> str:
    near = get_close_matches(name, names, 1)
    return f"there is no rule {name!r}" + (f", did you mean {near[0]}?" if near else "")
