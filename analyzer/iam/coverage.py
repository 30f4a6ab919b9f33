"""Which resources a granted ARN pattern reaches, when both sides hold references and unknown parts.

An unknown part of what is *needed* (a hole, a value of the event, an environment variable) may be any
string, as ``*`` is; an unknown part of what is *granted* is one string or pattern that nobody knows.
A reference equals itself; two references with the same attribute that each fill a whole component of
an ARN are two different things; a reference inside an ARN holds no colon.
``${AWS::Partition}`` and ``aws`` are the same.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from analyzer.core import Lit, Text, lit
from analyzer.iam.globs import included, share
from analyzer.iam.tokens import PARTITION, Atom, Token, Wild, tokens
from analyzer.iam.verdicts import Verdict, every, negate

_EVERYTHING = lit("*")
_UNCERTAIN = re.compile(r"[*?]|\$\{")
_REMEMBERED = 16_384  # the functions of one role ask the same of the same texts


def covers(granted: Text, needed: Text) -> Verdict:
    """Whether the granted pattern matches every string of the needed one.

    ``yes`` and ``no`` hold for every value of the references, ``maybe`` depends on them.
    """
    return covers_any((granted,), needed)


def covers_any(granted: Sequence[Text], needed: Text) -> Verdict:
    """Whether the granted patterns together match every string of the needed one."""
    return _covered(tuple(granted), needed)


@lru_cache(maxsize=_REMEMBERED)
def _covered(granted: tuple[Text, ...], needed: Text) -> Verdict:
    if _EVERYTHING in granted or (needed in granted and not needed.has_hole):
        return "yes"
    needed, *rest = _one_partition((needed, *granted))
    near = [text for text in rest if not _apart(text, needed)]
    if not near:
        return "no"
    wanted: Sequence[Token] = tokens(needed, unknown=Wild.STAR)
    given: list[Sequence[Token]] = [tokens(text, unknown=Wild.OPEN) for text in near]
    if len(given) == 1:
        wanted, given[0] = _unlike(wanted, given[0])
    proof = included(wanted, given)
    if proof != "no" or not _symbolic([wanted, *given]):
        return proof
    lengths = range(3) if Wild.STAR in wanted else (0,)
    return "maybe" if all(_conceivable(wanted, given, length) for length in lengths) else "no"


@lru_cache(maxsize=_REMEMBERED)
def overlaps(one: Text, other: Text) -> Verdict:
    """Whether the two patterns have a string in common, unknown parts of both being any string."""
    one, other = _one_partition((one, other))
    if _apart(one, other):
        return "no"
    left, right = _unlike(*(tokens(text, unknown=Wild.STAR) for text in (one, other)))
    if share(left, right, stretch=False) == "yes":
        return "yes"
    return "no" if share(left, right, stretch=True) == "no" else "maybe"


def strictly_smaller(one: Text, other: Text) -> Verdict:
    """Whether ``one`` matches only strings that ``other`` matches, and not all of them."""
    return every((covers(other, one), negate(covers(one, other))))


def matches(pattern: Text, value: Text, *, wild: bool = True) -> Verdict:
    """Whether a pattern matches one value of which only parts may be known; ``wild``: ``*`` and ``?`` count."""
    given = tokens(pattern, unknown=Wild.OPEN, wild=wild)
    exact = tokens(value, unknown=Wild.STAR, wild=False)
    if included(exact, [given]) == "yes":
        return "yes"
    return "no" if share(exact, given, stretch=True) == "no" else "maybe"


def _conceivable(needed: Sequence[Token], granted: list[Sequence[Token]], length: int) -> bool:
    """Whether some value of the references lets a pattern match one word of ``needed``.

    The word has ``length`` characters that occur nowhere else for each ``*``: where no pattern can
    match it, none covers ``needed``.
    """
    word: list[Token] = []
    for symbol in needed:
        match symbol:
            case Wild.STAR:
                word.extend([Wild.FRESH] * length)
            case Wild.ONE:
                word.append(Wild.FRESH)
            case _:
                word.append(symbol)
    return any(share(word, pattern, stretch=True) != "no" for pattern in granted)


def _symbolic(sides: list[Sequence[Token]]) -> bool:
    return any(isinstance(symbol, Atom) or symbol is Wild.OPEN for side in sides for symbol in side)


def _one_partition(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    """The texts with the partition's pseudo parameter as ``aws``, unless one names another partition."""
    if any(
        isinstance(text.parts[0], Lit) and text.parts[0].value.startswith("arn:aws-") for text in texts if text.parts
    ):
        return texts
    return tuple(_commercial(text) if PARTITION in text.parts else text for text in texts)


def _commercial(text: Text) -> Text:
    return Text.of(*(Lit("aws") if part == PARTITION else part for part in text.parts))


def _apart(one: Text, other: Text) -> bool:
    """Whether the known beginnings already differ: the answer for most pairs, found cheaply."""
    left, right = _beginning(one), _beginning(other)
    length = min(len(left), len(right))
    return left[:length] != right[:length]


def _beginning(text: Text) -> str:
    if not text.parts or not isinstance(text.parts[0], Lit):
        return ""
    return _UNCERTAIN.split(text.parts[0].value, maxsplit=1)[0]


def _unlike(one: Sequence[Token], other: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Both without the characters and references that they begin and end with alike: these decide nothing."""
    start, shorter = 0, min(len(one), len(other))
    while start < shorter and one[start] == other[start] and not isinstance(one[start], Wild):
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end] and not isinstance(one[-1 - end], Wild):
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]
