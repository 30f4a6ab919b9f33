"""JSON inside a string of a template, read with the place of each of its parts.

A heredoc is what most policies are written as; ``${…}`` in it is spliced as text, and what is no
text stands either inside a JSON string or where a value belongs.
"""

import re
from bisect import bisect_right
from typing import Any

from analyzer.core import Lit, Span, Text, lit
from analyzer.templates.terraform.syntax import Piece
from analyzer.templates.terraform.values import (
    Const,
    Encoded,
    Inset,
    Item,
    Many,
    Record,
    Str,
    Unknown,
    Value,
    Var,
    text_of,
)

MAX_DEPTH = 60
MAX_JSON = 512 * 1024
_MARK = "\0"
_BLANK = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r'[^"\\]*')
_WORD = re.compile(r"-?[A-Za-z0-9.+-]+")
_WORDS = {"true": True, "false": False, "null": None}
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JsonError(ValueError):
    """The string is no JSON: what is wrong, and where."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


def read_json(value: Value) -> Value:
    """The value that a string encodes; raises ``JsonError`` where it is no JSON."""
    if isinstance(value, Encoded):
        return value.value
    if not isinstance(value, Str):
        raise JsonError("not a string that is known", value.span)
    if len(value.text.parts) == 1 and not isinstance(value.text.parts[0], Lit):
        raise JsonError(f"{value.text} is not known", value.span)
    reader = _Reader(value)
    found = reader.value(0)
    reader.blank()
    if reader.at < len(reader.chars):
        raise JsonError("more text behind the JSON value", reader.span(reader.at))
    return found


class _Reader:
    """The characters of one string, their places, and what stands at the marks."""

    def __init__(self, value: Str) -> None:
        self.whole = value.span
        self.starts: list[int] = []
        self.pieces: list[Piece] = []
        self.marks: dict[int, Value] = {}
        self.at = 0
        chars: list[str] = []
        size = 0
        for piece in value.pieces or _pieces(value):
            if isinstance(piece, Inset):
                self.marks[size] = piece.value
                chars.append(_MARK)
                size += 1
                continue
            self.starts.append(size)
            self.pieces.append(piece)
            chars.append(piece.text.replace(_MARK, "\ufffd"))
            size += len(piece.text)
            if size > MAX_JSON:
                raise JsonError("too long", value.span)
        self.chars = "".join(chars)

    def span(self, start: int, end: int | None = None) -> Span:
        """The place of a stretch; that of the whole string where it is not known."""
        line, column, path = self._place(start)
        last_line, last_column, _ = self._place(end - 1) if end is not None and end > start else (line, column, path)
        return Span(path, line, column, last_line, last_column + (end is not None))

    def _place(self, at: int) -> tuple[int, int, str]:
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return self.whole.line, self.whole.column, self.whole.path
        piece = self.pieces[index]
        offset = min(at - self.starts[index], len(piece.text))
        line = piece.line + piece.text.count("\n", 0, offset)
        begin = piece.text.rfind("\n", 0, offset)
        return line, (offset - begin if begin >= 0 else piece.column + offset), piece.path

    def blank(self) -> None:
        """Skip what means nothing."""
        match = _BLANK.match(self.chars, self.at)
        self.at = match.end() if match else self.at

    def value(self, depth: int) -> Value:
        """The value that begins here."""
        self.blank()
        start = self.at
        char = self.chars[start : start + 1]
        if depth > MAX_DEPTH:
            raise JsonError("nested too deeply", self.span(start))
        if char == "{":
            return self._record(start, depth)
        if char == "[":
            return self._list(start, depth)
        if char == '"':
            return self._string()
        if char == _MARK:
            self.at += 1
            return _spliced(self.marks[start])
        return self._word(start)

    def _record(self, start: int, depth: int) -> Value:
        items: list[Item] = []
        self.at += 1
        while not self._closed("}", first=not items):
            key = self._key()
            self._expect(":")
            items.append(Item(key.text.literal or str(key.text), self.value(depth + 1), key.span))
        return Record(tuple(items), self.span(start, self.at))

    def _list(self, start: int, depth: int) -> Value:
        items: list[Value] = []
        self.at += 1
        while not self._closed("]", first=not items):
            items.append(self.value(depth + 1))
        return Many(tuple(items), self.span(start, self.at))

    def _closed(self, bracket: str, *, first: bool) -> bool:
        """Whether the collection ends here; steps over the comma before a next element, also over one too many."""
        self.blank()
        if not first and self.chars[self.at : self.at + 1] == ",":
            self.at += 1
            self.blank()
        elif not first and self.chars[self.at : self.at + 1] != bracket:
            raise JsonError(f"',' or '{bracket}' is expected", self.span(self.at))
        if self.chars[self.at : self.at + 1] == bracket:
            self.at += 1
            return True
        return False

    def _key(self) -> Str:
        self.blank()
        if self.chars[self.at : self.at + 1] != '"':
            raise JsonError("a key in quotes is expected", self.span(self.at))
        return self._string()

    def _expect(self, char: str) -> None:
        self.blank()
        if self.chars[self.at : self.at + 1] != char:
            raise JsonError(f"{char!r} is expected", self.span(self.at))
        self.at += 1

    def _string(self) -> Str:
        start = self.at
        self.at += 1
        found: list[Any] = []
        while True:
            match = _PLAIN.match(self.chars, self.at)
            end = match.end() if match else self.at
            found += self._inside(self.at, end)
            self.at = end + 1
            char = self.chars[end : end + 1]
            if char == '"':
                return Str(Text.of(*found), self.span(start, self.at))
            if not char:
                raise JsonError("a string does not end", self.span(start))
            found.append(self._escape())

    def _inside(self, start: int, end: int) -> list[Text | str]:
        found: list[Text | str] = []
        for index, run in enumerate(self.chars[start:end].split(_MARK)):
            if index:
                found.append(text_of(self.marks[start - 1]) or lit("null"))
            found.append(run)
            start += len(run) + 1
        return found

    def _escape(self) -> str:
        char = self.chars[self.at : self.at + 1]
        self.at += 1
        if char == "u":
            code = self.chars[self.at : self.at + 4]
            self.at += 4
            try:
                number = int(code, 16)
            except ValueError as error:
                raise JsonError("an escape that is none", self.span(self.at)) from error
            return chr(number) if not 0xD800 <= number < 0xE000 else "\ufffd"
        return _ESCAPES.get(char, char)

    def _word(self, start: int) -> Value:
        match = _WORD.match(self.chars, start)
        word = match[0] if match else ""
        self.at += len(word)
        span = self.span(start, self.at)
        if word in _WORDS:
            return Const(_WORDS[word], span)
        try:
            return Const(float(word) if set(word) & set(".eE") else int(word[:20]), span)
        except ValueError as error:
            raise JsonError("a JSON value is expected", span) from error


def _pieces(value: Str) -> tuple[Piece | Inset, ...]:
    """The characters of a string of which only the whole's place is known."""
    span = value.span
    return tuple(
        Piece(part.value, span.path, span.line, span.column)
        if isinstance(part, Lit)
        else Inset(Str(Text((part,)), span))
        for part in value.text.parts
    )


def _spliced(value: Value) -> Value:
    """What stands where a JSON value belongs: encoded JSON, or something whose text is not known."""
    match value:
        case Encoded(inner):
            return inner
        case Str() | Var():
            return Unknown(f"{text_of(value)} where a JSON value belongs", value.span)
    return value
