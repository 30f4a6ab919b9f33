"""Actions that IAM's reference says another action depends on: ``iam:PassRole`` beside ``lambda:CreateFunction``."""

from collections.abc import Iterator

from analyzer.accesses.model import Argument, Items, Members
from analyzer.core import Lit, lit
from analyzer.iam.model import Condition
from analyzer.needs.arguments import elements, first
from analyzer.needs.members import is_about, kind_word
from analyzer.needs.model import Need, NeedResource
from analyzer.needs.reached import EVERYTHING, Filling, reached
from analyzer.needs.scope import Scope
from analyzer.rulebook import Rulebook
from analyzer.rulebook.model import IamAction
from analyzer.rulebook.rules_model import ArnType

_READING = ("List", "Read")
_PASSING = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"
_PASS = "iam:PassRole"  # noqa: S105 - an action
_VALUE = Filling(arn=("Value",))
_TAGS = ("tags", "taglist", "tagset", "tagspecification", "tagspecifications")
_TAGGED = "tagged by the call"
_UNTAGGING = ("Untag", "Remove", "Delete")


def dependent_needs(
    scope: Scope, rulebook: Rulebook, need: Need, arguments: Argument, members: tuple[str, ...]
) -> Iterator[Need]:
    """The dependents of a need's action; ``members`` are those of its operation that may hold what is handed on.

    One that is asked on something the call hands over (a role) is needed on just that; all others make
    a grant legitimate and no more, since most of them hang on features that the call may not use.
    """
    row = _row(rulebook, need.action)
    if row is None:
        return
    handed = dict(_handed_over(scope, rulebook, need, arguments, members))
    tagging = _tagging(rulebook, need.action) if _tagged(row, arguments) else ()
    made = _said(scope, need.action, arguments) or _created(rulebook, row, need)
    handed.update(dict.fromkeys((one for one in row.dependents if one in tagging), made))
    for dependent in dict.fromkeys((*handed, *row.dependents, *tagging)):
        action = rulebook.action(dependent)
        if action is None or action == need.action:
            continue
        resources = handed.get(action, ())
        yield Need(
            action=action,
            resources=(resources if _has_resources(rulebook, action) else ()) or (EVERYTHING,),
            origin="dependent",
            evidence=need.evidence,
            certainty=need.certainty,
            because=need.because,
            doc=_PASSING if resources and dependent not in tagging else "",
            explains_only=not resources,
            conditions=_to_whom(rulebook, need.action, action) if resources else (),
        )


def _to_whom(rulebook: Rulebook, action: str, dependent: str) -> tuple[Condition, ...]:
    """Who gets the role that a call passes, where that is known of the call's service."""
    principals = rulebook.passed_to(action.partition(":")[0]) if dependent == _PASS else None
    return (Condition("StringEquals", "iam:PassedToService", tuple(map(lit, principals))),) if principals else ()


def _tagged(row: IamAction, arguments: Argument) -> bool:
    """Whether a change is given tags for what it makes."""
    if row.level in _READING or row.level == "Tagging" or not isinstance(arguments, Members):
        return False
    given = (value for name, value in arguments.fields if name.lower() in _TAGS)
    return any(not isinstance(value, Items | Members) or value != type(value)(()) for value in given)


def _tagging(rulebook: Rulebook, action: str) -> tuple[str, ...]:
    """The service's actions that put tags on something: tags of a new thing ask for one of them too.

    The reference names it for many actions and leaves it out for others, where it is no more than plausible.
    """
    service = rulebook.iam(action.partition(":")[0])
    rows = service.actions if service else ()
    names = (one.name for one in rows if one.level == "Tagging" and not one.name.startswith(_UNTAGGING))
    return tuple(f"{action.partition(':')[0]}:{name}" for name in names)


def _said(scope: Scope, action: str, arguments: Argument) -> tuple[NeedResource, ...]:
    """What of the things that are made gets tags, where the call says it: EC2's ``TagSpecifications``."""
    one = scope.types.arn_type(f"{action.partition(':')[0]}:{_TAGGED}")
    if one is None or not any(first(arguments, paths).given == "yes" for _, paths in one.members):
        return ()
    return reached(scope, one, Filling(one.members), arguments)


def _created(rulebook: Rulebook, row: IamAction, need: Need) -> tuple[NeedResource, ...]:
    """What of the need's resources the action makes: that of the type it is named after, else all of them."""
    service = rulebook.iam(need.action.partition(":")[0])
    templates = dict(service.resources) if service else {}
    heads = [
        f":{template.split(':', 5)[5].partition('${')[0]}"
        for name, _ in row.resources
        if is_about(row.name, kind_word(name))
        for template in templates.get(name, ())[:1]
    ]
    made = tuple(
        one
        for one in need.resources
        if any(isinstance(part, Lit) and head in part.value for part in one.text.parts for head in heads)
    )
    return made or need.resources


def _has_resources(rulebook: Rulebook, action: str) -> bool:
    """Whether IAM asks for the action on a resource; where it does not, only ``*`` allows it."""
    row = _row(rulebook, action)
    return row is None or bool(row.resources)


def _row(rulebook: Rulebook, action: str) -> IamAction | None:
    prefix, _, name = action.partition(":")
    service = rulebook.iam(prefix)
    return next((one for one in service.actions if one.name == name), None) if service else None


def _handed_over(
    scope: Scope, rulebook: Rulebook, need: Need, arguments: Argument, members: tuple[str, ...]
) -> Iterator[tuple[str, tuple[NeedResource, ...]]]:
    """What a change is given to pass on to a service, by the action that passing it asks for.

    The reference leaves this dependency out for many actions, so that the members decide: those that usually pass
    such a thing, and where the reference has the dependency, all that may hold one.  An action that is asked on the
    thing itself uses it.
    """
    row = _row(rulebook, need.action)
    if row is None or row.level in _READING:
        return
    service = rulebook.iam(need.action.partition(":")[0])
    own = {arn for name, _ in row.resources for arn in dict(service.resources if service else ()).get(name, ())}
    for key, arn_type in scope.types.arn_types.items():
        named_only = arn_type.passed == _PASS and rulebook.passed_to(need.action.partition(":")[0]) == ()
        if not arn_type.passed or arn_type.arn in own or named_only:
            continue
        kind = key.partition(":")[2].lower()
        names = frozenset(one.lower() for one in arn_type.arns)
        every = arn_type.passed in row.dependents
        found: dict[NeedResource, None] = {}
        for path in members:
            last = path.rpartition(".")[2].removesuffix("[]").lower()
            if last in names or (every and kind in last):
                for known in elements(arguments, path)[0]:
                    found.update(dict.fromkeys(_resources(scope, arn_type, known)))
        if found:
            yield arn_type.passed, tuple(found)


def _resources(scope: Scope, arn_type: ArnType, known: Argument) -> tuple[NeedResource, ...]:
    return reached(scope, arn_type, _VALUE, Members((("Value", known),)))
