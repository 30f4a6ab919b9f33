"""Which resource types an action is asked on, and which members fill their ARNs, where no row says so."""

from functools import lru_cache

from msgspec import Struct

from analyzer.accesses.model import Argument, Members
from analyzer.needs.arguments import first
from analyzer.needs.members import Asker, holding, naming
from analyzer.needs.reached import Filling
from analyzer.rulebook.arn_templates import placeholders
from analyzer.rulebook.model import IamAction, IamService
from analyzer.rulebook.resources import ResourceTypes
from analyzer.rulebook.rules_model import ArnType, NeedRule

_MOST_TYPES = 6


class Question(Struct, frozen=True):
    """An action to be placed: its row, IAM's entry for it, the operation's input members and the arguments."""

    rule: NeedRule
    service: IamService
    action: IamAction
    operation: str
    inputs: tuple[str, ...]
    arguments: Argument


class Target(Struct, frozen=True):
    """One resource type with the members that fill its ARN."""

    arn_type: ArnType
    filling: Filling


def targets(question: Question, types: ResourceTypes) -> tuple[Target, ...]:
    """The resource types that the action is checked on for these arguments; none stands for every resource.

    All types that IAM requires count, and those whose ARN the arguments fill.  A member that may hold
    ARNs of several types makes them alternatives: then only what it fills counts.
    """
    rule, service, args = question.rule, question.service, question.arguments
    if rule.resource:
        named = (types.arn_type(name) or _plain(service, name) for name in rule.resource)
        return tuple(target for one in named if one is not None for target in _given(one, question, types))
    every = [(_type(types, service, name), required) for name, required in question.action.resources]
    known = [(target, required) for one, required in every if one for target in _given(one, question, types)]
    filled = tuple(target for target, _ in known if _filled(target, args))
    required = tuple(target for target, needed in known if needed)
    if filled and (not required or _alternative(filled, tuple(target for target, _ in known), args)):
        return filled
    if required:
        wanted = tuple(target for target, needed in known if needed or target in filled)
        given = tuple(target for target in wanted if not _left_out(target, args))
        return (given or wanted) if len(required) <= _MOST_TYPES else filled
    hinted = tuple(target for target, _ in known if _hinted(target, question.inputs, types))
    return hinted if _open(args) and len(hinted) <= _MOST_TYPES else ()


def _given(one: ArnType, question: Question, types: ResourceTypes) -> tuple[Target, ...]:
    """The type once for each member that names such a thing, less those that are not given; once where none is."""
    every = candidates(one, question, types)
    given = tuple(target for target in every if _named(target, question.arguments))
    return given or every[:1]


def _named(target: Target, args: Argument) -> bool:
    """Whether the arguments give the whole ARN or the name at its end."""
    last = placeholders(target.arn_type.arn)[-1:]
    return _by_arn(target, args) or any(first(args, target.filling.paths(name)).given != "no" for name in last)


def candidates(one: ArnType, question: Question, types: ResourceTypes) -> tuple[Target, ...]:
    """The ways in which the operation's members may fill the ARN; several where it names several such things."""
    rule, inputs = question.rule, question.inputs
    if rule.fills or rule.arn:
        return (Target(one, Filling(rule.fills, rule.arn)),)
    if types.arn_type(one.name) is not None and _mentioned(one, inputs):
        return (Target(one, Filling(one.members, one.arns)),)
    return _derived(one, Asker(question.operation, inputs, len(question.action.resources) == 1))


def _mentioned(one: ArnType, inputs: tuple[str, ...]) -> bool:
    """Whether the operation has one of the members that usually name such a thing; true where its members are not known."""
    paths = (*one.arns, *(path for _, each in one.members for path in each))
    return bool(paths) and (not inputs or any(path.startswith(("=", "^")) or _head(path) in inputs for path in paths))


def _head(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


@lru_cache(maxsize=1024)
def _derived(one: ArnType, asker: Asker) -> tuple[Target, ...]:
    names = placeholders(one.arn)
    groups = {name: naming(name, one, asker) for name in names}
    first_of = tuple((name, tuple(group[0] for group in groups[name])) for name in names)
    arns = holding(one, asker)
    several = next((group for group in groups[names[-1]][:1] if len(group) > 1), ()) if names else ()
    if not several:
        return tuple(Target(one, Filling(first_of, (arn,))) for arn in arns) or (Target(one, Filling(first_of)),)
    upper = first_of[:-1]
    return tuple(Target(one, Filling((*upper, (names[-1], (member,))), arns)) for member in several)


def _filled(target: Target, args: Argument) -> bool:
    """Whether the arguments give the whole ARN or every part of it."""
    if _by_arn(target, args):
        return True
    names = placeholders(target.arn_type.arn)
    return bool(names) and all(first(args, target.filling.paths(name)).given == "yes" for name in names)


def _by_arn(target: Target, args: Argument) -> bool:
    return first(args, target.filling.arn).given == "yes"


def _left_out(target: Target, args: Argument) -> bool:
    """Whether only its ARN would name such a thing, and none is given: IAM's table marks alternatives as required too."""
    named = any(paths for _, paths in target.filling.fills)
    arns = target.filling.arn
    return bool(arns) and not named and all(first(args, (path,)).given == "no" for path in arns)


def _alternative(filled: tuple[Target, ...], known: tuple[Target, ...], args: Argument) -> bool:
    """Whether one member that is given may hold ARNs of several types."""
    given = [path for target in filled for path in target.filling.arn if first(args, (path,)).given == "yes"]
    return any(sum(path in target.filling.arn for target in known) > 1 for path in given)


def _hinted(target: Target, inputs: tuple[str, ...], types: ResourceTypes) -> bool:
    """Whether the operation has a member for every part of the ARN, in a type that was written by hand."""
    heads = {_head(path) for _, paths in target.filling.fills for path in paths}
    return types.arn_type(target.arn_type.name) is not None and bool(heads & set(inputs))


def _open(args: Argument) -> bool:
    return isinstance(args, Members) and args.open


def _type(types: ResourceTypes, service: IamService, name: str) -> ArnType | None:
    return types.arn_type(f"{service.prefix}:{name}") or _plain(service, f"{service.prefix}:{name}")


def _plain(service: IamService, name: str) -> ArnType | None:
    """A resource type straight from IAM's table, by prefix and name."""
    for own, templates in service.resources:
        if templates and f"{service.prefix}:{own}" == name:
            return ArnType(name, templates[0], "")
    return None
