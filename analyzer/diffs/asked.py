"""Everything that the comparison of one role asks about its surroundings, prepared once."""

from collections.abc import Iterable, Sequence

from analyzer.core import Gap, Text
from analyzer.diffs.doubt import Doubt
from analyzer.diffs.execution import same_function
from analyzer.diffs.ledger import Ledger, Reach, Spell
from analyzer.diffs.model import Context
from analyzer.diffs.together import Together
from analyzer.needs.model import Need
from analyzer.templates.model import Grant, RoleDecl


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
        self._id = context.declaration.id
        self._together = context.together or Together(context.siblings, context.rulebook, spell)
        trusted = frozenset(role.trusted) - same_function(context.rulebook.directory)
        unseen = frozenset(self._together.unseen) - {self._id}
        self.users = tuple(sorted({*role.used_by, *trusted, *unseen}))

    def spelled(self, grant: Grant) -> tuple[Text, ...]:
        """The resources of the grant's statement in the comparable spelling."""
        return tuple(self.spell(text) for text in grant.statement.resources)

    def others(self, actions: Iterable[str], granted: Sequence[Text]) -> tuple[str, ...]:
        """The siblings that need one of these actions on what is granted, sorted."""
        return self._together.needing(actions, granted, self._id)

    def others_under(self, pattern: str, granted: Sequence[Text], unless: Iterable[str]) -> tuple[str, ...]:
        """The siblings that need an action under the pattern which is none of ``unless``, sorted."""
        return self._together.needing_under(pattern, granted, unless, self._id)

    def perhaps(self, actions: Iterable[str]) -> tuple[str, ...]:
        """The siblings whose gaps could explain one of these actions, sorted."""
        return self._together.doubting(actions, self._id)

    def reached_by_all(self, action: str, granted: Sequence[Text]) -> tuple[Reach, ...]:
        """What the functions of the role reach with this action within what is granted, each resource once."""
        return self._together.reached(action, granted)
