"""Packages of the repository itself that ``requirements.txt`` asks for by path: the build puts them beside the code.

Source: https://pip.pypa.io/en/stable/reference/requirement-specifiers/
"""

import re
from collections.abc import Iterator

from analyzer.core import Problem
from analyzer.repository import Repository, resolve

FILE = "requirements.txt"
MAX_FILE = 256 * 1024
MAX_PATHS = 64
_LINE = re.compile(
    r"^\s*(?:(?:-e|--editable)[ =]\s*)?(?:[\w.\[\],-]+\s*@\s*)?(?:file:(?://)?)?(?P<path>\.{1,2}/[^\s#;]*)"
)


def local_packages(code: str, repository: Repository) -> tuple[str, ...]:
    """The folders that hold the packages which the requirements of ``code`` name by path, in their order.

    pip takes such a path from where it runs: the folder of the file or one above it, the nearest that has it.
    """
    path = f"{code}/{FILE}" if code else FILE
    if not repository.is_file(path):
        return ()
    data = repository.read(path)
    if isinstance(data, Problem) or len(data) > MAX_FILE:
        return ()
    found = (_LINE.match(line) for line in data.decode("utf-8", "replace").splitlines())
    named = list(dict.fromkeys(one["path"] for one in found if one))[:MAX_PATHS]
    return tuple(dict.fromkeys(root for one in named for root in _roots(code, one, repository)))


def _roots(code: str, path: str, repository: Repository) -> Iterator[str]:
    for folder in _upwards(code):
        project = resolve(folder, path)
        if project and project != code and repository.is_folder(project):
            yield project
            if repository.is_folder(f"{project}/src"):
                yield f"{project}/src"
            return


def _upwards(folder: str) -> Iterator[str]:
    """The folder and every one above it up to the root."""
    parts = folder.split("/") if folder else []
    for count in range(len(parts), -1, -1):
        yield "/".join(parts[:count])
