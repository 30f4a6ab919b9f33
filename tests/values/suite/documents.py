"""Markdown in which every heading with code is one program.

A fenced ``py`` block is the handler module, ``handler.py``; a line `` `other.py`: `` right above a
block names another file.  Blocks of one file under one heading follow one another.  A ``toml``
block gives settings: ``handler`` (a name, ``handler`` where not said), ``env`` (variables that are
forced).  A heading takes over the files of none of its parents: each program is whole.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

_HEADING = re.compile(r"(#+)\s+(.*?)\s*$")
_FENCE = re.compile(r"```(\w*)\s*$")
_FILE = re.compile(r"`([\w./-]+)`:\s*$")
MAIN = "handler.py"


class Example(Struct, frozen=True):
    """One program: ``name`` is the file's name and its headings, ``line`` where its heading stands.

    ``files`` are (name, source, line of the document that its first line stands on).
    """

    name: str
    line: int
    files: tuple[tuple[str, str, int], ...]
    settings: dict[str, Any]


class DocumentError(ValueError):
    """A document that is not of this form, with file and line."""


def examples_of(path: Path) -> list[Example]:
    """The programs of one document in order."""
    titles: list[tuple[int, str]] = []
    examples: list[Example] = []
    for line, title, blocks in _sections(path):
        if title:
            titles = [each for each in titles if each[0] < title[0]] + [title]
        files, settings = _contents(path, blocks)
        if files:
            name = " / ".join([path.stem, *(text for _, text in titles)])
            examples.append(Example(name, line, tuple(files), settings))
    names = [example.name for example in examples]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"{path}: two programs are called {twice[0]!r}"
        raise DocumentError(message)
    return examples


Block = tuple[str, str, int, str]  # language, file, first line, text
Section = tuple[int, tuple[int, str] | None, list[Block]]


def _sections(path: Path) -> Iterator[Section]:
    lines = path.read_text().splitlines()
    section: Section = (1, None, [])
    number, file = 0, ""
    while number < len(lines):
        line = lines[number]
        number += 1
        if heading := _HEADING.match(line):
            yield section
            section = (number, (len(heading[1]), heading[2]), [])
        elif fence := _FENCE.match(line):
            first = number + 1
            end = next((at for at in range(number, len(lines)) if lines[at].strip() == "```"), None)
            if end is None:
                message = f"{path}:{number}: this block is never closed"
                raise DocumentError(message)
            section[2].append((fence[1], file, first, "\n".join(lines[number:end]) + "\n"))
            number, file = end + 1, ""
            continue
        named = _FILE.match(line)
        file = named[1] if named else (file if not line.strip() else "")
    yield section


def _contents(path: Path, blocks: list[Block]) -> tuple[list[tuple[str, str, int]], dict[str, Any]]:
    files: dict[str, tuple[str, int]] = {}
    settings: dict[str, Any] = {}
    for language, file, first, text in blocks:
        if language == "toml" and not file:
            settings |= tomllib.loads(text)
        elif language == "py" or file:
            name = file or MAIN
            before, start = files.get(name, ("", first))
            padding = "\n" * (first - start - before.count("\n")) if before else ""
            files[name] = (before + padding + text, start)
        elif language not in ("text", "", "sh", "yaml", "json"):
            message = f"{path}:{first - 1}: what is a {language} block?"
            raise DocumentError(message)
    return [(name, text, start) for name, (text, start) in files.items()], settings
