"""Bytes of a Python file → text, as Python itself would read it (PEP 263)."""

import codecs
import re

from msgspec import Struct

# The first two lines, if they are comments: https://peps.python.org/pep-0263/#defining-the-encoding
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")

# Codecs that Python would accept and nobody writes source in: they run code paths that are
# quadratic, depend on the platform, or change what the quotes mean.
_REFUSED = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs", "oem"})


class Undecodable(Struct, frozen=True):
    """Why a file is no text: a clause for a person, and the line that it is about."""

    line: int
    why: str


def decode(source: bytes) -> str | Undecodable:
    r"""The text of a source file without byte order mark, every line ended by ``\n``."""
    marked = source.startswith(codecs.BOM_UTF8)
    if marked:
        source = source[len(codecs.BOM_UTF8) :]
    line, name = _cookie(source)
    codec = _codec(name or "utf-8")
    if codec is None:
        return Undecodable(line, f"it declares the unknown encoding {name[:40]!r}")
    if marked and codec != "utf-8":
        return Undecodable(line, f"it begins with a UTF-8 byte order mark but declares the encoding {name[:40]!r}")
    try:
        text = codecs.decode(source, codec)
    except UnicodeDecodeError as error:
        return _undecodable(source, error, name)
    except UnicodeError:
        return Undecodable(line, f"it is not the {name[:40]} that it declares")
    if "\0" in text:
        return Undecodable(text.count("\n", 0, text.index("\0")) + 1, "it contains a NUL character")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecodable(source: bytes, error: UnicodeDecodeError, name: str) -> Undecodable:
    line = len(re.findall(rb"\r\n?|\n", source[: error.start])) + 1
    if name:
        return Undecodable(line, f"it is not the {name[:40]} that it declares")
    return Undecodable(line, "it is not UTF-8 and declares no other encoding")


def _cookie(source: bytes) -> tuple[int, str]:
    """The line and name of the declared encoding; the name is empty where none is declared."""
    for number, line in enumerate(re.split(rb"\r\n?|\n", source[:1000], maxsplit=2)[:2], 1):
        found = _COOKIE.match(line)
        if found is not None:
            return number, found[1].decode("ascii", "replace")
        if not _BLANK.match(line):
            break
    return 1, ""


def _codec(name: str) -> str | None:
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    text_encoding: bool = getattr(info, "_is_text_encoding", True)
    normal = info.name.replace("utf-8-sig", "utf-8").replace("-escape", "_escape").replace("raw-", "raw_")
    return normal if text_encoding and normal not in _REFUSED else None
