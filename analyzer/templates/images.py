"""Container images whose Dockerfile stands in the repository: base image, copied folder, command.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/python-image.html
https://docs.docker.com/reference/dockerfile/
"""

import json
import re

from msgspec import Struct

from analyzer.core import Problem
from analyzer.repository import Repository, resolve
from analyzer.templates.model import CodeSource
from analyzer.templates.nodes import at, items, string
from analyzer.templates.sheet import Declared, Sheet

_PYTHON = re.compile(r"(?:^|[/-])python:?(?P<version>3\.\d+)?")
_TASK_ROOT = re.compile(r"\$\{?LAMBDA_TASK_ROOT\}?|\$\{?FUNCTION_DIR\}?|/var/task")


class Dockerfile(Struct, frozen=True):
    """What a Dockerfile says: Lambda's runtime (``python3.12``, ``python`` or ``""`` for another language).

    ``handler`` is the command, ``copied`` the folder of the build context that becomes the task root.
    """

    runtime: str = ""
    handler: str = ""
    copied: str = ""


def image_source(declared: Declared, sheet: Sheet) -> CodeSource:
    """An image: with ``path`` where a local Dockerfile copies its code from, else with ``why`` not."""
    span = declared.span
    context = string(at(declared.node, "Metadata", "DockerContext"))
    if context is None:
        return CodeSource("image", span, why="it runs a container image that is not built from this repository")
    folder = resolve(sheet.folder, context)
    if folder is None or not sheet.repository.is_folder(folder):
        return CodeSource("image", span, why=f"there is no folder {context} to build its image from")
    docker = dockerfile_of(declared, sheet)
    if docker is None:
        return CodeSource("image", span, why=f"there is no Dockerfile in {folder or '.'}")
    path = resolve(folder, docker.copied or ".")
    return CodeSource("image", span, path=path if path is not None and sheet.repository.is_folder(path) else folder)


def dockerfile_of(declared: Declared, sheet: Sheet) -> Dockerfile | None:
    """The Dockerfile that a function's metadata names, read; None where there is none."""
    metadata = at(declared.node, "Metadata")
    context = resolve(sheet.folder, string(at(metadata, "DockerContext")) or ".")
    if context is None:
        return None
    name = resolve(context, string(at(metadata, "Dockerfile")) or "Dockerfile")
    target = string(at(metadata, "DockerBuildTarget")) or ""
    return None if name is None else read_dockerfile(sheet.repository, name, target)


def read_dockerfile(repository: Repository, path: str, target: str = "") -> Dockerfile | None:
    """What the last stage (or ``target``) of a Dockerfile runs; None where the file cannot be read."""
    if not repository.is_file(path):
        return None
    data = repository.read(path)
    if isinstance(data, Problem):
        return None
    stages: list[dict[str, str]] = []
    for word, rest in _instructions(data.decode("utf-8", "replace")):
        if word == "FROM":
            stages.append(_stage(rest, stages))
        elif stages:
            _apply(word, rest, stages[-1])
    stage = next((one for one in stages if target and one["name"] == target), stages[-1] if stages else {})
    return Dockerfile(stage.get("runtime", ""), stage.get("handler", ""), stage.get("copied", ""))


def _instructions(text: str) -> list[tuple[str, str]]:
    joined = re.sub(r"\\\s*\n", " ", text)
    found = []
    for line in joined.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word and not word.startswith("#"):
            found.append((word.upper(), rest.strip()))
    return found


def _stage(rest: str, stages: list[dict[str, str]]) -> dict[str, str]:
    words = [word for word in rest.split() if not word.startswith("--")]
    base = words[0] if words else ""
    name = words[2] if len(words) == 3 and words[1].upper() == "AS" else ""
    earlier = next((one for one in stages if one["name"] and one["name"] == base), None)
    if earlier is not None:
        return {**earlier, "name": name}
    python = _PYTHON.search(base)
    runtime = f"python{python['version'] or ''}" if python else ""
    return {"name": name, "runtime": runtime, "handler": "", "copied": ""}


def _apply(word: str, rest: str, stage: dict[str, str]) -> None:
    if word == "CMD":
        stage["handler"] = _command(rest)
    elif word in {"COPY", "ADD"} and "--from=" not in rest:
        parts = _words(rest)
        if len(parts) >= 2 and (_TASK_ROOT.match(parts[-1]) or parts[-1] in {".", "./"}):
            folder = _folder(parts[0])
            if folder is not None:
                stage["copied"] = folder


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


def _folder(source: str) -> str | None:
    """The folder a COPY takes Python code from; None for single files that are no Python."""
    if source in {".", "./", "*"}:
        return "."
    name = source.rstrip("/").rpartition("/")[2]
    if name.endswith((".py", "*")):
        return source.rstrip("/").rpartition("/")[0] or "."
    return None if "." in name else source.rstrip("/")


def image_handler(declared: Declared, sheet: Sheet) -> str:
    """The handler of an image: ``ImageConfig.Command``, else the Dockerfile's CMD; empty when unknown."""
    command = items(declared.get("ImageConfig", "Command"))
    if command:
        return string(command[-1]) or ""
    docker = dockerfile_of(declared, sheet)
    return docker.handler if docker else ""
