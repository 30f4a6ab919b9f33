"""The methods of ``str`` and of unknown plain values."""

import re
from collections.abc import Callable

from analyzer.core import Env, Hole, Lit, Text, lit
from analyzer.values import texts
from analyzer.values.formats import padded
from analyzer.values.machine import Machine
from analyzer.values.model import (
    BOOL,
    FALSE,
    INT,
    STRING,
    TRUE,
    Constant,
    Record,
    Sequence,
    Typed,
    Value,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments

_SAME = {"encode", "decode", "expandtabs", "isoformat", "as_posix", "hex"}
_TESTS = {
    "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric",
    "isprintable", "isspace", "istitle", "isupper", "__contains__", "__eq__",
}  # fmt: skip
_CASES: dict[str, Callable[[str], str]] = {
    "upper": str.upper, "lower": str.lower, "casefold": str.casefold, "swapcase": str.swapcase,
}  # fmt: skip
_WHOLE: dict[str, Callable[[str], str]] = {"capitalize": str.capitalize, "title": str.title}
_TELLING = {*_CASES, *_WHOLE, "startswith", "endswith", "strip"}  # what tests of settings are made with
_NUMBERS = {"count", "find", "rfind", "index", "rindex", "__len__"}
METHODS = (
    {"format", "format_map", "join", "replace", "split", "rsplit", "splitlines", "partition", "rpartition", "strip",
     "lstrip", "rstrip", "removeprefix", "removesuffix", "startswith", "endswith", "zfill", "center", "ljust", "rjust",
     "translate"}
    | _SAME | _TESTS | set(_CASES) | set(_WHOLE) | _NUMBERS
)  # fmt: skip


def call_method(machine: Machine, text: Text, name: str, arguments: Arguments, at: int) -> Value:
    """The result of ``text.name(arguments)``."""
    if name in _TELLING:
        known = machine.settled(Value((text,)))
        if known.atoms != (text,):
            return join_all(call_method(machine, each, name, arguments, at) for each in known.texts)
    if name in _SAME:
        return Value((text,))
    if name in _TESTS:
        return BOOL
    if name in _NUMBERS:
        return _counted(text, name, arguments)
    if name in ("zfill", "ljust", "rjust", "center"):
        return padded(text, name, arguments)
    if name in _CASES:
        return Value((_cased(text, _CASES[name]),))
    if name in _WHOLE:
        whole = text.literal
        return string(_WHOLE[name](whole)) if whole is not None else STRING
    if name in ("startswith", "endswith"):
        return _begins(text, name, arguments)
    if name in ("strip", "lstrip", "rstrip"):
        return _stripped(text, name, arguments)
    if name in ("removeprefix", "removesuffix"):
        return _removed(text, name, arguments)
    if name in ("format", "format_map"):
        return _formatted(machine, text, name, arguments, at)
    if name == "join":
        return _joined(machine, text, arguments, at)
    if name == "replace":
        return _replaced(text, arguments)
    if name in ("split", "rsplit", "splitlines", "partition", "rpartition"):
        return _split(machine, text, name, arguments, at)
    return STRING


def _counted(text: Text, name: str, arguments: Arguments) -> Value:
    word = _argument(arguments, 0)
    if text.literal is None or word is None or len(arguments.values) > 1 or name == "__len__":
        return INT
    try:
        return Value((Constant(int(getattr(text.literal, name)(word)), "int"),))
    except ValueError:
        return INT


def _cased(text: Text, change: Callable[[str], str]) -> Text:
    return Text.of(*(Lit(change(part.value)) if isinstance(part, Lit) else Hole("case") for part in text.parts))


def _argument(arguments: Arguments, position: int, name: str = "") -> str | None:
    given = arguments.get(position, name)
    literals = given.literals if given is not None else None
    return literals[0] if literals and len(literals) == 1 else None


def _begins(text: Text, name: str, arguments: Arguments) -> Value:
    prefix = _argument(arguments, 0)
    if prefix is None:
        return BOOL
    if name == "endswith":
        whole = text.literal
        answer = whole.endswith(prefix) if whole is not None else None
    else:
        answer = texts.starts_with(text, prefix)
    return BOOL if answer is None else TRUE if answer else FALSE


def _stripped(text: Text, name: str, arguments: Arguments) -> Value:
    chars = _argument(arguments, 0)
    if chars is None and arguments.positional and arguments.positional[0].literals is None:
        return STRING if text.literal is None else Value((text, Text((Hole("strip"),))))
    return Value((texts.strip(text, chars, left=name != "rstrip", right=name != "lstrip"),))


def _removed(text: Text, name: str, arguments: Arguments) -> Value:
    word = _argument(arguments, 0)
    if word is None:
        return STRING
    return Value(((texts.strip_prefix if name == "removeprefix" else texts.strip_suffix)(text, word),))


def _formatted(machine: Machine, text: Text, name: str, arguments: Arguments, at: int) -> Value:
    def field(path: str) -> Value:
        head = path.replace("[", ".").split(".")[0]
        if name == "format_map":
            found = machine.item(arguments.positional[0], string(head), at) if arguments.positional else None
        elif head.isdigit():
            found = arguments.get(int(head), "")
        else:
            found = arguments.get(None, head)
        if found is None:
            return unknown("format")
        for step in path.replace("]", "").replace("[", ".").split(".")[1:]:
            found = machine.item(found, string(step), at) if "[" in path else machine.attribute(found, step, at)
        return found if all(isinstance(a, Constant) for a in found) else machine.text(found, at)

    return texts.braces(text, field)


def _joined(machine: Machine, text: Text, arguments: Arguments, at: int) -> Value:
    if not arguments.positional:
        return STRING
    items, more = machine.unpacked(arguments.positional[0], at)
    columns = [texts.as_texts(machine.text(item, at)) for item in items]
    if more is not None:
        columns.append((Text((Hole("join"),)),))
    return texts.joined(text, columns)


def _replaced(text: Text, arguments: Arguments) -> Value:
    old, new = _argument(arguments, 0, "old"), arguments.get(1, "new")
    if old is None or new is None or not old:
        return STRING
    results = []
    for replacement in texts.as_texts(new):
        pieces = texts.split(text, old)
        results.append(texts.joined(replacement, [(piece,) for piece in pieces]) if pieces else STRING)
    return join_all(results)


def _split(machine: Machine, text: Text, name: str, arguments: Arguments, at: int) -> Value:
    separator = _argument(arguments, 0, "sep")
    whole = settled(machine, text)
    if whole != (text,):
        return join_all(_split(machine, each, name, arguments, at) for each in whole)
    if name == "splitlines" or separator is None:
        known = text.literal
        if known is None or arguments.positional:
            return machine.sequence("list", (), at, rest=STRING, role="split")
        words = known.splitlines() if name == "splitlines" else known.split()
        return machine.sequence("list", [string(word) for word in words], at, role="split")
    if not separator:
        return unknown("split")
    limit = arguments.get(1, "maxsplit")
    bound = limit.only.value if limit and isinstance(limit.only, Constant) and isinstance(limit.only.value, int) else -1
    if name in ("partition", "rpartition"):
        bound = 1
    pieces = (
        texts.split(text, separator, int(bound))
        if not name.startswith("r") or bound < 0
        else _from_right(text, separator, int(bound))
    )
    if pieces is None:
        return machine.sequence("list", (), at, rest=STRING, role="split")
    if (name == "partition" and len(pieces) == 2) or (name == "rpartition" and len(pieces) == 2):
        pieces = [pieces[0], lit(separator), pieces[1]]
    return machine.sequence("list", [Value((piece,)) for piece in pieces], at, role=f"split:{len(pieces)}")


def settled(machine: Machine, text: Text) -> tuple[Text, ...]:
    """The text with what environment variables hold, for what looks into it: no variable any more, or a hole."""
    forced = machine.force(Value((text,)))
    if forced.only == text:
        return (text,)
    return tuple(
        Text.of(*(Hole("environment") if isinstance(part, Env) else part for part in text.parts))
        for text in forced.texts
    )


def _from_right(text: Text, separator: str, limit: int) -> list[Text] | None:
    pieces = texts.split(text, separator)
    if pieces is None or len(pieces) <= limit + 1:
        return pieces
    head = pieces[: len(pieces) - limit]
    parts: list[Text] = []
    for piece in head:
        parts += [piece, lit(separator)]
    return [Text.of(*parts[:-1]), *pieces[len(pieces) - limit :]]


def call_typed(atom: Typed, name: str, arguments: Arguments) -> Value:
    """The result of a method of a plain value that is not known: a plain value again."""
    if name == "strftime":
        return dated(arguments.get(0, "format") or STRING)
    if name in ("isoformat", "decode", "hex", "format", "ctime", "as_posix"):
        return Value((Text((Hole(atom.name),)),))
    if name in ("timestamp", "total_seconds", "bit_length", "toordinal", "weekday"):
        return INT
    return Value((Typed(atom.name),))


def dated(pattern: Value) -> Value:
    """``strftime(pattern)``: what stands before the first directive and behind the last one is known.

    The directives: https://docs.python.org/3/library/datetime.html#strftime-and-strptime-format-codes
    """
    return join_all(Value((_dated(word),)) for word in pattern.literals or ()) or STRING


def _dated(pattern: str) -> Text:
    first, *rest = re.split(r"%[-#:]?[a-zA-Z]", pattern)
    return Text.of(first, Hole("date"), rest[-1]) if rest else lit(pattern)


def percent(machine: Machine, text: Text, right: Value, at: int) -> Value:
    """``text % right``."""
    return join_all(_percent_one(machine, text, Value((atom,)), at) for atom in texts.without_none(right)) or STRING


def _percent_one(machine: Machine, text: Text, one: Value, at: int) -> Value:
    def named(key: str) -> Value:
        return machine.text(machine.item(one, string(key), at), at)

    only = one.only
    if isinstance(only, Record):
        return texts.percent(text, (), named)
    items, more = machine.unpacked(one, at) if isinstance(only, Sequence) and only.kind == "tuple" else ((one,), None)
    listed = [item if all(isinstance(a, Constant) for a in item) else machine.text(item, at) for item in items]
    return STRING if more is not None else texts.percent(text, listed, named)
