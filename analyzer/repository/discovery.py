"""From the paths of a command line to one repository."""

import os
from collections.abc import Sequence
from pathlib import Path

from analyzer.repository.model import Options, Repository
from analyzer.repository.walk import Walk


class NoSuchPathError(ValueError):
    """A path to scan that does not exist; the message names it."""


def discover(roots: Sequence[str | Path], options: Options | None = None) -> Repository:
    """The repository of one or several folders or template files.

    Of several paths the root is their common parent, and only what stands below one of them is
    read.  A file stands for its folder, with that file as the only template.  Raises
    ``NoSuchPathError``; everything else that goes wrong is in ``Repository.problems``.
    """
    options = options or Options()
    places = [_absolute(root) for root in roots or ["."]]
    folders = [place if place.is_dir() else place.parent for place in places]
    root = Path(os.path.commonpath(folders))
    walk = Walk(str(root), options)
    for folder in _outermost(folders):
        walk.run("" if folder == root else folder.relative_to(root).as_posix())
    return Repository(
        root=str(root),
        files=tuple(sorted(walk.files)),
        linked=frozenset(walk.linked),
        only=_only(places, root),
        prefix=_prefix(root),
        problems=tuple(sorted(walk.problems)),
        max_file=options.max_file,
    )


def _absolute(root: str | Path) -> Path:
    try:
        return Path(root).resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise NoSuchPathError(f"no such file or folder: {root}") from error


def _outermost(folders: list[Path]) -> list[Path]:
    kept: list[Path] = []
    for folder in sorted(set(folders)):
        if not any(folder.is_relative_to(other) for other in kept):
            kept.append(folder)
    return kept


def _only(places: list[Path], root: Path) -> tuple[str, ...]:
    """The files that were named, unless a folder was named too: then its templates count all."""
    if any(place.is_dir() for place in places):
        return ()
    return tuple(sorted({place.relative_to(root).as_posix() for place in places}))


def _prefix(root: Path) -> str:
    for parent in (root, *root.parents):
        if (parent / ".git").exists():
            return "" if parent == root else root.relative_to(parent).as_posix()
    return ""
