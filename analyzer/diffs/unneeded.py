"""Grants of plain statements, less what is needed."""

from collections.abc import Sequence

from analyzer.core import Text
from analyzer.diffs.asked import Asked
from analyzer.diffs.ledger import Reach, distinct
from analyzer.diffs.model import UnknownAction, Unneeded
from analyzer.templates.model import Grant

EVERYTHING = ("*",)


def is_everything(pattern: str) -> bool:
    """Whether the pattern grants every action of every service."""
    service, colon, name = pattern.partition(":")
    return not service.strip("*") and bool(service) and (not colon or (bool(name) and not name.strip("*")))


def judge_action(asked: Asked, grant: Grant, index: int) -> Unneeded | UnknownAction | None:
    """What is unneeded or unknown about one action pattern of an Allow statement, None when nothing is."""
    pattern = grant.statement.actions[index]
    if is_everything(pattern):
        return _everything(asked, grant, index)
    actions = asked.rulebook.expand(pattern)
    needed = asked.own.actions(pattern)
    if not actions and not needed:
        return UnknownAction(grant, pattern, index, asked.rulebook.nearest_action(pattern) or "")
    known = frozenset(action.lower() for action in needed)
    spare = tuple(action for action in actions if action.lower() not in known)
    granted = asked.spelled(grant)
    here = tuple(action for action in needed if asked.own.within(action, granted))
    return settle(asked, (grant,), pattern, index, spare=spare, needed=here, granted=granted) if spare else None


def settle(
    asked: Asked,
    grants: tuple[Grant, ...],
    pattern: str,
    index: int,
    *,
    spare: tuple[str, ...],
    needed: tuple[str, ...],
    granted: Sequence[Text],
    instead: str = "",
) -> Unneeded:
    """The spare actions with what casts doubt on them; those that a gap explains stand apart.

    Only where every spare action could be explained is the whole in doubt.
    """
    doubted = tuple(action for action in spare if asked.doubt.about(action))
    certain = tuple(action for action in spare if not asked.doubt.about(action))
    doubts = asked.doubt.about_any(doubted)
    actions = certain or spare
    shared = tuple(action for action in actions if asked.others((action,), granted))
    idle = tuple(action for action in actions if action not in shared and not asked.perhaps((action,)))
    return Unneeded(
        grants=grants,
        pattern=pattern,
        index=index,
        actions=actions,
        needed=needed,
        gaps=() if certain else doubts,
        others=asked.others(shared, granted),
        reached=distinct(_reached(asked, needed, granted)),
        doubted=doubted if certain else (),
        doubts=doubts if certain else (),
        shared=shared,
        idle=idle,
        perhaps=asked.perhaps(set(actions) - set(shared)),
        users=asked.users,
        instead=instead,
    )


def unlisted(asked: Asked, grant: Grant) -> Unneeded:
    """An Allow with NotAction: everything but what it lists."""
    return _all_but(asked, grant, 0, "", not_excluded(asked, grant))


def not_excluded(asked: Asked, grant: Grant) -> tuple[str, ...]:
    """The needed actions that a statement with NotAction leaves in."""
    excluded = {action for pattern in grant.statement.not_actions for action in asked.own.actions(pattern)}
    return tuple(action for action in asked.own.actions("*") if action not in excluded)


def unfenced(asked: Asked, grant: Grant, index: int) -> Unneeded:
    """An action of an Allow with NotResource, needed or not: it is granted on all that will ever exist."""
    pattern = grant.statement.actions[index]
    if is_everything(pattern):
        return _everything(asked, grant, index)
    needed = asked.own.actions(pattern)
    spare = tuple(action for action in asked.rulebook.expand(pattern) if action not in needed)
    return settle(asked, (grant,), pattern, index, spare=spare, needed=needed, granted=())


def _everything(asked: Asked, grant: Grant, index: int) -> Unneeded:
    return _all_but(asked, grant, index, grant.statement.actions[index], asked.own.actions("*"))


def _all_but(asked: Asked, grant: Grant, index: int, pattern: str, needed: tuple[str, ...]) -> Unneeded:
    granted = asked.spelled(grant)
    here = tuple(action for action in needed if asked.own.within(action, granted))
    perhaps = asked.perhaps(EVERYTHING)
    return Unneeded(
        grants=(grant,),
        pattern=pattern,
        index=index,
        actions=EVERYTHING,
        needed=here,
        gaps=asked.doubt.total,
        others=asked.others_under("*", granted, needed),
        reached=distinct(_reached(asked, here, granted)),
        idle=() if perhaps else EVERYTHING,
        perhaps=perhaps,
        users=asked.users,
    )


def _reached(asked: Asked, needed: Sequence[str], granted: Sequence[Text]) -> tuple[Reach, ...]:
    return tuple(reach for action in needed for reach in asked.own.within(action, granted))
