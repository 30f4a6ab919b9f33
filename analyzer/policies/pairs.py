"""What the needs ask for, as single (action, resource) pairs without those that another one includes."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from analyzer.core import Env, Event, Hole, Lit, Text
from analyzer.iam import Condition, covers
from analyzer.needs.model import Need

Kind = Literal["call", "event-source", "runtime"]
_RANKED: tuple[Kind, ...] = ("call", "event-source", "runtime")


class Group(Struct, frozen=True, order=True):
    """Which pairs may stand in one statement; groups are written in this order.

    ``topic`` is the service prefix, for baseline permissions their cause.
    """

    possible: bool
    rank: int
    topic: str

    @property
    def kind(self) -> Kind:
        """``call``, ``event-source`` or ``runtime``."""
        return _RANKED[self.rank]


class Pair(Struct, frozen=True):
    """One action on one resource pattern, and the needs that ask for it."""

    group: Group
    action: str
    resource: Text
    conditions: tuple[Condition, ...]
    logical_id: str | None
    needs: tuple[Need, ...]


def pairs(needs: Sequence[Need]) -> tuple[Pair, ...]:
    """The pairs that must be granted, each once, none inside another of the same action."""
    found: dict[tuple[str, tuple[Condition, ...], Text], Pair] = {}
    for need in sorted(needs, key=_weight):
        if need.explains_only:
            continue
        conditions = tuple(sorted(need.conditions, key=lambda one: (one.operator, one.key)))
        for resource in need.resources:
            text = closed(resource.text)
            key = (need.action, conditions, text)
            known = found.get(key)
            pair = Pair(group(need), need.action, text, conditions, resource.logical_id, (need,))
            found[key] = pair if known is None else _joined(known, need)
    return _outermost(list(found.values()))


def group(need: Need) -> Group:
    """The group that a need belongs to."""
    rank = _RANKED.index(need.origin) if need.origin in ("event-source", "runtime") else 0
    topic = need.action.partition(":")[0]
    if rank and need.evidence:
        topic = need.evidence[0].call or topic
    return Group(need.certainty == "possible", rank, topic)


def closed(text: Text) -> Text:
    """The text as a policy writes it: what is not known is ``*``."""
    whole = Text.of(*("*" if isinstance(part, Env | Event | Hole) else part for part in text.parts))
    return Text.of(*(_STARS.sub("*", part.value) if isinstance(part, Lit) else part for part in whole.parts))


_STARS = re.compile(r"\*{2,}")


def _weight(need: Need) -> tuple[bool, int]:
    """Certain before possible, baseline before calls: a pair is written in the first group that asks for it."""
    found = group(need)
    return found.possible, -found.rank


def _joined(pair: Pair, need: Need) -> Pair:
    return replace(pair, needs=pair.needs if need in pair.needs else (*pair.needs, need))


def _outermost(found: list[Pair]) -> tuple[Pair, ...]:
    """The pairs that no other one includes, each with the needs of those that it includes."""
    by_action: dict[str, list[Pair]] = {}
    for pair in found:
        by_action.setdefault(pair.action, []).append(pair)
    return tuple(pair for same in by_action.values() for pair in _kept(same))


def _kept(same: list[Pair]) -> Iterator[Pair]:
    around = {
        place: [other for other, two in enumerate(same) if other != place and _within(one, two, first=other < place)]
        for place, one in enumerate(same)
    }
    for place, pair in enumerate(same):
        if not around[place]:
            served = [pair, *(same[inner] for inner, outer in around.items() if place in outer)]
            yield replace(pair, needs=tuple(dict.fromkeys(need for one in served for need in one.needs)))


def _within(pair: Pair, other: Pair, *, first: bool) -> bool:
    """Whether ``other`` grants the pair as well; of two equal ones the ``first`` stays."""
    if other.conditions not in ((), pair.conditions):
        return False
    if other.group.possible and not pair.group.possible:
        return False  # what is certain never rests on what is only possible
    if pair.resource != other.resource and not _WILD.search(str(other.resource)):
        return False  # only a pattern reaches more than itself
    if covers(other.resource, pair.resource) != "yes":
        return False
    mutual = pair.conditions == other.conditions and covers(pair.resource, other.resource) == "yes"
    return first or not mutual


_WILD = re.compile(r"[*?]")
