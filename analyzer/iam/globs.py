"""Comparison of patterns as finite automata, with references as letters of their own.

Wildcards are those of IAM, ``*`` for any characters (colons and slashes too) and ``?`` for one:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from analyzer.iam.tokens import Atom, Token, Wild, can_hold
from analyzer.iam.verdicts import Verdict

# No ARN comes near this length and no real pattern needs so many steps; beyond them the answer is "maybe".
_LONGEST = 4_096
_STEPS = 60_000


class _Automaton(Struct, frozen=True):
    """A pattern as bit masks over its positions: bit p is "the first p symbols are matched"."""

    pattern: Sequence[Token]
    stars: int
    ones: int
    letters: dict[Token, int]
    end: int

    @staticmethod
    def of(pattern: Sequence[Token]) -> "_Automaton":
        stars = ones = 0
        letters: dict[Token, int] = {}
        for place, symbol in enumerate(pattern):
            bit = 1 << place
            if symbol is Wild.STAR:
                stars |= bit
            elif symbol is Wild.ONE:
                ones |= bit
            elif symbol is not Wild.OPEN:
                key = _key(symbol)
                letters[key] = letters.get(key, 0) | bit
        return _Automaton(pattern, stars, ones, letters, 1 << len(pattern))

    def closed(self, places: int) -> int:
        """The places with those that are reached through an empty ``*``."""
        return places | (places & self.stars) << 1

    def step(self, places: int, symbol: Token) -> int:
        """The places after one more symbol."""
        fits = self.letters.get(_key(symbol), 0)
        if not isinstance(symbol, Atom):
            fits |= self.ones
        return self.closed((places & fits) << 1 | (places & self.stars))

    def awaited(self, places: int) -> Iterator[str]:
        """The characters that a place waits for; every other one has the effect of ``FRESH``."""
        places &= self.end - 1
        while places:
            last = places.bit_length() - 1
            places ^= 1 << last
            symbol = self.pattern[last]
            if isinstance(symbol, str):
                yield symbol


def _key(symbol: Token) -> Token:
    return Atom(symbol.ref, "any", whole=False) if isinstance(symbol, Atom) else symbol


def included(needed: Sequence[Token], granted: Sequence[Sequence[Token]]) -> Verdict:
    """Whether every string of ``needed`` is one of some pattern of ``granted``, whatever the references are.

    ``no`` means that the proof fails with references as letters; without references it is exact.
    ``maybe`` when the work would not end in time.
    """
    if _too_long(needed, *granted):
        return "maybe"
    automata = [_Automaton.of(pattern) for pattern in granted]
    start = (0, tuple(automaton.closed(1) for automaton in automata))
    seen = {start}
    todo = [start]
    while todo:
        place, sets = todo.pop()
        if not any(sets) or (place == len(needed) and not _accepting(automata, sets)):
            return "no"
        for following in _successors(needed, place, sets, automata):
            if following not in seen:
                seen.add(following)
                todo.append(following)
        if len(seen) > _STEPS:
            return "maybe"
    return "yes"


def _too_long(*patterns: Sequence[Token]) -> bool:
    return max(map(len, patterns)) > _LONGEST


def _accepting(automata: Sequence[_Automaton], sets: tuple[int, ...]) -> bool:
    return any(places & automaton.end for automaton, places in zip(automata, sets, strict=True))


def _successors(
    needed: Sequence[Token],
    place: int,
    sets: tuple[int, ...],
    automata: Sequence[_Automaton],
) -> Iterator[tuple[int, tuple[int, ...]]]:
    if place == len(needed):
        return
    symbol = needed[place]
    letters: Iterable[Token] = (symbol,)
    if symbol is Wild.STAR or symbol is Wild.ONE:
        awaited = (letter for a, s in zip(automata, sets, strict=True) for letter in a.awaited(s))
        letters = (*dict.fromkeys(awaited), Wild.FRESH)
    if symbol is Wild.STAR:
        yield place + 1, sets
    after = place if symbol is Wild.STAR else place + 1
    for letter in letters:
        yield after, tuple([a.step(s, letter) for a, s in zip(automata, sets, strict=True)])


def share(one: Sequence[Token], other: Sequence[Token], *, stretch: bool) -> Verdict:
    """Whether the two patterns have a string in common.

    Without ``stretch`` references are letters, so ``yes`` holds whatever they are.  With it a
    reference may be any string that it can hold, so ``no`` holds whatever they are.
    """
    if _too_long(one, other):
        return "maybe"
    start = (0, 0)
    goal = (len(one), len(other))
    seen = {start}
    todo = [start]
    while todo:
        place = todo.pop()
        if place == goal:
            return "yes"
        for following in _joint(one, other, place, stretch=stretch):
            if following not in seen:
                seen.add(following)
                todo.append(following)
        if len(seen) > _STEPS:
            return "maybe"
    return "no"


def _joint(
    one: Sequence[Token], other: Sequence[Token], place: tuple[int, int], *, stretch: bool
) -> Iterator[tuple[int, int]]:
    left, right = place
    a = one[left] if left < len(one) else None
    b = other[right] if right < len(other) else None
    if isinstance(a, str) and isinstance(b, str):
        if a == b:
            yield left + 1, right + 1
        return
    if _elastic(a):
        yield left + 1, right
        if b is not None:
            yield left, right + 1
    if _elastic(b):
        yield left, right + 1
        if a is not None:
            yield left + 1, right
    if a is None or b is None:
        return
    if _alike(a, b):
        yield left + 1, right + 1
    elif stretch:
        if isinstance(a, Atom) and can_hold(a, b):
            yield left, right + 1
            yield left + 1, right + 1
        if isinstance(b, Atom) and can_hold(b, a):
            yield left + 1, right
            yield left + 1, right + 1


def _elastic(symbol: Token | None) -> bool:
    return symbol is Wild.STAR or symbol is Wild.OPEN


def _alike(a: Token, b: Token) -> bool:
    if isinstance(a, Atom) and isinstance(b, Atom):
        return a.ref == b.ref
    if a is Wild.ONE:
        return not isinstance(b, Atom)
    if b is Wild.ONE:
        return not isinstance(a, Atom)
    return a == b
