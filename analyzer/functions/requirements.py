"""What the project's requirements ask for: packages of the repository itself, by path, and public ones, by name.

The build puts both beside the code.
Sources: https://pip.pypa.io/en/stable/reference/requirement-specifiers/
https://packaging.python.org/en/latest/specifications/pyproject-toml/
"""

import re
import tomllib
from collections.abc import Iterable, Iterator

from analyzer.core import Problem
from analyzer.repository import Repository, resolve, upwards

FILE = "requirements.txt"
MAX_FILE = 256 * 1024
MAX_PATHS = 64
_FILES = (FILE, "requirements.in", "Pipfile", "pyproject.toml")
_NAMED = re.compile(r"^\s*(?P<name>[A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:$|[<>=!~;#,\s(])(?!\s*@)")
_TABLES = (("tool", "poetry", "dependencies"), ("packages",))
_LINE = re.compile(
    r"^\s*(?:(?:-e|--editable)[ =]\s*)?(?:[\w.\[\],-]+\s*@\s*)?(?:file:(?://)?)?(?P<path>\.{1,2}/[^\s#;\[]*)"
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
    for folder in upwards(code):
        project = resolve(folder, path)
        if project and project != code and repository.is_folder(project):
            yield project
            if repository.is_folder(f"{project}/src"):
                yield f"{project}/src"
            return


def requirement_files(roots: tuple[str, ...]) -> tuple[str, ...]:
    """Where requirements may stand: in each root and in every folder above it, the nearest first."""
    folders = dict.fromkeys(folder for root in roots for folder in upwards(root))
    return tuple(f"{folder}/{name}" if folder else name for folder in folders for name in _FILES)


def public_packages(path: str, repository: Repository) -> frozenset[str]:
    """The import names of the packages that a file asks an index for: the distributions' own, as far as they agree.

    What is asked for by path, address or repository is not among them: it may be anything.
    """
    data = repository.read(path)
    if isinstance(data, Problem) or len(data) > MAX_FILE:
        return frozenset()
    text = data.decode("utf-8", "replace")
    names = _tabled(text) if path.endswith(("pyproject.toml", "Pipfile")) else _named(text.splitlines())
    normal = [re.sub(r"[-_.]+", "_", name).lower() for name in names]
    return frozenset(
        one for name in normal for one in (name, name.removeprefix("python_"), name.removesuffix("_python"))
    )


def _named(lines: Iterable[str]) -> list[str]:
    found = (_NAMED.match(line) for line in lines if "://" not in line)
    return [one["name"] for one in found if one]


def _tabled(text: str) -> list[str]:
    try:
        document: object = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return []
    listed = _inside(document, ("project", "dependencies"))
    names = _named(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else []
    for keys in _TABLES:
        table = _inside(document, keys)
        for name, asked in table.items() if isinstance(table, dict) else ():
            if isinstance(asked, str) or (
                isinstance(asked, dict) and not asked.keys() & {"path", "git", "url", "file"}
            ):
                names.append(name)
    return names


def _inside(document: object, keys: tuple[str, ...]) -> object:
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document
