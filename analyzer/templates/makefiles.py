"""Functions and layers that a Makefile builds: the folders that its rule copies from.

Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/building-custom-runtimes.html
"""

import re

from msgspec.structs import replace

from analyzer.repository import Repository, resolve
from analyzer.templates.model import CodeSource
from analyzer.templates.nodes import at, string
from analyzer.templates.sheet import Declared, Sheet

MAX_MAKEFILE = 256 * 1024
_COPY = re.compile(r"(?:^|[\s;&@])cp\s+(?P<words>[^;&|]*?)[\"']?\$[({]ARTIFACTS_DIR[)}]")


def as_made(code: CodeSource, declared: Declared, sheet: Sheet) -> CodeSource:
    """The code with the folders that its Makefile copies in the place of its own; as it is where none is told."""
    if code.kind != "directory" or string(at(declared.node, "Metadata", "BuildMethod")) != "makefile":
        return code
    work = string(at(declared.node, "Metadata", "WorkingDirectory"))
    folder = code.path if work is None else resolve(sheet.folder, work)
    if folder is None:
        return code
    found = [place for source in _copied(folder, declared.id, sheet.repository) if (place := resolve(folder, source))]
    kept = [place for place in dict.fromkeys(found) if sheet.repository.is_folder(place)]
    return replace(code, path=kept[0], also=(*kept[1:], code.path)) if kept else code


def _copied(folder: str, logical_id: str, repository: Repository) -> list[str]:
    """The folders, relative to the Makefile's, whose files the rule of a resource copies to the artifact."""
    path = f"{folder}/Makefile" if folder else "Makefile"
    data = repository.read(path) if repository.is_file(path) else None
    if not isinstance(data, bytes):
        return []
    sources: list[str] = []
    for line in _recipe(data[:MAX_MAKEFILE].decode("utf-8", "replace"), f"build-{logical_id}"):
        for found in _COPY.finditer(line):
            sources += [_folder(word) for word in found["words"].split() if not word.startswith("-")]
    return sources


def _recipe(text: str, target: str) -> list[str]:
    """The commands of a target's rule, continued lines as one."""
    lines: list[str] = []
    inside = False
    for line in re.sub(r"\\\r?\n", " ", text).splitlines():
        if line[:1].strip() and not line.startswith("#"):
            inside = target in line.partition(":")[0].split()
        elif inside and line.startswith("\t"):
            lines.append(line)
    return lines


def _folder(source: str) -> str:
    """Where the modules among what is copied are imported from: a folder keeps its name, its content does not."""
    path = source.strip("\"'").removeprefix("./")
    head, _, name = path.rstrip("/").rpartition("/")
    return head or "." if name else path or "."
