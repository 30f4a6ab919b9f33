"""Dockerfiles: base image, copied folders, command.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/python-image.html
https://docs.docker.com/reference/dockerfile/
"""

import json
import re

from msgspec import Struct

from analyzer.core import Problem
from analyzer.repository import Repository

MAX_DOCKERFILE = 256 * 1024
_PYTHON = re.compile(r"(?:^|[/-])python:?(?P<version>3\.\d+)?")
_PYTHONPATH = re.compile(r"""\bPYTHONPATH(?:=|\s+)["']?([^"'\s]+)""")
_TASK_ROOT = re.compile(r"\$\{?LAMBDA_TASK_ROOT\}?|\$\{?FUNCTION_DIR\}?|/var/task")


class Dockerfile(Struct, frozen=True):
    """What a Dockerfile says: Lambda's runtime (``python3.12``, ``python`` or ``""`` for another language).

    ``handler`` is the command, ``copied`` the folders of the build context whose modules end up in
    the task root, or in a folder of it that ``PYTHONPATH`` names.
    """

    runtime: str = ""
    handler: str = ""
    copied: tuple[str, ...] = ()


class _Stage:
    """One stage of a Dockerfile while it is read."""

    def __init__(self, name: str, runtime: str, earlier: "_Stage | None" = None) -> None:
        self.name = name
        self.runtime: str = earlier.runtime if earlier else runtime
        self.handler: str = earlier.handler if earlier else ""
        self.copied: list[str] = list(earlier.copied) if earlier else []
        self.searched: list[str] = list(earlier.searched) if earlier else []


def read_dockerfile(repository: Repository, path: str, target: str = "") -> Dockerfile | None:
    """What the last stage (or ``target``) of a Dockerfile runs; None where the file cannot be read."""
    if not repository.is_file(path):
        return None
    data = repository.read(path)
    if isinstance(data, Problem):
        return None
    stages: list[_Stage] = []
    for word, rest in _instructions(data[:MAX_DOCKERFILE].decode("utf-8", "replace")):
        if word == "FROM":
            stages.append(_stage(rest, stages))
        elif stages:
            _apply(word, rest, stages[-1])
    if not stages:
        return Dockerfile()
    stage = next((one for one in stages if target and one.name == target), stages[-1])
    within = (f"{folder.removeprefix('.')}/{inner}".strip("/") for folder in stage.copied for inner in stage.searched)
    return Dockerfile(stage.runtime, stage.handler, (*stage.copied, *within))


def _instructions(text: str) -> list[tuple[str, str]]:
    joined = re.sub(r"\\\s*\n", " ", text)
    found = []
    for line in joined.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word and not word.startswith("#"):
            found.append((word.upper(), rest.strip()))
    return found


def _stage(rest: str, stages: list[_Stage]) -> _Stage:
    words = [word for word in rest.split() if not word.startswith("--")]
    base = words[0] if words else ""
    name = words[2] if len(words) == 3 and words[1].upper() == "AS" else ""
    earlier = next((one for one in stages if one.name and one.name == base), None)
    python = _PYTHON.search(base)
    return _Stage(name, f"python{python['version'] or ''}" if python else "", earlier)


def _apply(word: str, rest: str, stage: _Stage) -> None:
    if word == "CMD":
        stage.handler = _command(rest)
    elif word == "ENV" and (named := _PYTHONPATH.search(rest)) is not None:
        inner = (_inside_task_root(entry) for entry in named[1].split(":"))
        stage.searched = [folder for folder in inner if folder]
    elif word in {"COPY", "ADD"} and "--from=" not in rest:
        *sources, target = _words(rest) or [""]
        inside = _inside_task_root(target)
        if inside is not None:
            stage.copied.extend(folder for source in sources if (folder := _folder(source, inside)) is not None)


def _inside_task_root(target: str) -> str | None:
    """The folder inside the task root that a COPY writes to (empty: the root itself); None for other places."""
    found = _TASK_ROOT.match(target)
    if found:
        return target[found.end() :].strip("/")
    return None if target.startswith(("/", "$")) else target.removeprefix("./").strip("./")


def _command(rest: str) -> str:
    words = _words(rest)
    return words[-1] if words else ""


def _words(rest: str) -> list[str]:
    if rest.startswith("["):
        try:
            decoded = json.loads(rest)
        except ValueError:
            return []
        return [word for word in decoded if isinstance(word, str)] if isinstance(decoded, list) else []
    return [word for word in rest.split() if not word.startswith("--")]


def _folder(source: str, inside: str) -> str | None:
    """The folder of the build context from which what is copied can be imported; None where nothing can.

    A folder that keeps its name is imported from the folder above it.
    """
    path = source.removeprefix("./").rstrip("/")
    head, _, name = path.rpartition("/")
    if name.endswith((".py", "*")):
        return (head or ".") if not inside or inside.endswith(".py") else None
    if "." in name:
        return None
    if not inside:
        return path or "."
    return (head or ".") if inside == name else None
