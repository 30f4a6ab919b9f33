"""Operations on strings of which parts are known."""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence

from analyzer.core import Event, Hole, Lit, Part, Text, lit
from analyzer.values.formats import formatted, percent_formatted
from analyzer.values.model import Constant, EventRoot, Unknown, Value, join_all, string

MAX_PRODUCT = 64
_FIELD = re.compile(r"%(?:\((?P<name>[^)]*)\))?(?P<flags>[-+ #0]*)(?P<width>\d*)(?:\.\d+)?(?P<type>[a-zA-Z%])")
_BRACE = re.compile(r"\{\{|\}\}|\{(?P<field>[^{}:!]*)(?P<conversion>![rsa])?(?P<spec>:[^{}]*)?\}")


def as_texts(value: Value) -> tuple[Text, ...]:
    """The strings that ``str(value)`` may be; what is not known is a hole.

    A value that may be None only stands for what it is otherwise: nobody means a thing of the name ``None``.
    """
    out: dict[Text, None] = {}
    for atom in without_none(value):
        out[_as_text(atom)] = None
    return tuple(out) or (Text((Hole(""),)),)


def without_none(value: Value) -> Value:
    """The value less None, where it may be anything else."""
    rest = tuple(atom for atom in value if not (isinstance(atom, Constant) and atom.value is None))
    return Value(rest) if rest and len(rest) < len(value) else value


def _as_text(atom: object) -> Text:
    match atom:
        case Text():
            return atom
        case Constant(value=plain):
            return lit(str(plain))
        case EventRoot(path):
            return Text((Event(path),))
        case Unknown(why):
            return Text((Hole(why),))
    return Text((Hole(""),))


def product(parts: Sequence[Iterable[Text]], combine: Callable[[tuple[Text, ...]], Text]) -> Value:
    """Every combination of the parts, up to a bound past which each part is one hole."""
    columns = [tuple(part) for part in parts]
    size = 1
    for column in columns:
        size *= max(1, len(column))
    if size > MAX_PRODUCT:
        columns = [column if len(column) == 1 else (Text((Hole("many"),)),) for column in columns]
    return join_all(Value((combine(row),)) for row in itertools.product(*columns))


def concat(parts: Sequence[Iterable[Text]]) -> Value:
    """The strings joined end to end."""
    return product(parts, lambda row: Text.of(*row))


def joined(separator: Text, parts: Sequence[Iterable[Text]]) -> Value:
    """``separator.join(parts)``."""
    if not parts:
        return Value((lit(""),))
    spaced: list[Iterable[Text]] = [parts[0]]
    for part in parts[1:]:
        spaced += [(separator,), part]
    return concat(spaced)


def percent(pattern: Text, arguments: Sequence[Value], named: Callable[[str], Value]) -> Value:
    """``pattern % arguments``; a field whose width matters is a hole."""
    index = itertools.count()
    columns: list[Iterable[Text]] = []
    for part in pattern.parts:
        if not isinstance(part, Lit):
            columns.append((Text((part,)),))
            continue
        at = 0
        for found in _FIELD.finditer(part.value):
            columns.append((lit(part.value[at : found.start()]),))
            at = found.end()
            columns.append(_percent_field(found, arguments, named, index))
        columns.append((lit(part.value[at:]),))
    return concat(columns)


def _percent_field(
    found: re.Match[str], arguments: Sequence[Value], named: Callable[[str], Value], index: "itertools.count[int]",
) -> Iterable[Text]:  # fmt: skip
    if found["type"] == "%":
        return (lit("%"),)
    if found["name"] is not None:
        value = named(found["name"])
    else:
        position = next(index)
        if position >= len(arguments):
            return (Text((Hole("format"),)),)
        value = arguments[position]
    if found["type"] not in "sdi" or found["width"] or found["flags"]:
        return percent_formatted(found[0], value)
    return as_texts(value)


def braces(pattern: Text, field: Callable[[str], Value]) -> Value:
    """``pattern.format(…)``; ``field`` gives the value of a replacement field."""
    columns: list[Iterable[Text]] = []
    counter = itertools.count()
    for part in pattern.parts:
        if not isinstance(part, Lit):
            columns.append((Text((part,)),))
            continue
        at = 0
        for found in _BRACE.finditer(part.value):
            columns.append((lit(part.value[at : found.start()]),))
            at = found.end()
            if found[0] in ("{{", "}}"):
                columns.append((lit(found[0][0]),))
                continue
            name = found["field"] or str(next(counter))
            spec, conversion = (found["spec"] or "")[1:], (found["conversion"] or "!")[1:]
            value = field(name)
            plain = not spec and conversion in ("", "s")
            columns.append(as_texts(value) if plain else formatted(value, string(spec), conversion))
        columns.append((lit(part.value[at:]),))
    return concat(columns)


