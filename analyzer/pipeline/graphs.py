"""What runs when a function runs, for the call graph: of declared functions, or of a module that nothing declares."""

from msgspec import Struct

from analyzer.functions.model import Entry
from analyzer.pipeline.options import Options
from analyzer.pipeline.run import entries_of, is_wanted, solutions, templates_of
from analyzer.repository import Repository
from analyzer.rulebook import Rulebook
from analyzer.values.outcomes import Solution


class Traced(Struct, frozen=True):
    """A located function with everything that running it may do."""

    entry: Entry
    solution: Solution


def traced_functions(repository: Repository, options: Options) -> tuple[Traced, ...]:
    """Every located Python function of the repository that the options ask for."""
    rulebook = Rulebook()
    entries = entries_of(templates_of(repository, options, rulebook)[0], repository, options)
    wanted = [entry for entry in entries if entry.module is not None and is_wanted(entry, options)]
    return _traced(wanted, repository, options, rulebook)


def traced_entry(entry: Entry, repository: Repository, options: Options) -> Traced:
    """An entry that no template declares; without a callable it is what importing its module does."""
    return _traced([entry], repository, options, Rulebook())[0]


def _traced(entries: list[Entry], repository: Repository, options: Options, rulebook: Rulebook) -> tuple[Traced, ...]:
    solved, _ = solutions(entries, repository, options, rulebook)
    found = ((entry, solved[entry.declaration.template, entry.declaration.id]) for entry in entries)
    return tuple(Traced(entry, each.solution) for entry, each in found)
