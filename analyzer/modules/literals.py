"""Tokens of numbers and strings → ``Const``."""

import ast
import re
import warnings

from analyzer.modules.model import Const

_ESCAPE_OR_QUOTE = re.compile(r'(\\.)|"', re.DOTALL)
_PREFIX = re.compile(r"[A-Za-z]*")
_INT_LIMIT = 2**63  # what msgpack can carry on both sides of zero


def integer(token: str) -> Const:
    """An integer literal; one that 64 bits cannot hold keeps no value."""
    try:
        value = int(token.replace("_", ""), 0)
    except ValueError:  # more digits than int() converts
        return Const(None, "complex")
    return Const(value) if value < _INT_LIMIT else Const(None, "complex")


def real(token: str) -> Const:
    """A float literal; one that overflows keeps no value."""
    value = float(token.replace("_", ""))
    return Const(value) if value != float("inf") else Const(None, "complex")


def string(token: str) -> Const:
    """A string or bytes literal without replacement fields.

    ValueError or SyntaxError for an escape that Python refuses too.
    """
    prefix = _PREFIX.match(token)[0].lower()  # type: ignore[index]  # matches the empty string
    value = _evaluated(prefix, token[len(prefix) :])
    return Const(value, "bytes") if "b" in prefix else Const(value)


def fragment(start: str, text: str) -> str:
    """The literal text between the replacement fields of an f-string that opens with ``start``."""
    text = text.replace("{{", "{").replace("}}", "}")
    if "\\" not in text or "r" in start.lower():
        return text
    if (len(text) - len(text.rstrip("\\"))) % 2:
        text += "\\"  # a backslash before a field stands for itself
    quoted = _ESCAPE_OR_QUOTE.sub(lambda found: found[1] or '\\"', text)
    return _evaluated("", f'"""{quoted}"""')


def _evaluated(prefix: str, quoted: str) -> str:
    width = 3 if quoted[:3] in {'"""', "'''"} and len(quoted) >= 6 else 1
    inner = quoted[width:-width]
    if "\\" not in inner or "r" in prefix:
        return inner
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # unknown escapes, "\d", are the author's affair
        value = ast.literal_eval(prefix + quoted)
    return value.decode("latin-1") if isinstance(value, bytes) else clean(str(value))


def clean(value: str) -> str:
    """A string without lone surrogates, which no UTF-8 output can carry."""
    if value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
