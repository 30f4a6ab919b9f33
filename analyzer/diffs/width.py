"""Needed actions that are granted on more than is reached."""

from collections.abc import Sequence

from msgspec import Struct

from analyzer.core import Text
from analyzer.diffs.asked import Asked
from analyzer.diffs.kinds import kind_patterns, relevant, whole_kinds
from analyzer.diffs.ledger import Reach, covered, distinct
from analyzer.diffs.model import TooWide
from analyzer.iam import covers, overlaps, some
from analyzer.templates.model import Grant

# Origins whose needs the runtime brings along: AWS's own policies for them are wide by design.
_BASELINE = ("runtime", "event-source")


class _Excess(Struct, frozen=True):
    """One granted resource that is more than is needed: its place, and what may be written instead."""

    place: int
    reached: tuple[Reach, ...]


def judge_width(asked: Asked, grant: Grant, index: int) -> tuple[TooWide, ...]:
    """One item for each needed action under the pattern that the statement grants too widely."""
    pattern = grant.statement.actions[index]
    found = (_judge(asked, grant, index, action) for action in asked.own.actions(pattern))
    return tuple(one for one in found if one is not None)


def judge_whole_width(asked: Asked, grant: Grant) -> tuple[TooWide, ...]:
    """Needed actions that a managed policy or SAM template grants on no named resource at all.

    What such a policy grants beyond a key or an index cannot be written in it, and is not its fault.
    """
    found: list[TooWide] = []
    for index in range(len(grant.statement.actions)):
        for item in judge_width(asked, grant, index):
            action = item.actions[0]
            everything = whole_kinds(asked.rulebook, action)
            nameless = all(
                any(covers(asked.spell(text), kind) == "yes" for kind in everything) for text in item.granted
            )
            wanted = any(reach.need.origin not in _BASELINE for reach in asked.own.reaches(action))
            if nameless and wanted and item.tighter:
                found.append(item)
    return tuple(found)


def _judge(asked: Asked, grant: Grant, index: int, action: str) -> TooWide | None:
    if not kind_patterns(asked.rulebook, action):
        return None  # the action knows no resources: ``*`` is the only way to write it
    granted = asked.spelled(grant)
    mine = asked.own.reaches(action)
    if all(reach.need.explains_only or reach.need.origin == "runtime" for reach in mine):
        return None  # logs, traces and network interfaces: granted widely by custom, and nobody's secret
    if any(reach.unknown and _near(reach, granted) for reach in mine):
        return None
    excess = tuple(
        one
        for place, text in enumerate(granted)
        if relevant(asked.rulebook, action, text) and (one := _excess(asked, action, place, text)) is not None
    )
    if not excess:
        return None
    reached = tuple(reach for one in excess for reach in one.reached)
    places = tuple(one.place for one in excess)
    wide = tuple(granted[place] for place in places)
    return TooWide(
        grant=grant,
        pattern=grant.statement.actions[index],
        index=index,
        actions=(action,),
        granted=tuple(grant.statement.resources[place] for place in places),
        tighter=distinct(reached),
        gaps=asked.doubt.about(action),
        places=places,
        others=asked.others((action,), wide),
        users=asked.users,
    )


def _near(reach: Reach, granted: Sequence[Text]) -> bool:
    return some(overlaps(text, reach.text) for text in granted) != "no"


def _excess(asked: Asked, action: str, place: int, text: Text) -> _Excess | None:
    """The granted resource if it is more than function and siblings reach for certain.

    None where one need alone fills it, where it may do so, or where it and a need merely meet.
    """
    mine = tuple(reach for reach in asked.own.reaches(action) if overlaps(text, reach.text) != "no")
    theirs = asked.reached_by_all(action, (text,))
    if any(reach.unknown for reach in theirs) or covered(text, (*mine, *theirs)) != "no":
        return None
    if text.has_hole or any(covers(text, reach.text) != "yes" for reach in (*mine, *theirs)):
        return None
    return _Excess(place, (*mine, *theirs))
