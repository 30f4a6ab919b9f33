"""The characters of quoted strings and heredocs: escapes read, indentation taken off, places kept."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from analyzer.templates.terraform.syntax import Part, Piece

_QUOTED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|(\$\$|%%)\{")
_HEREDOC = re.compile(r"(\$\$|%%)\{")
_SHORT = {"n": "\n", "r": "\r", "t": "\t"}


class Raw(Struct, frozen=True):
    """Characters as the file has them."""

    text: str
    path: str
    line: int
    column: int

    def cut(self, start: int, end: int, text: str | None = None) -> Piece:
        """A stretch of it, or what that stretch stands for."""
        line = self.line + self.text.count("\n", 0, start)
        begin = self.text.rfind("\n", 0, start)
        column = start - begin if begin >= 0 else self.column + start
        return Piece(self.text[start:end] if text is None else text, self.path, line, column)


def unescaped(raw: Raw, *, quoted: bool) -> list[Piece]:
    """The pieces with escapes replaced, each still where it stands in the file.

    Source: https://developer.hashicorp.com/terraform/language/expressions/strings
    """
    found: list[Piece] = []
    at = 0
    for match in (_QUOTED if quoted else _HEREDOC).finditer(raw.text):
        if match.start() > at:
            found.append(raw.cut(at, match.start()))
        found.append(raw.cut(match.start(), match.end(), _meant(match, quoted=quoted)))
        at = match.end()
    if at < len(raw.text):
        found.append(raw.cut(at, len(raw.text)))
    return found


def _meant(match: re.Match[str], *, quoted: bool) -> str:
    if not quoted or match[4]:
        return match[0][1:]
    code = match[1] or match[2]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return _SHORT.get(match[3], match[3])


def dedented(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A heredoc of the form ``<<-`` without the indentation that all its lines share."""
    lines = list(_lines(parts))
    starts = [line for first, line in lines if first and isinstance(line, Piece)]
    indents = [len(line.text) - len(line.text.lstrip(" \t")) for line in starts if _counts(line)]
    if any(first and not isinstance(line, Piece) for first, line in lines):
        indents.append(0)
    common = min(indents, default=0)
    return tuple(_without(line, common) if first and isinstance(line, Piece) else line for first, line in lines)


def _counts(line: Piece) -> bool:
    """Whether a line's indentation counts: empty lines have none."""
    return not line.text.isspace() or "\n" not in line.text


def _lines(parts: tuple[Part, ...]) -> Iterator[tuple[bool, Part]]:
    """The parts with pieces cut at line ends; True for what begins a line."""
    first = True
    for part in parts:
        if not isinstance(part, Piece):
            yield first, part
            first = False
            continue
        raw = Raw(part.text, part.path, part.line, part.column)
        at = 0
        for line in part.text.splitlines(keepends=True):
            yield first, raw.cut(at, at + len(line))
            at += len(line)
            first = line.endswith("\n")


def _without(line: Piece, indent: int) -> Piece:
    cut = min(indent, len(line.text) - len(line.text.lstrip(" \t")))
    return replace(line, text=line.text[cut:], column=line.column + cut)
