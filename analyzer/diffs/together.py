"""The functions of one role, asked together: what each needs is prepared once, however many compare themselves."""

from collections.abc import Iterable, Sequence

from analyzer.core import Text
from analyzer.diffs.doubt import Doubt
from analyzer.diffs.ledger import Ledger, Reach, Spell
from analyzer.diffs.model import Sibling
from analyzer.rulebook import Rulebook

# Gaps of a function of which not a line was read: it uses the role as one in another language does.
_UNSEEN = ("unlocated-code", "other-language-code")


class Together:
    """What several functions need and may need; answers name the functions, sorted, or what they reach.

    The function that asks may be among them: ``but`` leaves it out of the names.
    """

    def __init__(self, functions: Iterable[Sibling], rulebook: Rulebook, spell: Spell) -> None:
        ordered = sorted(functions, key=lambda one: one.id)
        self.unseen = tuple(
            one.id for one in ordered if any(gap.kind in _UNSEEN and not gap.is_assumption for gap in one.gaps)
        )
        self._ledgers = tuple((one.id, Ledger(one.needs, spell)) for one in ordered)
        self._doubts = tuple((one.id, Doubt(one.gaps, rulebook)) for one in ordered)
        self._within: dict[tuple[str, tuple[Text, ...]], dict[str, tuple[Reach, ...]]] = {}
        self._doubtful: dict[str, tuple[str, ...]] = {}

    def needing(self, actions: Iterable[str], granted: Sequence[Text], but: str) -> tuple[str, ...]:
        """Those that need one of these actions on what is granted."""
        found = {name for action in actions for name in self._reaching(action, granted)}
        return tuple(sorted(found - {but}))

    def needing_under(self, pattern: str, granted: Sequence[Text], unless: Iterable[str], but: str) -> tuple[str, ...]:
        """Those that need an action under the pattern which is none of ``unless``."""
        known = frozenset(action.lower() for action in unless)
        named = {action: None for _, ledger in self._ledgers for action in ledger.actions(pattern)}
        return self.needing((action for action in named if action.lower() not in known), granted, but)

    def doubting(self, actions: Iterable[str], but: str) -> tuple[str, ...]:
        """Those whose gaps could explain one of these actions."""
        found: set[str] = set()
        for action in actions:
            if action not in self._doubtful:
                self._doubtful[action] = tuple(name for name, doubt in self._doubts if doubt.about(action))
            found.update(self._doubtful[action])
        return tuple(sorted(found - {but}))

    def reached(self, action: str, granted: Sequence[Text]) -> tuple[Reach, ...]:
        """What they reach with this action within what is granted, each resource once."""
        found: dict[tuple[Text, bool], Reach] = {}
        for reaches in self._reaching(action, granted).values():
            for reach in reaches:
                found.setdefault((reach.text, reach.unknown), reach)
        return tuple(found.values())

    def _reaching(self, action: str, granted: Sequence[Text]) -> dict[str, tuple[Reach, ...]]:
        key = (action.lower(), tuple(granted))
        if key not in self._within:
            found = ((name, ledger.within(action, granted)) for name, ledger in self._ledgers)
            self._within[key] = {name: reaches for name, reaches in found if reaches}
        return self._within[key]
