"""A text as the sequence of symbols that patterns are compared by."""

import re
from enum import Enum
from typing import Literal

from msgspec import Struct

from analyzer.core import Env, Event, Hole, Lit, Ref, Text


class Wild(Enum):
    """Symbols that are no character.

    ``STAR`` any string, ``ONE`` any character, ``OPEN`` a string (or pattern) that is not known,
    ``FRESH`` one character that occurs nowhere else.
    """

    STAR = "*"
    ONE = "?"
    OPEN = "open"
    FRESH = "fresh"


class Atom(Struct, frozen=True):
    """A reference: one unknown but fixed, non-empty string.

    ``accepts`` are the characters that it may hold.  ``whole`` says that it fills a component of an
    ARN (from a delimiter to a delimiter): two such references with the same attribute are two things.
    """

    ref: Ref
    accepts: Literal["digits", "code", "segment", "any"]
    whole: bool


Token = str | Wild | Atom

_PSEUDO: dict[str, Literal["digits", "code"]] = {
    "AWS::AccountId": "digits",
    "AWS::Partition": "code",
    "AWS::Region": "code",
}
_ESCAPES = {"*": "*", "?": "?", "$": "$"}
_SPECIAL = re.compile(r"[*?]|\$\{")
VARIABLE = re.compile(r"\$\{([^}]*)\}")
PARTITION = Ref("AWS::Partition")


def tokens(text: Text, *, unknown: Wild, wild: bool = True) -> tuple[Token, ...]:
    """The symbols of a text; ``unknown`` stands for holes, ``wild`` says whether ``*`` and ``?`` are wildcards.

    Policy variables (``${aws:username}``) are unknown, ``${*}``, ``${?}`` and ``${$}`` the bare character:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    """
    out: list[Token] = []
    atoms: list[int] = []
    for part in text.parts:
        match part:
            case Lit(value) if wild and _SPECIAL.search(value):
                _extend(out, value, unknown)
            case Lit(value):
                out.extend(value)
            case Ref():
                atoms.append(len(out))
                out.append(Atom(part, _accepted(part, first=not out), whole=False))
            case Env() | Event() | Hole():
                _push(out, unknown)
    for place in atoms:
        out[place] = _in_place(out, place)
    return tuple(out)


def _extend(out: list[Token], value: str, unknown: Wild) -> None:
    done = 0
    for found in VARIABLE.finditer(value):
        _wildcards(out, value[done : found.start()])
        _push(out, _ESCAPES.get(found[1], unknown))
        done = found.end()
    _wildcards(out, value[done:])


def _wildcards(out: list[Token], value: str) -> None:
    for char in value:
        _push(out, Wild.STAR if char == "*" else Wild.ONE if char == "?" else char)


def _push(out: list[Token], symbol: Token) -> None:
    if symbol is not Wild.STAR or not out or out[-1] is not Wild.STAR:
        out.append(symbol)


def _accepted(reference: Ref, *, first: bool) -> Literal["digits", "code", "segment", "any"]:
    """A reference that a text begins with may be a whole ARN; further in it lies between two colons."""
    pseudo = _PSEUDO.get(reference.logical_id)
    return pseudo or ("any" if first else "segment")


def _in_place(symbols: list[Token], place: int) -> Token:
    """The reference at a place, with what stands around it taken into account."""
    symbol = symbols[place]
    assert isinstance(symbol, Atom)
    before = symbols[place - 1] if place else "/"
    behind = symbols[place + 1] if place + 1 < len(symbols) else "/"
    ends = behind in {"/", ":"} or (behind is Wild.STAR and bool(symbol.ref.attribute))
    return Atom(symbol.ref, symbol.accepts, whole=before in {"/", ":"} and ends)


def can_hold(atom: Atom, symbol: Token) -> bool:
    """Whether the reference's value may contain what this symbol stands for."""
    match symbol:
        case str():
            return _holds_character(atom, symbol)
        case Wild.FRESH:
            return False
        case Wild():
            return True
        case Atom():
            return not _distinct(atom, symbol)


def _holds_character(atom: Atom, char: str) -> bool:
    match atom.accepts:
        case "digits":
            return char.isdigit()
        case "code":
            return char.isalnum() or char == "-"
        case "segment":
            return char != ":"
        case "any":
            return True


def _distinct(one: Atom, other: Atom) -> bool:
    if one.ref == other.ref:
        return True  # a string is no proper part of itself; equal ones meet as equals
    pseudo = (one.ref.logical_id in _PSEUDO) + (other.ref.logical_id in _PSEUDO)
    if pseudo:
        return pseudo == 2  # a parameter may well be given the account or the region
    if "any" in (one.accepts, other.accepts) and one.accepts != other.accepts:
        return False  # one may be a whole ARN that has the other in it
    return one.whole and other.whole and one.ref.attribute == other.ref.attribute
