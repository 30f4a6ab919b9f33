"""Staged folders and the folders of the repository that they are copies of."""

import re
from functools import cached_property
from posixpath import relpath

from analyzer.core import Span
from analyzer.repository import Repository, resolve

MAX_FILES = 500
MAX_PLACES = 16
_FRAME = re.compile(r"(?P<file>[^\s()]+?\.\w+):(?P<line>\d+)(?::(?P<column>\d+))?\)?$")
_FOREIGN = ("/node_modules/", "/site-packages/", "/dist-packages/", "/jsii-kernel")


class Sources:
    """What stands where in the repository that an assembly was made from."""

    def __init__(self, repository: Repository, staged: tuple[str, ...]) -> None:
        self.repository = repository
        self.staged = staged
        self._known: dict[str, str] = {}

    @cached_property
    def _places(self) -> dict[str, list[str]]:
        """The Python files outside of every assembly, by name."""
        found: dict[str, list[str]] = {}
        for path in self.repository.files:
            if path.endswith(".py") and path not in self.repository.linked and not self._is_staged(path):
                found.setdefault(path.rpartition("/")[2], []).append(path)
        return found

    def _is_staged(self, path: str) -> bool:
        return any(path.startswith(f"{folder}/") if folder else True for folder in self.staged)

    # ------------------------------------------------------------ code
    def original(self, folder: str, path: str) -> str:
        """Where an asset of the assembly in ``folder`` stands, relative to that: what was staged, or the sources it equals.

        Sources count only where they are the one folder that holds the same Python files, byte for byte: then
        findings and evidence point to what people edit.
        """
        staged = resolve(folder, path)
        if staged is None:
            found = self.inside(path, folder, folders=True)
            return path if found is None else _relative(found, folder)
        if staged not in self._known:
            self._known[staged] = self._equal(staged) or staged
        return _relative(self._known[staged], folder)

    def _equal(self, staged: str) -> str | None:
        own = _python(staged, self.repository)
        if not own or len(own) > MAX_FILES:
            return None
        first = min(own, key=lambda name: (name.count("/"), name))
        ends = [path for path in self._places.get(first.rpartition("/")[2], ()) if f"/{path}".endswith(f"/{first}")]
        folders = [path.removesuffix(first).rstrip("/") for path in ends[:MAX_PLACES]]
        equal = [place for place in folders if self._same(staged, place, own)]
        return equal[0] if len(equal) == 1 else None

    def _same(self, staged: str, place: str, own: tuple[str, ...]) -> bool:
        there = _python(place, self.repository)
        return there == own and all(
            self.repository.digest(f"{staged}/{name}") == self.repository.digest(f"{place}/{name}" if place else name)
            for name in own
        )

    # ------------------------------------------------------------ lines
    def line(self, frames: tuple[str, ...], folder: str) -> Span | None:
        """The innermost line of the repository in a stack trace: ``__init__ (/src/shop/stack.py:12)``."""
        for frame in frames:
            match = _FRAME.search(frame)
            if match is None or any(part in match["file"] for part in _FOREIGN):
                continue
            path = self.inside(match["file"].removeprefix("file://"), folder)
            if path is not None and not self._is_staged(path):
                line, column = int(match["line"][:9]), int((match["column"] or "1")[:9])
                return Span(path, line, column, line, column)
        return None

    def inside(self, path: str, folder: str, *, folders: bool = False) -> str | None:
        """A path of the machine that made the assembly as one of the repository: by its longest end below the app."""
        exists = self.repository.is_folder if folders else self.repository.is_file
        parts = [part for part in path.replace("\\", "/").split("/") if part not in {"", "."}]
        if ".." in parts:
            return None
        for above in _upwards(folder):
            for start in range(len(parts)):
                place = "/".join((*above, *parts[start:]))
                if exists(place):
                    return place
        return None


def _upwards(folder: str) -> list[tuple[str, ...]]:
    """The folders above an assembly, the nearest first."""
    parts = tuple(folder.split("/")) if folder else ()
    return [parts[:count] for count in range(max(len(parts) - 1, 0), -1, -1)]


def _python(folder: str, repository: Repository) -> tuple[str, ...]:
    cut = len(folder) + 1 if folder else 0
    return tuple(path[cut:] for path in repository.below(folder) if path.endswith(".py"))


def _relative(path: str, folder: str) -> str:
    return relpath(path or ".", folder or ".")
