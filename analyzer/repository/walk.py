"""The walk over folders: which of them count, and no link that leaves the root."""

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase

from analyzer.core import Problem, Span
from analyzer.repository.model import Options

# Build output, version control and other people's code; cdk.out and .serverless are dialects' input.
IGNORED = frozenset(
    {
        ".aws-sam", ".eggs", ".git", ".hg", ".hypothesis", ".idea", ".import_linter_cache", ".mypy_cache", ".nox",
        ".overgrant_cache", ".pytest_cache", ".ruff_cache", ".svn", ".terragrunt-cache", ".tox", ".venv",
        ".vscode", "__pycache__", "node_modules",
    }
)  # fmt: skip
MAX_DEPTH = 60


class Walk:
    """One walk below one root; afterwards ``files``, ``linked`` and ``problems`` hold what was found."""

    def __init__(self, root: str, options: Options) -> None:
        self.root = root
        self.real = os.path.realpath(root)
        self.options = options
        self.files: list[str] = []
        self.linked: list[str] = []
        self.problems: list[Problem] = []

    def run(self, start: str) -> None:
        """Walk ``start``, a folder relative to the root (``""`` is the root itself)."""
        stack = [(start, False)]
        while stack:
            folder, through_link = stack.pop()
            if len(self.files) > self.options.max_files:
                self._problem(folder, "too many files: the rest of the tree was not read")
                return
            stack.extend(self._folder(folder, through_link))

    def _folder(self, folder: str, through_link: bool) -> Iterator[tuple[str, bool]]:
        entries = self._entries(folder)
        if _is_virtual_environment(entries) and folder:
            return
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not entry.name.isprintable() and not _encodable(entry.name):
                self._problem(folder, "a file name that is not valid text was left out")
            elif entry.is_symlink():
                yield from self._link(entry, path, through_link)
            elif entry.is_dir(follow_symlinks=False):
                if self._wanted(entry.name, path):
                    yield path, through_link
            elif entry.is_file(follow_symlinks=False) and not self._excluded(entry.name, path):
                self._add(path, through_link)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        if folder.count("/") > MAX_DEPTH:
            self._problem(folder, f"deeper than {MAX_DEPTH} folders, not read")
            return []
        try:
            with os.scandir(os.path.join(self.root, folder)) as entries:  # noqa: PTH118
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._problem(folder, f"cannot be read: {error.strerror}")
            return []

    def _link(self, entry: os.DirEntry[str], path: str, through_link: bool) -> Iterator[tuple[str, bool]]:
        """Follow a link to a place inside the root, once: links behind links would multiply the tree."""
        target = os.path.realpath(entry.path)
        inside = target.startswith(self.real.rstrip("/") + "/")
        if through_link or not self._wanted(entry.name, path):
            return
        if not inside:
            self._problem(path, "a symbolic link that leads out of the scanned folder was not followed", "link-outside")
            return
        if os.path.isfile(target):  # noqa: PTH113
            self._add(path, through_link=True)
        elif os.path.isdir(target) and not _above(target, entry.path):  # noqa: PTH112
            yield path, True

    def _add(self, path: str, through_link: bool) -> None:
        self.files.append(path)
        if through_link:
            self.linked.append(path)

    def _wanted(self, name: str, path: str) -> bool:
        return name not in IGNORED and not _downloaded(path) and not self._excluded(name, path)

    def _excluded(self, name: str, path: str) -> bool:
        return any(fnmatchcase(name, pattern) or fnmatchcase(path, pattern) for pattern in self.options.exclude)

    def _problem(self, path: str, message: str, code: str = "folder-unreadable") -> None:
        self.problems.append(Problem(code, Span(path or "."), message))


def _downloaded(path: str) -> bool:
    """Whether a folder is one of Terraform's that holds no modules: providers take hundreds of megabytes."""
    parts = path.split("/")
    return len(parts) > 1 and parts[-2] == ".terraform" and parts[-1] != "modules"


def _encodable(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_virtual_environment(entries: list[os.DirEntry[str]]) -> bool:
    return any(entry.name == "pyvenv.cfg" for entry in entries)


def _above(target: str, link: str) -> bool:
    """Whether a link points to a folder that it stands in itself."""
    return os.path.realpath(os.path.dirname(link)).startswith(target.rstrip("/") + "/") or target == os.path.realpath(  # noqa: PTH120
        os.path.dirname(link)  # noqa: PTH120
    )
