"""Everything that the comparison of one role asks about its surroundings, prepared once."""

from collections.abc import Iterable, Sequence

from analyzer.core import Gap, Text
from analyzer.diffs.doubt import Doubt
from analyzer.diffs.execution import same_function
from analyzer.diffs.ledger import Ledger, Reach, Spell
from analyzer.diffs.model import Context
from analyzer.needs.model import Need
from analyzer.templates.model import Grant, RoleDecl

# Gaps of a function of which not a line was read: it uses the role as one in another language does.
_UNSEEN = ("unlocated-code", "other-language-code")


class Asked:
    """One role against one function: the ledgers of the function and of its siblings, the doubts."""

    def __init__(
        self, role: RoleDecl, needs: Sequence[Need], gaps: Sequence[Gap], context: Context, spell: Spell
    ) -> None:
        self.role = role
        self.rulebook = context.rulebook
        self.spell = spell
        self.needs = tuple(needs)
        self.own = Ledger(needs, spell)
        self.doubt = Doubt(gaps, context.rulebook)
        siblings = sorted(context.siblings, key=lambda one: one.id)
        unseen = (one.id for one in siblings if any(gap.kind in _UNSEEN and not gap.is_assumption for gap in one.gaps))
        trusted = frozenset(role.trusted) - same_function(context.rulebook.directory)
        self.users = tuple(sorted({*role.used_by, *trusted, *unseen}))
        self._siblings = tuple((one.id, Ledger(one.needs, spell)) for one in siblings)
        self._doubts = tuple((one.id, Doubt(one.gaps, context.rulebook)) for one in siblings)

    def spelled(self, grant: Grant) -> tuple[Text, ...]:
        """The resources of the grant's statement in the comparable spelling."""
        return tuple(self.spell(text) for text in grant.statement.resources)

    def others(self, actions: Iterable[str], granted: Sequence[Text]) -> tuple[str, ...]:
        """The siblings that need one of these actions on what is granted, sorted."""
        wanted = tuple(actions)
        return tuple(
            name for name, ledger in self._siblings if any(ledger.within(action, granted) for action in wanted)
        )

    def others_under(self, pattern: str, granted: Sequence[Text], unless: Iterable[str]) -> tuple[str, ...]:
        """The siblings that need an action under the pattern which is none of ``unless``, sorted."""
        known = frozenset(action.lower() for action in unless)
        return tuple(
            name
            for name, ledger in self._siblings
            if any(ledger.within(action, granted) for action in ledger.actions(pattern) if action.lower() not in known)
        )

    def perhaps(self, actions: Iterable[str]) -> tuple[str, ...]:
        """The siblings whose gaps could explain one of these actions, sorted."""
        wanted = tuple(actions)
        return tuple(name for name, doubt in self._doubts if doubt.about_any(wanted))

    def reached_by_others(self, action: str, granted: Sequence[Text]) -> tuple[Reach, ...]:
        """What siblings reach with this action within what is granted."""
        return tuple(reach for _, ledger in self._siblings for reach in ledger.within(action, granted))
