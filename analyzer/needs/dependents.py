"""Actions that IAM's reference says another action depends on: ``iam:PassRole`` beside ``lambda:CreateFunction``."""

from collections.abc import Iterator

from analyzer.accesses.model import Argument, Items, Members
from analyzer.needs.model import Need, NeedResource
from analyzer.needs.reached import EVERYTHING, Filling, reached
from analyzer.needs.scope import Scope
from analyzer.rulebook import Rulebook
from analyzer.rulebook.rules_model import ArnType

_DEEPEST = 8
_VALUE = Filling(arn=("Value",))


def dependent_needs(scope: Scope, rulebook: Rulebook, need: Need, arguments: Argument) -> Iterator[Need]:
    """The dependents of a need's action.

    One that is asked on something the call hands over (a role) is needed on just that; all others make
    a grant legitimate and no more, since most of them hang on features that the call may not use.
    """
    prefix, _, name = need.action.partition(":")
    service = rulebook.iam(prefix)
    row = next((one for one in service.actions if one.name == name), None) if service else None
    for dependent in row.dependents if row else ():
        action = rulebook.action(dependent)
        if action is None or action == need.action:
            continue
        handed = _handed_over(scope, rulebook, action, arguments)
        yield Need(
            action=action,
            resources=handed or (EVERYTHING,),
            origin="dependent",
            evidence=need.evidence,
            certainty=need.certainty,
            because=need.because,
            doc=f"https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html#{prefix}",
            explains_only=not handed,
        )


def _handed_over(scope: Scope, rulebook: Rulebook, action: str, arguments: Argument) -> tuple[NeedResource, ...]:
    prefix, _, name = action.partition(":")
    service = rulebook.iam(prefix)
    row = next((one for one in service.actions if one.name == name), None) if service else None
    found: dict[NeedResource, None] = {}
    for resource, _ in row.resources if row else ():
        arn_type = scope.types.arn_type(f"{prefix}:{resource}")
        if arn_type is None or not arn_type.arns:
            continue
        for known in _members_named(arguments, frozenset(one.lower() for one in arn_type.arns), _DEEPEST):
            found.update(dict.fromkeys(_resources(scope, arn_type, known)))
    return tuple(found)


def _resources(scope: Scope, arn_type: ArnType, known: Argument) -> tuple[NeedResource, ...]:
    return reached(scope, arn_type, _VALUE, Members((("Value", known),)))


def _members_named(argument: Argument, names: frozenset[str], depth: int) -> Iterator[Argument]:
    """Every scalar member with one of these names, however deep."""
    if depth == 0:
        return
    match argument:
        case Members(fields):
            for name, value in fields:
                if name.lower() in names and not isinstance(value, Members | Items):
                    yield value
                else:
                    yield from _members_named(value, names, depth - 1)
        case Items(elements):
            for value in elements:
                yield from _members_named(value, names, depth - 1)
        case _:
            return
