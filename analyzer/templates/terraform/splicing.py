"""Strings put together from characters and values, each stretch still where it stands in its file."""

from analyzer.core import Lit, Span, Text
from analyzer.templates.terraform.syntax import Piece
from analyzer.templates.terraform.values import (
    Const,
    Encoded,
    Handle,
    Inset,
    Many,
    Record,
    Str,
    Unknown,
    Value,
    Var,
    choice,
    products,
    text_of,
)

MAX_PIECES = 10_000
MAX_TEXT = 1024 * 1024


def spliced(parts: list[Value | Piece], span: Span) -> Value:
    """A string made of characters and values."""
    values = [part for part in parts if not isinstance(part, Piece)]
    found: list[Value] = []
    for chosen in products(values):
        rest = iter(chosen)
        found.append(_string([part if isinstance(part, Piece) else next(rest) for part in parts], span))
    return choice(found, span)


def _string(parts: list[Value | Piece], span: Span) -> Value:
    pieces: list[Piece | Inset] = []
    for part in parts:
        match part:
            case Piece():
                pieces.append(part)
            case Str(_, _, inner) if inner:
                pieces.extend(inner)
            case Str(text) | Var(text):
                pieces.extend(_placed(text, part.span))
            case Const() if (shown := text_of(part)) is not None:
                pieces.extend(_placed(shown, part.span))
            case Encoded() | Unknown() | Many() | Record() | Handle():
                pieces.append(Inset(part))
    if len(pieces) > MAX_PIECES or sum(len(piece.text) for piece in pieces if isinstance(piece, Piece)) > MAX_TEXT:
        return Unknown("a string that is too long", span)
    text = Text.of(*(piece.text if isinstance(piece, Piece) else text_of(piece.value) or "" for piece in pieces))
    return Str(text, span, tuple(pieces))


def _placed(text: Text, span: Span) -> list[Piece | Inset]:
    return [
        Piece(part.value, span.path, span.line, span.column)
        if isinstance(part, Lit)
        else Inset(Str(Text((part,)), span))
        for part in text.parts
    ]
