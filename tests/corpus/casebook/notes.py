"""The comments that state what is true: ``# needs: dynamodb:PutItem @ {Orders}; sns:Publish @ {Topic}``.

A comment behind code belongs to its line, a comment on a line of its own to the next line that
has code.  One comment may state several truths, separated by ``;``; one line may hold several
comments.  Words before a truth:

``MISSING``   it is true and the tool does not see it (a known fault)
``SPURIOUS``  it is not true and the tool claims it (a known fault)
``possible``  of a need: the tool must say that it is not certain
``explains``  of a need: it makes a grant legitimate and is not required

``# needs[Fn, Other]:`` speaks of these functions alone.  ``# for: Fn`` on a line of its own does
the same for every comment below it in the file that names no function; ``# for: *`` ends that.
"""

import re
import tomllib
from pathlib import Path
from typing import Literal

from msgspec import Struct

Kind = Literal["needs", "gap", "finding", "problem", "value", "calls", "elsewhere", "unrun", "ok"]
KINDS: tuple[Kind, ...] = ("needs", "gap", "finding", "problem", "value", "calls", "elsewhere", "unrun", "ok")
WHOLE = ("value", "calls", "unrun", "ok")  # their text may hold ";" itself

_MARK = re.compile(rf"#\s*({'|'.join(KINDS)}|for)(?:\[([^\]]*)\])?(?::\s*|(?=\s*$))")
_WORDS = ("MISSING", "SPURIOUS")


class Note(Struct, frozen=True, order=True):
    """One truth: of ``kind``, about the line ``line`` of ``file`` (relative to the case), for ``functions`` (empty: all).

    ``verdict`` is empty, ``MISSING`` or ``SPURIOUS``; ``text`` what follows the words.
    """

    file: str
    line: int
    kind: Kind
    text: str
    verdict: Literal["", "MISSING", "SPURIOUS"] = ""
    functions: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """``file:line``."""
        return f"{self.file}:{self.line}"

    def __str__(self) -> str:
        """``file:line: kind: text``, as a failure message shows it."""
        words = f"{self.verdict} " if self.verdict else ""
        return f"{self.place}: {self.kind}: {words}{self.text}"


class NoteError(ValueError):
    """A comment that nobody can understand, with its file and line."""


def read_notes(path: Path, name: str) -> list[Note]:
    """Every truth that the comments of one file state; ``name`` is the file's path in the case."""
    lines = path.read_bytes().decode("utf-8", errors="replace").splitlines()
    notes: list[Note] = []
    scope: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        for kind, functions, text in _comments(line):
            if kind == "for":
                scope = () if text.strip() == "*" else _names(text)
                continue
            at = _subject(lines, number)
            notes += _truths(name, at, kind, text, functions or scope)
    return notes


def read_sidecar(path: Path, folder: Path) -> list[Note]:
    """The truths of ``expect.toml``, for files that cannot hold comments.

    Each ``[[expect]]`` has ``file``, ``at`` (words that exactly one of its lines contains) and
    ``says``: the comment without its ``#``.
    """
    notes: list[Note] = []
    for row in tomllib.loads(path.read_text()).get("expect", []):
        lines = (folder / row["file"]).read_bytes().decode("utf-8", errors="replace").splitlines()
        hits = [number for number, line in enumerate(lines, start=1) if row["at"] in line]
        if len(hits) != 1:
            message = f"{path}: {row['at']!r} is on {len(hits)} lines of {row['file']}, want one"
            raise NoteError(message)
        found = list(_comments("# " + row["says"]))
        if not found:
            message = f"{path}: cannot understand {row['says']!r}"
            raise NoteError(message)
        for kind, functions, text in found:
            notes += _truths(row["file"], hits[0], kind, text, functions)
    return notes


def _comments(line: str) -> list[tuple[str, tuple[str, ...], str]]:
    marks = list(_MARK.finditer(line))
    ends = [*(mark.start() for mark in marks[1:]), len(line)][: len(marks)]
    return [
        (mark.group(1), _names(mark.group(2) or ""), line[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _subject(lines: list[str], number: int) -> int:
    """The line a comment on line ``number`` speaks of."""
    if not lines[number - 1].lstrip().startswith("#"):
        return number
    for later in range(number, len(lines)):
        text = lines[later].strip()
        if text and not text.startswith("#"):
            return later + 1
    return number


def _truths(file: str, line: int, kind: str, text: str, functions: tuple[str, ...]) -> list[Note]:
    items = [text] if kind in WHOLE else [item.strip() for item in text.split(";") if item.strip()]
    if not items:
        message = f"{file}:{line}: '# {kind}:' says nothing"
        raise NoteError(message)
    return [_truth(file, line, kind, item, functions) for item in items]


def _truth(file: str, line: int, kind: str, item: str, functions: tuple[str, ...]) -> Note:
    verdict = ""
    for word in _WORDS:
        if item.startswith(word + " "):
            verdict, item = word, item[len(word) :].strip()
    return Note(file, line, kind, item, verdict, functions)  # type: ignore[arg-type]
