"""What formatting gives where every character is known: ``{:03d}``, ``%5s``, ``!r``, ``zfill``."""

import re

from analyzer.core import Hole, Text, lit
from analyzer.values.model import STRING, Constant, Value, string
from analyzer.values.outcomes import Arguments

_SPEC = re.compile(r"(.?[<>=^])?[-+ ]?#?0?\d{0,2}[,_]?(\.\d{1,2})?[sdfegbxX%]?")  # no width that could be long
MAX_WIDTH = 100
_HOLE = Text((Hole("format"),))


def formatted(value: Value, spec: Value | None, conversion: str = "") -> tuple[Text, ...]:
    """``format(value, spec)``: known of literals and numbers, a hole otherwise."""
    words = spec.literals if spec is not None else ("",)
    if words is None or len(words) != 1 or not _SPEC.fullmatch(words[0]):
        return (_HOLE,)
    return tuple(dict.fromkeys(_formatted(atom, words[0], conversion) for atom in value)) or (_HOLE,)


def _formatted(atom: object, spec: str, conversion: str) -> Text:
    plain = atom.literal if isinstance(atom, Text) else atom.value if isinstance(atom, Constant) else None
    if plain is None and not (isinstance(atom, Constant) and not spec):
        whole = not spec and conversion in ("", "s") and isinstance(atom, Text)
        return atom if whole else _HOLE  # type: ignore[return-value]
    if conversion in ("r", "a"):
        plain = repr(plain)
    elif conversion == "s":
        plain = str(plain)
    try:
        return lit(format(plain, spec))
    except (ValueError, TypeError, OverflowError):
        return _HOLE


def percent_formatted(field: str, value: Value) -> tuple[Text, ...]:
    """``"%05d" % value`` of one field."""
    found = []
    for atom in value:
        plain = atom.literal if isinstance(atom, Text) else atom.value if isinstance(atom, Constant) else None
        try:
            known = plain is not None and len(field) < 8
            found.append(lit(field % plain) if known else _HOLE)
        except (ValueError, TypeError, OverflowError):
            found.append(_HOLE)
    return tuple(dict.fromkeys(found)) or (_HOLE,)


def padded(text: Text, name: str, arguments: Arguments) -> Value:
    """``zfill``, ``ljust``, ``rjust`` and ``center``."""
    width, fill = arguments.positional[0].only if arguments.positional else None, arguments.get(1, "fillchar")
    char = " " if fill is None else (fill.literals or ("",))[0]
    known = isinstance(width, Constant) and isinstance(width.value, int) and 0 <= width.value <= MAX_WIDTH
    if text.literal is None or not known or len(char) != 1:
        return STRING
    given = (width.value,) if name == "zfill" else (width.value, char)  # type: ignore[union-attr]
    return string(getattr(text.literal, name)(*given))
