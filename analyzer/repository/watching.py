"""A repository that remembers what it was asked: what the answer of whoever asked rests on."""

from collections.abc import Iterable
from typing import Self

from msgspec import field

from analyzer.core import Problem
from analyzer.repository.model import Repository


class Watched(Repository, frozen=True, dict=True):
    """The same files under watch.

    ``opened`` are the files whose bytes were asked for, ``asked`` the paths whose existence was,
    ``listed`` the folders whose content was, or which are not there.
    """

    opened: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)

    @classmethod
    def over(cls, repository: Repository, only: tuple[str, ...]) -> Self:
        """A watched repository that has read nothing yet; ``only`` names the templates to read."""
        values = {name: getattr(repository, name) for name in Repository.__struct_fields__}
        made = cls(**{**values, "only": only})
        made.__dict__.update(repository.__dict__)  # indices of the names, where they are made already
        return made

    def rests_on(self, path: str, *, exists: bool) -> bool:
        """Whether an answer may be another one since this file changed, or, where it is gone, was deleted."""
        if exists:
            return path in self.opened
        return path in self.opened or path in self.asked or not self.listed.isdisjoint(_above(path))

    def is_file(self, path: str) -> bool:
        """Whether this path is a file of the repository."""
        self.asked.add(path)
        return super().is_file(path)

    def is_folder(self, path: str) -> bool:
        """Whether this path is a folder with at least one file somewhere below."""
        found = super().is_folder(path)
        if not found:  # a folder that is there is there without what was deleted in it, too
            self.listed.add(path)
        return found

    def below(self, folder: str) -> tuple[str, ...]:
        """The files anywhere below a folder, sorted."""
        self.listed.add(folder)
        return super().below(folder)

    def read(self, path: str) -> bytes | Problem:
        """The bytes of a file, or why there are none."""
        self.opened.add(path)
        return super().read(path)

    def head(self, path: str, size: int = 4096) -> bytes:
        """The first bytes of a file."""
        self.opened.add(path)
        return super().head(path, size)


def _above(path: str) -> Iterable[str]:
    while path:
        path = path.rpartition("/")[0]
        yield path