def each_literal(text: Text, change: Callable[[str], str]) -> Text:
    """The text with every literal part changed (``upper``, ``replace`` of one character)."""
    return Text.of(*(Lit(change(part.value)) if isinstance(part, Lit) else part for part in text.parts))


def split(text: Text, separator: str, limit: int = -1) -> list[Text] | None:
    """The pieces, or None when no separator is known to be there and some part is not known.

    Parts that are not known are taken to hold no separator where the text has a literal one: that
    is how code takes apart what it put together.
    """
    pieces: list[list[Part]] = [[]]
    for part in text.parts:
        if not isinstance(part, Lit):
            pieces[-1].append(part)
            continue
        first, *rest = part.value.split(separator)
        pieces[-1].append(Lit(first))
        pieces.extend([Lit(word)] for word in rest)
    out = [Text.of(*piece) for piece in pieces]
    if len(out) == 1 and text.literal is None:
        return None
    if 0 <= limit < len(out) - 1:
        tail = Text.of(*itertools.chain.from_iterable((lit(separator), piece) for piece in out[limit:]))
        out = [*out[:limit], strip_prefix(tail, separator)]
    return out


def extension(text: Text, *, of_path: bool = False) -> tuple[Text, Text]:
    """The text before the last dot of its last part and what follows, the dot included.

    ``of_path``: the text may have directories before.
    """
    last = text.parts[-1] if text.parts else Lit("")
    if not isinstance(last, Lit):
        return text, Text((Hole("suffix"),))
    directory, slash, name = last.value.rpartition("/") if of_path else ("", "", last.value)
    stem, dot, suffix = name.rpartition(".")
    if not dot or (not stem and (slash or len(text.parts) == 1)):
        return text, lit("")
    return Text.of(*text.parts[:-1], directory + slash + stem), lit(dot + suffix)


def strip_prefix(text: Text, prefix: str) -> Text:
    """The text without a literal prefix, unchanged when it does not begin with it."""
    if text.parts and isinstance(text.parts[0], Lit) and text.parts[0].value.startswith(prefix):
        return Text.of(Lit(text.parts[0].value[len(prefix) :]), *text.parts[1:])
    return text


def strip_suffix(text: Text, suffix: str) -> Text:
    """The text without a literal suffix, unchanged when it does not end with it."""
    if suffix and text.parts and isinstance(text.parts[-1], Lit) and text.parts[-1].value.endswith(suffix):
        return Text.of(*text.parts[:-1], Lit(text.parts[-1].value[: -len(suffix)]))
    return text


def strip(text: Text, chars: str | None, *, left: bool, right: bool) -> Text:
    """``strip``, ``lstrip`` and ``rstrip`` on the literal ends."""
    parts = list(text.parts)
    if left and parts and isinstance(parts[0], Lit):
        parts[0] = Lit(parts[0].value.lstrip(chars))
    if right and parts and isinstance(parts[-1], Lit):
        parts[-1] = Lit(parts[-1].value.rstrip(chars))
    return Text.of(*parts)


def sliced(text: Text, lower: int | None, upper: int | None) -> Text:
    """``text[lower:upper]`` as far as the ends are literal, else with a hole where the cut falls."""
    whole = text.literal
    if whole is not None:
        return lit(whole[lower:upper])
    parts = list(text.parts)
    if lower:
        head = parts[0]
        if lower > 0 and isinstance(head, Lit) and len(head.value) >= lower:
            parts[0] = Lit(head.value[lower:])
        else:
            return Text((Hole("slice"),))
    if upper is not None:
        tail = parts[-1]
        if upper < 0 and isinstance(tail, Lit) and len(tail.value) >= -upper:
            parts[-1] = Lit(tail.value[:upper])
        elif upper > 0 and not lower and isinstance(parts[0], Lit) and len(parts[0].value) >= upper:
            return lit(parts[0].value[:upper])
        else:
            return Text((Hole("slice"),))
    return Text.of(*parts)


def starts_with(text: Text, prefix: str) -> bool | None:
    """Whether the text begins so; None when it depends on a part that is not known."""
    if text.literal is not None:
        return text.literal.startswith(prefix)
    head = text.parts[0]
    if isinstance(head, Lit):
        if len(head.value) >= len(prefix):
            return head.value.startswith(prefix)
        if not prefix.startswith(head.value):
            return False
    return None
