"""Needs that the role does not allow."""

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from analyzer.core import Gap
from analyzer.diffs.asked import Asked
from analyzer.diffs.ledger import Spell
from analyzer.diffs.model import Missing
from analyzer.iam import Context, Decision, Statement, action_matches, covers, evaluate, holds, overlaps, some
from analyzer.needs.model import Need, NeedResource
from analyzer.templates.model import Grant, RoleDecl

Why = Literal["no-grant", "wrong-resource", "denied"]


def judge_missing(asked: Asked) -> tuple[Missing, ...]:
    """One item for each need and reason, in the order of the needs.

    Only what is refused for every value of the unknowns is missing; a pattern or a resource that
    is not known is so only where the role reaches nothing of it at all.
    """
    allowed = _Allowed(asked.role, asked.spell)
    gaps = _unseen(asked.role)
    found: list[Missing] = []
    for need in asked.needs:
        if need.explains_only or _is_one_of_several(need):
            continue
        refused: dict[Why, list[NeedResource]] = {}
        answers = [(resource, _refusal(allowed, need, resource)) for resource in need.resources]
        reaches = any(why is None and resource.certainty == "any" for resource, why in answers)
        for resource, why in answers:
            if why and not (reaches and resource.certainty == "any"):  # of several types one may be meant
                refused.setdefault(why, []).append(resource)
        found.extend(
            Missing(need, tuple(given), why, allowed.blamed(need, given, why), (*gaps, *_elsewhere(asked, need, given)))
            for why, given in refused.items()
        )
    return tuple(found)


def _is_one_of_several(need: Need) -> bool:
    """Whether the configuration leaves open which of several actions it is: a target that may be a queue or a topic."""
    return need.certainty == "possible" and need.origin in ("runtime", "event-source")


def _elsewhere(asked: Asked, need: Need, refused: Sequence[NeedResource]) -> tuple[Gap, ...]:
    """The policy of a thing from elsewhere that always has one of its own: it may grant what the role does not."""
    entry, prefix = asked.rulebook.iam_action(need.action), need.action.partition(":")[0]
    types = [asked.rulebook.resources().arn_type(f"{prefix}:{name}") for name, _ in entry.resources] if entry else []
    if not any(one is not None and one.own_policy for one in types) or any(one.logical_id for one in refused):
        return ()
    detail = f"{refused[0].text} is not in the template, nor is its own policy, which may allow {need.action}"
    return (Gap("unknown-role", need.evidence[0].span if need.evidence else asked.role.span, detail, ()),)


def _refusal(allowed: "_Allowed", need: Need, resource: NeedResource) -> Why | None:
    """Why the resource is refused to the need's action, and to every other action that does as well."""
    why = allowed.refusal(need, resource)
    alike = (replace(need, action=action) for action in need.alike)
    return why if all(allowed.refusal(one, resource) for one in alike) else None


class _Allowed:
    """All that the role is known to be granted, in the comparable spelling."""

    def __init__(self, role: RoleDecl, spell: Spell) -> None:
        self._spell = spell
        # A Deny that a template condition may leave out is not held against a need.
        self._grants = tuple(one for one in role.grants if one.statement.effect == "Allow" or not one.conditional)
        self._statements = tuple(_spelled(grant.statement, spell) for grant in self._grants)
        self._boundary_grants = role.boundary or ()
        self._boundary = (
            None if role.boundary is None else tuple(_spelled(grant.statement, spell) for grant in role.boundary)
        )

    def refusal(self, need: Need, resource: NeedResource) -> Why | None:
        """Why the need is not allowed, or None where it is or may be."""
        decision = self._decide(need, resource)
        if decision.allowed != "no":
            return None
        if decision.granted == "no":
            acting = [one for one in self._acting(need.action) if one.effect == "Allow"]
            met = [one for one in acting if all(holds(each, _context(need)) != "no" for each in one.conditions)]
            if resource.certainty != "exact" and self._touched(met, resource):
                return "denied" if decision.denied == "yes" and self._wholly_denied(need, resource) else None
            return "wrong-resource" if acting else "no-grant"
        return "denied"

    def blamed(self, need: Need, resources: Sequence[NeedResource], why: Why) -> tuple[Grant, ...]:
        """The grants that allow the action elsewhere, or that take it away."""
        if why == "denied":
            decisions = [self._decide(need, resource) for resource in resources]
            own = {index for one in decisions for index in one.denying}
            fence = {index for one in decisions for index in one.boundary_denying}
            return tuple(
                [self._grants[index] for index in sorted(own)]
                + [self._boundary_grants[index] for index in sorted(fence)]
            )
        return tuple(
            grant
            for grant, statement in zip(self._grants, self._statements, strict=True)
            if statement.effect == "Allow" and _acts(statement, need.action)
        )

    def _decide(self, need: Need, resource: NeedResource) -> Decision:
        return evaluate(self._statements, self._boundary, need.action, self._spell(resource.text), _context(need))

    def _wholly_denied(self, need: Need, resource: NeedResource) -> bool:
        """Whether a Deny without conditions takes the action away on all that the need may mean."""
        text = self._spell(resource.text)
        denying = (one for one in self._statements if one.effect == "Deny" and not one.conditions)
        return any(
            _acts(one, need.action) and some(covers(denied, text) for denied in one.resources) == "yes"
            for one in denying
        )

    def _acting(self, action: str) -> list[Statement]:
        return [one for one in self._statements if _acts(one, action)]

    def _touched(self, statements: Sequence[Statement], resource: NeedResource) -> bool:
        text = self._spell(resource.text)
        return any(one.not_resources for one in statements) or (
            some(overlaps(granted, text) for one in statements for granted in one.resources) != "no"
        )


def _context(need: Need) -> Context:
    """What is known of the keys of the need's request: a key that has one value is told when it is known which."""
    known = (one for one in need.conditions if len(one.values) == 1 or one.operator.startswith("ForA"))
    return Context(tuple((one.key, one.values) for one in known))


def _acts(statement: Statement, action: str) -> bool:
    if statement.not_actions:
        return not any(action_matches(pattern, action) for pattern in statement.not_actions)
    return any(action_matches(pattern, action) for pattern in statement.actions)


def _spelled(statement: Statement, spell: Spell) -> Statement:
    return Statement(
        effect=statement.effect,
        actions=statement.actions,
        not_actions=statement.not_actions,
        resources=tuple(spell(text) for text in statement.resources),
        not_resources=tuple(spell(text) for text in statement.not_resources),
        conditions=statement.conditions,
        sid=statement.sid,
    )


def _unseen(role: RoleDecl) -> tuple[Gap, ...]:
    """Why statements of the role may exist that are not seen; empty where it is wholly known."""
    if role.complete:
        return ()
    return role.gaps or (Gap("unknown-role", role.span, f"the role {role.id} is not wholly known", ()),)
