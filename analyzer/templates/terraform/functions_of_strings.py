"""Functions on strings: what is known of their result where references stay references."""

import re
from collections.abc import Callable

from analyzer.core import Hole, Lit, Span, Text
from analyzer.templates.terraform.evaluation import Env, Evaluator, Function
from analyzer.templates.terraform.splicing import spliced
from analyzer.templates.terraform.syntax import Piece
from analyzer.templates.terraform.values import (
    Const,
    Many,
    Str,
    Unknown,
    Value,
    choice,
    error,
    is_error,
    options,
    products,
    settled,
    string,
    text_of,
)

_VERB = re.compile(r"%(?:\[(\d{1,3})\])?([-+ #0]*\d*(?:\.\d+)?[a-zA-Z%])")


def _format(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
    """Source: https://developer.hashicorp.com/terraform/language/functions/format"""
    pattern = settled(arguments[0]) if arguments else None
    if pattern is None:
        return Unknown("format with a pattern that is not known", span)
    return spliced(_filled(pattern, arguments[1:], arguments[0].span), span)


def _filled(pattern: str, values: list[Value], span: Span) -> list[Value | Piece]:
    parts: list[Value | Piece] = []
    at, following = 0, 0
    for match in _VERB.finditer(pattern):
        parts.append(string(pattern[at : match.start()], span))
        at = match.end()
        if match[2] == "%":
            parts.append(string("%", span))
            continue
        index = int(match[1]) - 1 if match[1] else following
        following = index + 1
        plain = match[2] in {"s", "d", "v"} and 0 <= index < len(values)
        parts.append(values[index] if plain else Unknown("format with a verb of its own", span))
    parts.append(string(pattern[at:], span))
    return parts


def _join(evaluator: Evaluator, arguments: list[Value], _: Env, span: Span) -> Value:
    if len(arguments) < 2:
        return Unknown("join of an unusual form", span)
    items: list[Value] = []
    for argument in arguments[1:]:
        listed = evaluator.collection(argument)
        items += listed.items if isinstance(listed, Many) else [Unknown("a list that is not known", span)]
    parts: list[Value | Piece] = []
    for index, item in enumerate(items):
        parts += [arguments[0], item] if index else [item]
    return spliced(parts, span)


def _split(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
    if len(arguments) == 2 and is_error(arguments[1]):
        return error("string", span)
    separator = settled(arguments[0]) if len(arguments) == 2 else None
    text = settled(arguments[1]) if len(arguments) == 2 and isinstance(arguments[1], Str) else None
    if not separator or text is None:
        return Many((Unknown("split of a string that is not known", span),), span)
    return Many(tuple(string(piece, arguments[1].span) for piece in text.split(separator)), span)


def _on_text(change: Callable[..., str]) -> Function:
    """A function that changes the characters of its first argument; the others must be literals."""

    def call(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
        found: list[Value] = []
        for first, *others in products(arguments):
            text, literals = text_of(first), [settled(other) for other in others]
            if text is None or None in literals:
                found.append(Unknown("an argument that is not known", span))
            else:
                found.append(_changed(text, first.span, change, literals))
        return choice(found, span)

    return call


def _changed(text: Text, span: Span, change: Callable[..., str], literals: list[str | None]) -> Value:
    """References are changed too, so that what becomes of them is not known."""
    gone = Hole("changed by a function")
    parts = [Lit(change(part.value, *literals)) if isinstance(part, Lit) else gone for part in text.parts]
    return Str(Text.of(*parts), span)


def _whole(change: Callable[..., str]) -> Function:
    """A function that needs the whole string; one that is not known wholly is left as it is."""

    def call(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
        if not arguments:
            return Unknown("no argument", span)
        literals = [settled(one) for one in arguments[1:]]
        found: list[Value] = []
        for one in options(arguments[0]):
            text = text_of(one)
            known = text.literal if text is not None else None
            if known is None or None in literals:
                found.append(one)
            else:
                found.append(string(change(known, *literals), one.span))
        return choice(found, span)

    return call


def _replace(value: str, old: str, new: str) -> str:
    return value if len(old) > 1 and old.startswith("/") and old.endswith("/") else value.replace(old, new)


def _test(check: Callable[[str, str], bool]) -> Function:
    def call(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
        texts = [text_of(one) for one in arguments]
        literals = [text.literal for text in texts if text is not None]
        if len(literals) != 2 or literals[0] is None or literals[1] is None:
            return Unknown("a comparison of strings that are not known", span)
        return Const(check(literals[0], literals[1]), span)

    return call


def _substr(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
    values = [settled(one) for one in arguments]
    if len(values) != 3 or None in values or not isinstance(arguments[0], Str):
        return Unknown("substr of a string that is not known", span)
    text, start, length = str(values[0]), str(values[1])[:9], str(values[2])[:9]
    if not start.lstrip("-").isdigit() or not length.lstrip("-").isdigit():
        return Unknown("substr with numbers that are not known", span)
    begin = int(start) if int(start) >= 0 else max(len(text) + int(start), 0)
    end = len(text) if int(length) < 0 else begin + int(length)
    return string(text[begin:end], arguments[0].span)


STRINGS: dict[str, Function] = {
    "format": _format,
    "join": _join,
    "split": _split,
    "substr": _substr,
    "lower": _on_text(str.lower),
    "upper": _on_text(str.upper),
    "replace": _on_text(_replace),
    "title": _whole(str.title),
    "trimspace": _whole(str.strip),
    "chomp": _whole(lambda value: value.rstrip("\r\n")),
    "trim": _whole(str.strip),
    "trimprefix": _whole(str.removeprefix),
    "trimsuffix": _whole(str.removesuffix),
    "startswith": _test(str.startswith),
    "endswith": _test(str.endswith),
    "strcontains": _test(str.__contains__),
}
