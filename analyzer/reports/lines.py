"""Lines of styled words: what a text report is before it is known whether anybody sees colour."""

import re
from collections.abc import Iterable
from typing import Literal

Style = Literal["", "head", "dim", "error", "warning", "note", "good", "code"]
Word = tuple[str, Style]
Line = tuple[Word, ...]

_RICH: dict[Style, str] = {
    "": "",
    "head": "bold",
    "dim": "dim",
    "error": "bold red",
    "warning": "yellow",
    "note": "cyan",
    "good": "green",
    "code": "bold",
}
# What could move a terminal's cursor or reorder what a reader sees: C0, C1, DEL and bidirectional controls.
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def line(*words: str | Word) -> Line:
    """A line of words; a bare string has no style."""
    return tuple((word, "") if isinstance(word, str) else word for word in words)


def visible(text: str) -> str:
    r"""The text with control characters written out (``\x1b``), so that input cannot steer a terminal."""
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def plain(lines: Iterable[Line]) -> str:
    """The lines without colour, each ended by a newline."""
    return "".join(visible("".join(text for text, _ in words)).rstrip() + "\n" for words in lines)


def coloured(lines: Iterable[Line]) -> str:
    """The lines with terminal colours; the only place that needs ``rich``, hence imported here."""
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="standard", no_color=False, width=1_000_000, legacy_windows=False
    )
    for words in lines:
        text = Text(no_wrap=True, end="\n")
        for word, style in words:
            text.append(visible(word), _RICH[style])
        console.print(text, highlight=False, markup=False, soft_wrap=True)
    return out.getvalue()
