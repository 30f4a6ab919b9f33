"""A zip file whose members are read one at a time, when they are asked for."""

import zipfile
from io import BytesIO
from pathlib import Path


class Shards:
    """The members of one zip file by name; nothing is read before the first question.

    The packed bytes are held in memory rather than an open file: worker processes that inherit an
    open file would share its position.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._archive: zipfile.ZipFile | None = None

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, or None when there is no such member."""
        archive = self._opened()
        try:
            return archive.read(name)
        except KeyError:
            return None

    def names(self) -> tuple[str, ...]:
        """The names of the members, sorted."""
        return tuple(sorted(self._opened().namelist()))

    def _opened(self) -> zipfile.ZipFile:
        if self._archive is None:
            self._archive = zipfile.ZipFile(BytesIO(self._path.read_bytes()))
        return self._archive
