"""What an expression of Terraform may be: strings with references, collections, and what is not known.

Every value keeps the place where it was written, however many variables, locals and modules it
went through since.
"""

from collections.abc import Iterable, Iterator
from itertools import islice, product

from msgspec import Struct

from analyzer.core import Hole, Lit, Part, Ref, Span, Text, lit
from analyzer.templates.terraform.syntax import Piece

MAX_ALTERNATIVES = 16
MAX_PARTS = 20_000
MAX_ITEMS = 2_000


class Str(Struct, frozen=True):
    """A string; ``pieces`` say where its characters stand, empty where ``span`` says it all."""

    text: Text
    span: Span
    pieces: tuple["Piece | Inset", ...] = ()


class Inset(Struct, frozen=True):
    """Something inside a string that is no plain characters: a reference, a hole, encoded JSON."""

    value: "Value"


class Var(Struct, frozen=True):
    """A root variable that nothing fixes: the reference to it, and its default."""

    text: Text
    default: "Value | None"
    span: Span


class Const(Struct, frozen=True):
    """A number, a truth value or null."""

    value: int | float | bool | None
    span: Span


class Many(Struct, frozen=True):
    """A list, tuple or set; an element that is ``Unknown`` stands for any number of elements."""

    items: tuple["Value", ...]
    span: Span


class Item(Struct, frozen=True):
    """One entry of a map; ``span`` is the key's place."""

    key: str
    value: "Value"
    span: Span


class Record(Struct, frozen=True):
    """A map or an object; ``rest`` says why it may hold more entries, empty where it does not."""

    items: tuple[Item, ...]
    span: Span
    rest: str = ""

    def get(self, key: str) -> "Value | None":
        """The value of the last entry with this key, or None."""
        return next((item.value for item in reversed(self.items) if item.key == key), None)


class Encoded(Struct, frozen=True):
    """A string that is the JSON of a value."""

    value: "Value"
    span: Span


class Choice(Struct, frozen=True):
    """One of several values: a condition decides which."""

    options: tuple["Value", ...]
    span: Span


class Unknown(Struct, frozen=True):
    """Anything at all, and why."""

    why: str
    span: Span


class Handle(Struct, frozen=True):
    """Something that is only a step of a reference: ``kind`` and ``target`` are the resolver's own."""

    kind: str
    target: object
    span: Span


Value = Str | Var | Const | Many | Record | Encoded | Choice | Unknown | Handle


def string(text: str, span: Span) -> Str:
    """The value of a known string."""
    return Str(lit(text), span)


def reference(address: str, attribute: str, span: Span) -> Str:
    """The value of a reference."""
    return Str(Text((Ref(address, attribute),)), span)


_ERROR = "there is no "


def error(what: str, span: Span) -> Unknown:
    """What an expression gives that Terraform itself refuses: ``try`` goes on to its next argument."""
    return Unknown(f"{_ERROR}{what}", span)


def is_error(value: "Value") -> bool:
    """Whether Terraform would refuse an expression of this value: what does not exist, ``null`` where it means nothing."""
    return is_null(value) or (isinstance(value, Unknown) and value.why.startswith(_ERROR))


def many(items: Iterable["Value"], span: Span) -> Many:
    """A list; what is beyond its bound is one element that is not known."""
    found = tuple(islice(items, MAX_ITEMS + 1))
    return Many((*found[:MAX_ITEMS], Unknown("too many elements", span)) if len(found) > MAX_ITEMS else found, span)


def unique(items: Iterable["Value"]) -> list["Value"]:
    """The items without repetitions."""
    found: list[Value] = []
    for item in items:
        if len(found) > MAX_ITEMS or item not in found:
            found.append(item)
    return found


def options(value: Value) -> tuple[Value, ...]:
    """The value itself, or all that it may be."""
    return value.options if isinstance(value, Choice) else (value,)


def choice(values: Iterable[Value], span: Span) -> Value:
    """One of these values; the value itself where there is one."""
    found: list[Value] = []
    for value in values:
        found.extend(one for one in options(value) if one not in found)
    if len(found) > MAX_ALTERNATIVES:
        return Unknown("too many alternatives", span)
    return found[0] if len(found) == 1 else Choice(tuple(found), span) if found else Unknown("no value", span)


def products(values: list[Value]) -> Iterator[tuple[Value, ...]]:
    """Every combination of what the values may be; those with several become unknown where they are too many."""
    size = 1
    for value in values:
        size *= len(options(value))
    if size > MAX_ALTERNATIVES:
        yield tuple(
            Unknown("too many alternatives", value.span) if isinstance(value, Choice) else value for value in values
        )
    else:
        yield from product(*(options(value) for value in values))


def is_null(value: Value | None) -> bool:
    """Whether there is no value, or ``null``."""
    return value is None or (isinstance(value, Const) and value.value is None)


def texts(value: Value | None) -> tuple[Text, ...]:
    """Every string that a value may be; nothing for ``null`` and no value."""
    if value is None:
        return ()
    return tuple(dict.fromkeys(text for one in options(value) if (text := text_of(one)) is not None))


def text_of(value: Value) -> Text | None:
    """The string that one value is, with a hole where it is not known; None for ``null``."""
    match value:
        case Str(text) | Var(text):
            return text
        case Const():
            return None if value.value is None else lit(shown(value))
        case Encoded(inner):
            return Text.of(*_bounded(json_parts(inner)))
        case Unknown(why):
            return Text((Hole(why),))
    return Text((Hole("a list, a map or an object where a string is expected"),))


def _bounded(parts: Iterator[Part | Text | str]) -> Iterator[Part | Text | str]:
    yield from islice(parts, MAX_PARTS)
    if next(parts, None) is not None:
        yield Hole("too long")


def text(value: Value | None) -> Text | None:
    """The first string that a value may be."""
    return next(iter(texts(value)), None)


def shown(value: Const) -> str:
    """A number or truth value as Terraform turns it into a string."""
    if isinstance(value.value, bool):
        return "true" if value.value else "false"
    return f"{value.value:.15g}" if isinstance(value.value, float) else str(value.value)


def settled(value: Value | None) -> str | None:
    """The literal string that a value is where defaults hold; None where it is not known."""
    if value is None:
        return None
    first = options(value)[0]
    if isinstance(first, Var):
        return settled(first.default)
    found = text_of(first) if isinstance(first, Str | Const) else None
    return found.literal if found is not None else None


def picked(table: "Record", key: Value, span: Span) -> Value | None:
    """The entry of a key; where a variable is the key, that of its default first, then all others: any may be given."""
    found = table.get(settled(key) or "")
    if found is None or not isinstance(key, Var):
        return found
    return choice((found, *(item.value for item in table.items)), span)


def json_parts(value: Value) -> Iterator[Part | Text | str]:
    """The pieces of the JSON that a value is encoded to."""
    match value:
        case Const():
            yield "null" if value.value is None else shown(value)
        case Many(items):
            yield "["
            for index, item in enumerate(items):
                yield "," * (index > 0)
                yield from json_parts(item)
            yield "]"
        case Record(entries):
            yield "{"
            for index, entry in enumerate(entries):
                yield "," * (index > 0) + f"{_quoted(entry.key)}:"
                yield from json_parts(entry.value)
            yield "}"
        case Choice():
            yield Hole("a condition decides it")
        case Unknown(why):
            yield Hole(why)
        case _:
            yield '"'
            for part in (text_of(value) or Text(())).parts:
                yield _quoted(part.value)[1:-1] if isinstance(part, Lit) else part
            yield '"'


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
