"""What to write in the place of a grant."""

from collections.abc import Sequence

from analyzer.diffs import Unneeded
from analyzer.diffs.kinds import relevant
from analyzer.diffs.unneeded import EVERYTHING
from analyzer.findings.model import Case
from analyzer.findings.words import hidden, listed, named, plural, reached
from analyzer.iam import action_matches, covers
from analyzer.needs.model import NeedResource

_MOST_ACTIONS = 8
_MOST_GROUPS = 6


def remedy(case: Case, item: Unneeded) -> str:
    """``: write s3:GetObject on Bucket/* instead``, with what others on the role and a gap may want of it."""
    return _own(case, item) + _for_others(item) + _left_open(item)


def _own(case: Case, item: Unneeded) -> str:
    required = tuple(action for action in item.needed if _resources(case, action, item))
    if not required:
        optional = listed(item.needed, most=_MOST_ACTIONS)
        if optional:
            return f": keep at most {optional}"
        return ": take out the rest" if item.shared or item.doubted else ": remove it"
    written = _written(case, required, item)
    if item.instead:
        return f": {item.instead} has all that it needs, or write {written}{_may_stay(required, item)}"
    return f": write {written} instead{_may_stay(required, item)}"


def _may_stay(required: Sequence[str], item: Unneeded) -> str:
    """What is neither counted as unneeded nor required, so that the count and the advice add up to the grant."""
    optional = [] if item.actions == EVERYTHING else [one for one in item.needed if one not in required]
    return f"; {listed(optional, most=_MOST_ACTIONS)} may stay" if optional else ""


def _written(case: Case, required: Sequence[str], item: Unneeded) -> str:
    """The required actions, those with the same resources together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for action in required:
        names = tuple(
            dict.fromkeys(name for one in _resources(case, action, item) for name in _places(case, action, one, item))
        )
        groups.setdefault(names, []).append(action)
    pieces = [
        listed(actions, most=_MOST_ACTIONS) + ("" if "every resource" in names else f" on {listed(names)}")
        for names, actions in groups.items()
    ]
    return "; ".join(pieces[:_MOST_GROUPS]) + ("; …" if pieces[_MOST_GROUPS:] else "")


def _places(case: Case, action: str, resource: NeedResource, item: Unneeded) -> tuple[str, ...]:
    """Where to grant the action: where it is needed, and where it is granted now if the code does not tell."""
    granted = [
        text
        for grant in item.grants
        if any(action_matches(pattern, action) for pattern in grant.statement.actions)
        for text in grant.statement.resources
        if relevant(case.rulebook, action, text)
    ]
    if resource.certainty == "any":
        kept = tuple(named(text) for text in granted if covers(resource.text, text) == "yes")
        if kept and "every resource" not in map(named, granted):
            return kept
    return (reached(resource),)


def _resources(case: Case, action: str, item: Unneeded) -> tuple[NeedResource, ...]:
    """Where the function requires the action, within what the grant gives."""
    within = frozenset(item.reached)
    needs = (need for need in case.needs if need.action == action and not need.explains_only)
    return tuple(one for need in needs for one in need.resources if one in within)


def _for_others(item: Unneeded) -> str:
    if not item.shared:
        return ""
    return (
        f"; {listed(item.others)}, on the same role, {_verb(item.others, 'needs', 'need')} {listed(item.shared)} of it"
    )


def _left_open(item: Unneeded) -> str:
    if not item.doubted:
        return ""
    return f"; {plural(len(item.doubted), 'action')} more may be needed: {hidden(item.doubts)}"


def _verb(subjects: Sequence[str], one: str, many: str) -> str:
    return one if len(subjects) == 1 else many
