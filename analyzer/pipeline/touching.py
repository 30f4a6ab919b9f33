"""Which functions a change touches: those whose code, data or template it has changed, deleted or brought about.

What the code of a function rests on is known from its solution: the modules that were read, the
names that were looked up and not found, the files of data.  What its declaration rests on is seen by
reading its template once more, under watch.  A function that merely shares a role with one that a
change touches is not touched: what the change does to the role stands in the other one's findings.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from analyzer.core import Span
from analyzer.functions import link
from analyzer.functions.model import Entry
from analyzer.pipeline.solving import Solved
from analyzer.repository import Repository, Watched
from analyzer.rulebook import Rulebook
from analyzer.templates import ReadOptions, read
from analyzer.templates.model import Template


class Change(Struct, frozen=True):
    """The files of a change that lie below the scanned root, relative to it; a folder stands for all that it holds."""

    paths: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Whether this file is one of them."""
        return path in self.paths or any(path.startswith(f"{folder}/") for folder in self.paths)


def change_of(changed: Iterable[str], repository: Repository) -> Change:
    """The part of a change that a repository can see; ``changed`` are absolute paths."""
    root = Path(repository.root)
    below = (Path(path) for path in changed)
    found = {path.relative_to(root).as_posix() for path in below if path.is_relative_to(root)}
    return Change(tuple(sorted(found)))


class Touching:
    """Answers whether a change touches a function."""

    def __init__(
        self, change: Change, repository: Repository, templates: tuple[Template, ...], rulebook: Rulebook,
        options: ReadOptions,
    ) -> None:  # fmt: skip
        self.change = change
        self._repository = repository
        self._gone = tuple(path for path in change.paths if not _is_there(path, repository))
        self._trails = _trails(templates, repository, rulebook, options) if change.paths else {}

    def touches(self, entry: Entry, solved: Solved | None) -> bool:
        """Whether the report on this function may be another one because of the change."""
        if not self.change.paths:
            return False
        watched = Watched.over(self._repository, ())
        link(replace(entry.template, functions=(entry.declaration,)), watched)
        return (
            any(self._rests_on(trail) for trail in (*self._trails.get(entry.template.path, ()), watched))
            or any(self.change.holds(path) for path in self._real(_files(entry, solved)))
            or any(path in self._gone for path in _candidates(entry, solved))
        )

    def _rests_on(self, trail: Watched) -> bool:
        opened = self._real(trail.opened)
        return any(self.change.holds(path) for path in opened) or any(
            trail.rests_on(path, exists=False) for path in self._gone
        )

    def _real(self, paths: Iterable[str]) -> Iterator[str]:
        """The paths, and what the links among them lead to: a change names files, not links."""
        for path in paths:
            yield path
            if path in self._repository.linked:
                target = os.path.realpath(os.path.join(self._repository.root, path))  # noqa: PTH118
                yield os.path.relpath(target, self._repository.root).replace(os.sep, "/")


def _is_there(path: str, repository: Repository) -> bool:
    return repository.is_file(path) or repository.is_folder(path)


def _trails(
    templates: tuple[Template, ...], repository: Repository, rulebook: Rulebook, options: ReadOptions
) -> dict[str, list[Watched]]:
    """What was asked for to read each template: by itself, and as a part of others that nest it."""
    trails: dict[str, list[Watched]] = {}
    for path in sorted({template.path for template in templates}):
        watched = Watched.over(repository, (path,))
        for found in {template.path for template in read(watched, rulebook, options)} | {path}:
            trails.setdefault(found, []).append(watched)
    return trails


def _files(entry: Entry, solved: Solved | None) -> Iterator[str]:
    """Every file that is known to bear on the function; those that could not be parsed are in what is said of them."""
    yield from (entry.template.path, entry.declaration.template, entry.file or "")
    spans: list[Span] = [gap.span for gap in entry.gaps]
    if solved is not None:
        yield from (path for _, path, _ in solved.modules)
        yield from (path for path, _ in solved.reads)
        spans += [gap.span for gap in solved.solution.gaps]
        spans += [problem.span for problem in solved.problems]
    yield from dict.fromkeys(span.path for span in spans)


def _candidates(entry: Entry, solved: Solved | None) -> Iterator[str]:
    """Where the modules that were looked up could have stood too: a file that is gone may have been found there."""
    names = [entry.module or ""]
    if solved is not None:
        names += [*(name for name, _, _ in solved.modules), *solved.missed]
    for name in dict.fromkeys(parent for each in names for parent in _parents(each)):
        place = name.replace(".", "/")
        for root in (*entry.import_roots, *(solved.added if solved is not None else ())):
            base = f"{root}/{place}" if root not in ("", ".") else place
            yield f"{base}.py"
            yield f"{base}/__init__.py"


def _parents(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]
