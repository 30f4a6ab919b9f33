"""A linear scan over the tokens of a file, before any parser sees it.

LibCST parses by recursion and takes the whole process with it when the stack ends: at about 1,500
nested brackets or 8,000 links of a chain (measured, LibCST 1.9, 8 MiB of stack).  Its time grows
with the square of a chain's length, and doubles or worse with each bracket inside a ``case``.  The
scan refuses what comes near, and collects the suppression comments on its way.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from msgspec import Struct

MAX_NESTING = 100  # brackets in brackets, f-strings counted twice
MAX_CASE_NESTING = 8  # brackets in the pattern of a ``case``
MAX_INDENTS = 100  # CPython's own limit
MAX_ELIFS = 190
MAX_CHAIN = 2000  # tokens of an expression between two commas, with what it contains
_HEAVY = 300
_MAX_HEAVY = 5 * MAX_CHAIN**2  # of all files seen, none has a hundredth

_MARK = re.compile(r"""[#"'\n()\[\]{},;:\\]""")
_KEYWORD = re.compile(r"(?<![^\W\d])(?:lambda|for)(?!\w)")
_PREFIX = re.compile(r"(?<!\w)(?:[fFtT][rR]?|[rR][fFtT])\Z")
_REST = {
    '"': re.compile(r'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"', re.DOTALL),
    "'": re.compile(r"[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'", re.DOTALL),
    '"""': re.compile(r'[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""', re.DOTALL),
    "'''": re.compile(r"[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+'''", re.DOTALL),
}
_TEXT = re.compile(r"""\{\{|\}\}|[{}\n]|\\N\{|\\[^{}]|\"\"\"|\'\'\'|["']""", re.DOTALL)
_RAW_TEXT = re.compile(r"""\{\{|\}\}|[{}\n]|\\[^{}]|\"\"\"|\'\'\'|["']""", re.DOTALL)
_SPEC = re.compile(r"""[{}\n]|\\[^{}]|\"\"\"|\'\'\'|["']""", re.DOTALL)
_LINE = re.compile(r"([ \t\f]*)(?:(elif)\b|(case)\b(?![ \t]*[=.,)\]}:+-])|(?![\n#\\])(?=.))?", re.DOTALL)
_WORDS = re.compile(r"\w+|[=!<>*/+-]=|\*\*|//|[^\w\s]")
_IGNORE = re.compile(r"#\s*overgrant:\s*ignore\b(?:\[([^\]]*)\])?[\s:,-]*(.*)")


class Refusal(Struct, frozen=True):
    """Why a file is not parsed or lowered: a clause for a person, and the line that it is about."""

    line: int
    why: str


class Scan(Struct, frozen=True):
    """What a scan found; ``ignores`` as in ``ModuleIR``."""

    refusal: Refusal | None
    ignores: tuple[tuple[int, str, str], ...]


def scan(text: str) -> Scan:
    """The suppression comments of a text, and whether a parser may see it."""
    scanner = _Scanner(text, lambda start, end: end - start)
    why = scanner.run()
    if why is not None:  # measured in characters, which is quick: now in tokens
        scanner = _Scanner(text, lambda start, end: len(_WORDS.findall(text, start, end)))
        why = scanner.run()
    refusal = None if why is None else Refusal(text.count("\n", 0, scanner.at) + 1, why)
    return Scan(refusal, tuple(scanner.ignores))


def refusal(text: str) -> Refusal | None:
    """Why a parser may not see the text, or None."""
    return scan(text).refusal


@dataclass(slots=True)
class _Level:
    """What stands between an open bracket and its end; ``text`` is the pattern of an f-string's text."""

    kind: str
    weight: int = 0
    peak: int = 0
    lambdas: int = 0
    clauses: bool = False
    text: re.Pattern[str] | None = None
    quote: str = ""


class _TooMuchError(Exception):
    pass


class _Scanner:
    def __init__(self, text: str, measure: Callable[[int, int], int]) -> None:
        self.text = text
        self.measure = measure
        self.at = 0
        self.levels = [_Level("file")]
        self.suspended = 0
        self.heavy = 0
        self.indents: list[list[int]] = [[0, 0]]
        self.in_case = False
        self.ignores: list[tuple[int, str, str]] = []

    def run(self) -> str | None:
        """Why the text is refused, or None; ``at`` is then where."""
        handlers: dict[str, Callable[[int], None]] = {
            "#": self._comment,
            "\n": self._newline,
            ":": self._colon,
            "\\": self._backslash,
            **dict.fromkeys("\"'", self._string),
            **dict.fromkeys("([{", self._open),
            **dict.fromkeys(")]}", self._close),
            **dict.fromkeys(",;", self._cut),
        }
        text = self.text
        try:
            self._line(0)
            while True:
                level = self.levels[-1]
                if level.text is not None:
                    if not self._fragment(level):
                        break
                    continue
                found = _MARK.search(text, self.at)
                start = len(text) if found is None else found.start()
                if start != self.at:
                    self._plain(self.at, start)
                if found is None:
                    break
                self.at = start + 1
                handlers[text[start]](start)
        except _TooMuchError as error:
            return str(error)
        return None

    def _grow(self, weight: int) -> None:
        level = self.levels[-1]
        level.weight += weight
        if self.suspended + level.weight > MAX_CHAIN:
            raise _TooMuchError("an expression is too long")

    # ------------------------------------------------------------ tokens
    def _plain(self, start: int, end: int) -> None:
        """Words and operators.

        Commas end no operand between ``lambda`` and its colon, nor in the clauses of a comprehension.
        """
        self._grow(self.measure(start, end))
        chunk = self.text[start:end]
        if "lambda" in chunk or "for" in chunk:
            level = self.levels[-1]
            words = _KEYWORD.findall(chunk)
            level.lambdas += words.count("lambda")
            level.clauses = level.clauses or ("for" in words and len(self.levels) > 1)

    def _comment(self, start: int) -> None:
        end = self.text.find("\n", start)
        self.at = len(self.text) if end < 0 else end
        match = _IGNORE.search(self.text, start, self.at)
        if match is not None:
            line = self.text.count("\n", 0, start) + 1
            for rule in (match[1] or "").split(","):
                self.ignores.append((line, rule.strip(), match[2].strip()))

    def _string(self, start: int) -> None:
        self._grow(1)
        text = self.text
        quote = text[start] * 3 if text.startswith(text[start] * 3, start) else text[start]
        self.at = start + len(quote)
        prefix = _PREFIX.search(text, max(0, start - 3), start)
        if prefix is not None:
            self._push(_Level("text", text=_RAW_TEXT if "r" in prefix[0].lower() else _TEXT, quote=quote))
            return
        rest = _REST[quote].match(text, self.at)
        if rest is not None:
            self.at = rest.end()
        else:  # no end: the parser will say so
            end = text.find("\n", self.at) if len(quote) == 1 else -1
            self.at = len(text) if end < 0 else end

    def _backslash(self, start: int) -> None:
        if self.text.startswith("\n", start + 1):  # the line goes on
            self.at = start + 2

    def _newline(self, start: int) -> None:
        if len(self.levels) == 1:
            self._line(start + 1)

    def _line(self, start: int) -> None:
        """A logical line ended; another begins."""
        level = self.levels[0]
        self._segment(level)
        level.lambdas = level.peak = 0
        self.in_case = False
        found = _LINE.match(self.text, start)
        assert found is not None  # it matches the empty string
        if found.end() >= len(self.text) or self.text[found.end(1)] in "\n#\\":
            return
        width = len(found[1].rpartition("\f")[2].expandtabs())
        while width < self.indents[-1][0]:
            self.indents.pop()
        if width > self.indents[-1][0]:
            self.indents.append([width, 0])
            if len(self.indents) > MAX_INDENTS:
                raise _TooMuchError("blocks are nested too deeply")
        self.in_case = found[3] is not None
        top = self.indents[-1]
        top[1] = top[1] + 1 if found[2] else 0
        if top[1] > MAX_ELIFS:
            raise _TooMuchError("a chain of elif is too long")

    def _open(self, _: int) -> None:
        self._push(_Level("bracket"))

    def _push(self, level: _Level) -> None:
        self._grow(1)
        self.suspended += self.levels[-1].weight
        self.levels.append(level)
        if len(self.levels) > (MAX_CASE_NESTING if self.in_case else MAX_NESTING) + 1:
            raise _TooMuchError("brackets are nested too deeply")

    def _close(self, start: int) -> None:
        kind = self.levels[-1].kind
        if kind == "bracket" or (kind == "field" and self.text[start] == "}"):
            self._pop()

    def _pop(self) -> None:
        level = self.levels.pop()
        self._segment(level)
        self.suspended -= self.levels[-1].weight
        self._grow(level.peak)

    def _cut(self, _: int) -> None:
        level = self.levels[-1]
        if not level.lambdas and not level.clauses:
            self._segment(level)

    def _segment(self, level: _Level) -> None:
        if level.weight > _HEAVY:
            self.heavy += level.weight**2
            if self.heavy > _MAX_HEAVY:
                raise _TooMuchError("too many expressions are very long")
        level.peak = max(level.peak, level.weight)
        level.weight = 0

    def _colon(self, start: int) -> None:
        level = self.levels[-1]
        if self.text.startswith("=", start + 1) and level.kind != "field":  # a walrus
            return
        if level.lambdas:
            level.lambdas -= 1
        elif level.kind == "field":
            level.text = _SPEC

    # ------------------------------------------------------------ f-strings
    def _fragment(self, level: _Level) -> bool:
        """Go on in the text of an f-string, or in a format specification; False at the end of the file."""
        assert level.text is not None
        found = level.text.search(self.text, self.at)
        if found is None:
            return False
        self.at = found.end()
        mark = found[0]
        if mark == "{":
            self._push(_Level("field", quote=level.quote))
        elif mark == "}" and level.kind == "field":
            self._pop()
        elif mark[0] in "\"'":
            self._quote(level, mark, found.start())
        elif mark == "\n" and len(level.quote) == 1:
            self._end_text(level)
        return True

    def _quote(self, level: _Level, mark: str, start: int) -> None:
        if mark[0] != level.quote[0] or len(mark) < len(level.quote):
            return
        self.at = start + len(level.quote)
        self._end_text(level)

    def _end_text(self, level: _Level) -> None:
        """The string ends; a field whose specification has no brace before that ends with it."""
        if level.kind == "field":
            self._pop()
        self._pop()
