"""``overgrant graph``."""

from argparse import Namespace
from pathlib import Path

from analyzer.cli.analysis import checked, options_of
from analyzer.cli.chosen import nothing_found
from analyzer.cli.commands import Command
from analyzer.cli.errors import UsageError
from analyzer.cli.exits import Exit
from analyzer.cli.output import unwritable, write
from analyzer.cli.settings import Settings
from analyzer.reports.graph import CallGraph, graph_text
from analyzer.values.outcomes import Solution


def run(command: Command, raw: Namespace, problems: tuple[str, ...]) -> Exit:
    """Writes the call graph of one function."""
    settings, _ = checked(command, raw, (*problems, *_wrong(raw)))
    solution = _entry(settings) if settings.text("entry") else _function(settings)
    if solution is None:
        nothing_found((), settings)
        return Exit.NO_FUNCTION
    modules = tuple(name for name, _ in solution.modules)
    accesses = tuple((each.node, f"{each.service}.{each.operation}", each.span) for each in solution.effects)
    graph = CallGraph(solution.root, solution.nodes, solution.edges, modules, accesses)
    write(graph_text(graph, settings.choice("format")), settings.text("output"))
    return Exit.CLEAN


def _wrong(raw: Namespace) -> tuple[str, ...]:
    wrong = []
    if raw.output is not None and (reason := unwritable(raw.output)):
        wrong.append(reason)
    if raw.entry is not None:
        if raw.function is not None:
            wrong.append("graph takes --function or --entry, not both")
        file = raw.entry.partition(":")[0]
        if not file.endswith(".py") or not Path(file).is_file():
            wrong.append(f"--entry must be a Python file that exists, not {raw.entry!r}")
    return tuple(wrong)


def _entry(settings: Settings) -> Solution:
    from analyzer.cli.standalone import entry_of
    from analyzer.pipeline.graphs import traced_entry

    file, _, function = (settings.text("entry") or "").partition(":")
    repository, entry = entry_of(file, function or None)
    with options_of(settings) as options:
        return traced_entry(entry, repository, options).solution


def _function(settings: Settings) -> Solution | None:
    from analyzer.pipeline.graphs import traced_functions
    from analyzer.repository import discover

    with options_of(settings) as options:
        found = traced_functions(discover(settings.words or (".",)), options)
    if len(found) > 1:
        names = (f"{each.entry.declaration.template}::{each.entry.declaration.id}" for each in found)
        raise UsageError(f"say which function: --function {' or '.join(names)}")
    return found[0].solution if found else None
