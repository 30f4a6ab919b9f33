"""A folder tree, known by its names; bytes are read when asked for."""

import os
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from hashlib import blake2b
from pathlib import PurePosixPath

from msgspec import Struct

from analyzer.core import Problem, Span

MAX_FILE = 32 * 1024 * 1024
MAX_FILES = 2_000_000


class Options(Struct, frozen=True):
    """How to walk.  ``exclude`` are folder names or paths (relative to the root) to leave out."""

    exclude: tuple[str, ...] = ()
    max_file: int = MAX_FILE
    max_files: int = MAX_FILES


class Repository(Struct, frozen=True, dict=True):
    """Every file below the scanned roots by its path relative to ``root``, sorted; nothing else can be read.

    ``linked`` are the files reached through a symbolic link inside the root (code may stand there,
    templates there are copies); ``only`` names the templates to read where a file was scanned
    instead of a folder; ``prefix`` is the root relative to the git root, for annotations; ``instead`` is what
    files hold in this view of the repository, whatever stands on the disk.
    """

    root: str
    files: tuple[str, ...]
    linked: frozenset[str] = frozenset()
    only: tuple[str, ...] = ()
    prefix: str = ""
    problems: tuple[Problem, ...] = ()
    max_file: int = MAX_FILE
    instead: dict[str, bytes] = {}

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.files)

    @cached_property
    def _folders(self) -> frozenset[str]:
        found = {""}
        for path in self.files:
            folder = path.rpartition("/")[0]
            while folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    def is_file(self, path: str) -> bool:
        """Whether this path is a file of the repository."""
        return path in self._known

    def is_folder(self, path: str) -> bool:
        """Whether this path is a folder with at least one file somewhere below; ``""`` is the root."""
        return path in self._folders

    def below(self, folder: str) -> tuple[str, ...]:
        """The files anywhere below a folder, sorted."""
        if not folder:
            return self.files
        start = bisect_left(self.files, f"{folder}/")
        return self.files[start : bisect_left(self.files, f"{folder}0", lo=start)]  # "0" follows "/"

    def children(self, folder: str) -> tuple[str, ...]:
        """The names of files and folders that stand directly in a folder, sorted."""
        cut = len(folder) + 1 if folder else 0
        return tuple(dict.fromkeys(path[cut:].split("/", 1)[0] for path in self.below(folder)))

    def read(self, path: str) -> bytes | Problem:
        """The bytes of a file, or why there are none: too large, unreadable, not of this repository."""
        if path not in self._known:
            return Problem("file-unreadable", Span(path), "no such file below the scanned folder")
        if path in self.instead:
            return self.instead[path]
        try:
            with open(os.path.join(self.root, path), "rb") as file:  # noqa: PTH118, PTH123  (hot: measured twice as fast)
                data = file.read(self.max_file + 1)
        except OSError as error:
            return Problem("file-unreadable", Span(path), f"cannot be read: {error.strerror}")
        if len(data) > self.max_file:
            return Problem("file-too-large", Span(path), f"larger than {self.max_file} bytes, not read")
        return data

    def head(self, path: str, size: int = 4096) -> bytes:
        """The first bytes of a file; empty where it cannot be read."""
        if path in self.instead:
            return self.instead[path][:size]
        try:
            with open(os.path.join(self.root, path), "rb") as file:  # noqa: PTH118, PTH123
                return file.read(size)
        except OSError:
            return b""

    def digest(self, path: str) -> str:
        """The content digest of a file (32 hexadecimal digits); empty where it cannot be read."""
        data = self.read(path)
        return "" if isinstance(data, Problem) else digest(data)


def digest(data: bytes) -> str:
    """The content digest of bytes, 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()


def resolve(folder: str, path: str) -> str | None:
    """A path of a document in ``folder`` as a path of the repository; None where it leaves the root.

    Absolute paths leave the root too: templates are read as on any machine, not as on this one.
    Backslashes separate folders, as in templates written on Windows.
    """
    path = path.replace("\\", "/")
    if path.startswith(("/", "~")) or "\0" in path:
        return None
    parts = list(PurePosixPath(folder).parts)
    for step in path.split("/"):
        if step in {"", "."}:
            continue
        if step != "..":
            parts.append(step)
        elif parts:
            parts.pop()
        else:
            return None
    return "/".join(parts)


def upwards(folder: str) -> Iterator[str]:
    """The folder and every one above it up to the root."""
    parts = folder.split("/") if folder else []
    for count in range(len(parts), -1, -1):
        yield "/".join(parts[:count])
