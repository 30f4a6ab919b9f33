"""The variables of serverless.yml taken apart: ``${opt:stage, self:provider.stage, 'dev'}``.

What stands in ``${}`` and is no such variable (``${AWS::Region}``) is plain text here.
Source: https://www.serverless.com/framework/docs/guides/variables
"""

import re
from typing import Union

from msgspec import Struct

MAX_NESTING = 12
MAX_VARIABLES = 200  # in one string

_TYPE = re.compile(r"[a-z][a-zA-Z0-9.-]*(?=[:(])")
_WORD = re.compile(r"[^,}$\"'(:]+")


class Literal(Struct, frozen=True):
    """A fallback that is a value: a quoted string, a number, ``true``, ``false`` or ``null``."""

    value: str | int | float | bool | None


class Source(Struct, frozen=True):
    """One place that a value may come from: ``file(config.yml):table`` has type, parameter and address."""

    type: str
    parameters: tuple["Pieces", ...] = ()
    address: "Pieces" = ()


class Variable(Struct, frozen=True):
    """A variable: sources of which the first that has a value counts; ``text`` is what stands in its braces."""

    sources: tuple[Union[Source, Literal, "Variable"], ...]
    text: str


Pieces = tuple[str | Variable, ...]


def parse(text: str) -> Pieces:
    """The plain texts and variables of a string in order; escaped ones are already plain text."""
    if "${" not in text:
        return (text,) if text else ()
    reader = _Reader(text)
    return reader.pieces("", 0)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.count = 0

    def pieces(self, ends: str, depth: int) -> Pieces:
        """Everything up to one of the characters ``ends``, or to the end of the text."""
        out: list[str | Variable] = []
        plain: list[str] = []
        while self.at < len(self.text) and self.text[self.at] not in ends:
            variable = self._variable(depth) if self.text.startswith("${", self.at) else None
            if variable is not None:
                out += ["".join(plain), variable]
                plain = []
            elif self.text.startswith("\\${", self.at):
                plain.append("${")
                self.at += 3
            else:
                plain.append(self.text[self.at])
                self.at += 1
        out.append("".join(plain))
        return tuple(piece for piece in out if piece != "")

    def _variable(self, depth: int) -> Variable | None:
        """The variable that begins here; None, and nothing read, where there is none."""
        start = self.at
        self.count += 1
        if depth < MAX_NESTING and self.count <= MAX_VARIABLES:
            self.at += 2
            found = self._sources(depth)
            if found is not None:
                return Variable(found, self.text[start + 2 : self.at - 1].strip())
        self.at = start
        return None

    def _sources(self, depth: int) -> tuple[Source | Literal | Variable, ...] | None:
        first = self._source(depth)
        if first is None:
            return None
        found: list[Source | Literal | Variable] = [first]
        while self._skip() == ",":
            self.at += 1
            another = self._fallback(depth)
            if another is None:
                return None
            found.append(another)
        if self._skip() != "}":
            return None
        self.at += 1
        return tuple(found)

    def _skip(self) -> str:
        """The next character that is no space, not read yet; empty at the end."""
        while self.at < len(self.text) and self.text[self.at] in " \t\n":
            self.at += 1
        return self.text[self.at : self.at + 1]

    def _source(self, depth: int) -> Source | None:
        matched = _TYPE.match(self.text, self.at)
        if matched is None:
            return None
        self.at = matched.end()
        parameters: tuple[Pieces, ...] = ()
        if self.text[self.at] == "(":
            given = self._parameters(depth)
            if given is None:
                return None
            parameters = given
            if self._skip() != ":":
                return Source(matched[0], parameters)
        self.at += 1
        if not parameters and self.text.startswith(":", self.at):  # aws::username is no variable
            return None
        return Source(matched[0], parameters, self._words(",}", depth))

    def _parameters(self, depth: int) -> tuple[Pieces, ...] | None:
        found: list[Pieces] = []
        while self.text[self.at : self.at + 1] in {"(", ","}:
            self.at += 1
            found.append(self._words(",)", depth))
            self._skip()
        if self.text[self.at : self.at + 1] != ")":
            return None
        self.at += 1
        return tuple(found)

    def _words(self, ends: str, depth: int) -> Pieces:
        quoted = self._quoted()
        if quoted is not None:
            return (quoted,) if quoted else ()
        pieces = list(self.pieces(ends, depth + 1))
        if pieces and isinstance(pieces[-1], str):
            pieces[-1] = pieces[-1].rstrip()
        return tuple(piece for piece in pieces if piece != "")

    def _quoted(self) -> str | None:
        mark = self._skip()
        if mark not in {"'", '"'}:
            return None
        end = self.text.find(mark, self.at + 1)
        if end < 0:
            return None
        found = self.text[self.at + 1 : end]
        self.at = end + 1
        return found

    def _fallback(self, depth: int) -> Source | Literal | Variable | None:
        quoted = self._quoted()
        if quoted is not None:
            return Literal(quoted)
        if self.text.startswith("${", self.at):
            return self._variable(depth + 1)
        start = self.at
        source = self._source(depth)
        if source is not None:
            return source
        self.at = start
        word = _WORD.match(self.text, self.at)
        if word is None:
            return None
        self.at = word.end()
        return Literal(_value(word[0].strip()))


def _value(word: str) -> str | int | float | bool | None:
    match word:
        case "true" | "false":
            return word == "true"
        case "null":
            return None
    if re.fullmatch(r"-?[0-9]{1,15}", word):
        return int(word)
    return float(word) if re.fullmatch(r"-?[0-9]{1,15}\.[0-9]{1,15}", word) else word
