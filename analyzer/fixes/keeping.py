"""What of a grant is kept: the needed actions, on the narrowest resources that are certain."""

from collections.abc import Iterator, Sequence

from analyzer.core import Text
from analyzer.diffs import Unneeded, relevant
from analyzer.fixes.model import Part, Place, Slot, Team
from analyzer.iam import action_matches, covers, overlaps
from analyzer.iam.model import Statement
from analyzer.needs import Speller
from analyzer.needs.model import Need, NeedResource
from analyzer.policies.pairs import closed
from analyzer.rulebook import Rulebook
from analyzer.templates.model import Grant

_RUNTIME = ("runtime", "event-source", "service-on-behalf")


class Keeper:
    """The needs of all functions on one role, asked what they want of a grant."""

    def __init__(self, team: Team, needs: Sequence[Need], rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.needs = needs
        self.spell = Speller(team.template, rulebook.resources()).spell
        self._given = [
            grant.statement
            for grant in team.role.grants
            if grant.source == "generated" and grant.statement.effect == "Allow" and not grant.statement.conditions
        ]

    def written(self, text: Text) -> Text:
        """A needed resource as a policy has it: what is not known is ``*``."""
        return closed(text)

    def listed(self, item: Unneeded, slot: Slot, places: tuple[Place, ...] | None = None) -> tuple[Part, ...]:
        """The needed actions under a pattern, on the resources that it has; of an Allow with NotResource on those reached."""
        grant = slot.grants[0]
        if grant.statement.not_resources:
            return tuple(
                Part(action, tuple(dict.fromkeys(self.written(one.text) for one in self._resources(action))))
                for action in self._wanted(item.needed)
            )
        own: tuple[Place, ...] = tuple(range(len(grant.statement.resources))) if places is None else places
        return tuple(Part(action, self._optional(action) or own) for action in self._wanted(item.needed))

    def _optional(self, action: str) -> tuple[Place, ...]:
        """Where an action that is merely useful is of use; nothing for one that is required, or where it is not known.

        How widely it is granted is never reported, so that nothing would narrow it later.
        """
        needs = [need for need in self.needs if need.action == action]
        resources = [one for need in needs for one in need.resources]
        if not all(need.explains_only for need in needs) or any(one.certainty == "any" for one in resources):
            return ()
        return tuple(dict.fromkeys(self.written(one.text) for one in resources))

    def whole(self, grants: Sequence[Grant]) -> tuple[Part, ...]:
        """What is needed of a named policy, as actions on the resources that are reached."""
        found: dict[str, dict[Place, None]] = {}
        for grant in grants:
            for action in self._wanted(self._under(grant)):
                for text in self._within(action, grant):
                    found.setdefault(action, {})[text] = None
        return tuple(Part(action, tuple(places)) for action, places in sorted(found.items()))

    def exact(self, item: Unneeded) -> bool:
        """Whether the smaller policy that the item names grants only needed actions."""
        if item.grants[0].source != "sam-template":
            return bool(item.instead)  # one that AWS has for execution roles: right as it is
        template = self.rulebook.sam_template(item.instead) or {"Definition": {"Statement": []}}
        listed = [one.get("Action", ()) for one in template["Definition"]["Statement"]]
        patterns = [name for one in listed for name in ([one] if isinstance(one, str) else one)]
        actions = {action for pattern in patterns for action in self.rulebook.expand(pattern)}
        return bool(actions) and actions <= set(item.needed)

    def conditional(self, grants: Sequence[Grant]) -> bool:
        """Whether something needed of a named policy is granted under a condition."""
        return any(grant.statement.conditions and self._wanted(self._under(grant)) for grant in grants)

    def without(self, parts: Sequence[Part], statements: Sequence[Statement]) -> tuple[Part, ...]:
        """The parts less the resources on which other statements grant the action anyway."""
        left = (
            Part(
                part.action,
                tuple(
                    one for one in part.places if isinstance(one, int) or not self._has(part.action, one, statements)
                ),
            )
            for part in parts
        )
        return tuple(part for part in left if part.places)

    def _has(self, action: str, text: Text, statements: Sequence[Statement]) -> bool:
        wanted = self.spell(text)
        return any(
            any(action_matches(pattern, action) for pattern in one.actions)
            and any(covers(self.spell(granted), wanted) == "yes" for granted in one.resources)
            for one in statements
        )

    def useless(self, action: str, grant: Grant) -> bool:
        """Whether the statement names no resource that the action acts on."""
        return not any(relevant(self.rulebook, action, self.spell(text)) for text in grant.statement.resources)

    def _under(self, grant: Grant) -> tuple[str, ...]:
        statement = grant.statement
        actions = sorted({need.action for need in self.needs})
        if statement.not_actions:
            return tuple(a for a in actions if not any(action_matches(one, a) for one in statement.not_actions))
        return tuple(a for a in actions if any(action_matches(one, a) for one in statement.actions))

    def _within(self, action: str, grant: Grant) -> Iterator[Text]:
        """Where the action is reached within the grant: the resource itself, or the grant's where it is not sure."""
        for text in grant.statement.resources:
            granted = self.spell(text)
            if not relevant(self.rulebook, action, granted):
                continue
            for one in self._resources(action):
                reached = self.spell(one.text)
                if overlaps(granted, reached) == "no":
                    continue
                inside = one.certainty != "any" and covers(granted, reached) == "yes"
                yield self.written(one.text) if inside or not str(granted).strip("*") else text

    def _resources(self, action: str) -> tuple[NeedResource, ...]:
        return tuple(one for need in self.needs if need.action == action for one in need.resources)

    def _wanted(self, actions: Sequence[str]) -> tuple[str, ...]:
        """The actions that are required, or that calls explain, and that the framework does not grant anyway."""
        kept = {
            need.action
            for need in self.needs
            if not (need.explains_only and need.origin in _RUNTIME) and not self._granted(need)
        }
        return tuple(action for action in actions if action in kept)

    def _granted(self, need: Need) -> bool:
        return all(self._has(need.action, one.text, self._given) for one in need.resources)
