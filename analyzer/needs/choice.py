"""Which resource types an action is asked on, and which members fill their ARNs, where no row says so."""

from msgspec import Struct

from analyzer.accesses.model import Argument, Members
from analyzer.needs.arguments import first
from analyzer.needs.reached import Filling
from analyzer.needs.spelling import placeholders
from analyzer.rulebook.model import IamAction, IamService
from analyzer.rulebook.resources import ResourceTypes
from analyzer.rulebook.rules_model import ArnType, NeedRule

_ENDINGS = (("Name",), ("Id", "Identifier"))
_ENDED = ("Name", "Id", "Identifier", "ID")
_MOST_TYPES = 6
_ON_ANY_TYPE = ("Tag", "ResourcePolic")  # operations whose ResourceArn is of whatever type the service has


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
        return tuple(_target(one, question, types) for one in named if one is not None)
    every = [(_type(types, service, name), required) for name, required in question.action.resources]
    known = [(_target(one, question, types), required) for one, required in every if one]
    filled = tuple(target for target, _ in known if _filled(target, args))
    required = tuple(target for target, needed in known if needed)
    if filled and (not required or _alternative(filled, tuple(target for target, _ in known), args)):
        return filled
    if required:
        wanted = tuple(target for target, needed in known if needed or target in filled)
        return wanted if len(required) <= _MOST_TYPES else filled
    hinted = tuple(target for target, _ in known if _hinted(target, question.inputs, types))
    return hinted if _open(args) and len(hinted) <= _MOST_TYPES else ()


def _target(one: ArnType, question: Question, types: ResourceTypes) -> Target:
    rule, inputs = question.rule, question.inputs
    if rule.fills or rule.arn:
        return Target(one, Filling(rule.fills, rule.arn))
    if types.arn_type(one.name) is not None and (one.members or one.arns):
        return Target(one, Filling(one.members, one.arns))
    fills = tuple((name, _candidates(name, one, question.operation, inputs)) for name in placeholders(one.arn))
    return Target(one, Filling(fills, _arn_members(one, question.operation, inputs)))


def _filled(target: Target, args: Argument) -> bool:
    """Whether the arguments give the whole ARN or every part of it."""
    if _by_arn(target, args):
        return True
    names = placeholders(target.arn_type.arn)
    return bool(names) and all(first(args, target.filling.paths(name)).given == "yes" for name in names)


def _by_arn(target: Target, args: Argument) -> bool:
    return first(args, target.filling.arn).given == "yes"


def _alternative(filled: tuple[Target, ...], known: tuple[Target, ...], args: Argument) -> bool:
    """Whether one member that is given may hold ARNs of several types."""
    given = [path for target in filled for path in target.filling.arn if first(args, (path,)).given == "yes"]
    return any(sum(path in target.filling.arn for target in known) > 1 for path in given)


def _hinted(target: Target, inputs: tuple[str, ...], types: ResourceTypes) -> bool:
    """Whether the operation has a member for every part of the ARN, in a type that was written by hand."""
    heads = {path.partition(".")[0].partition("[")[0] for _, paths in target.filling.fills for path in paths}
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


def _candidates(placeholder: str, one: ArnType, operation: str, inputs: tuple[str, ...]) -> tuple[str, ...]:
    """The input members that may hold a placeholder's value, likeliest first, by their names alone.

    ``Name`` and ``Id`` say nothing by themselves: they count where the operation is about the type.  A
    name never fills an id, nor an id a name.
    """
    own = placeholders(one.arn)
    kind = _compact(one.name.partition(":")[2])
    bases = [_base(placeholder), kind] if own == [placeholder] else [_base(placeholder)]
    endings = next(
        (each for each in _ENDINGS if placeholder.lower().endswith(each[0].lower())), _ENDINGS[0] + _ENDINGS[1]
    )
    singular = [placeholder, *(base + ending for base in bases for ending in ("", *endings))]
    if placeholder == own[-1] and _about(operation, kind):
        singular.extend(endings)
    lower = {name.lower(): name for name in inputs}
    wanted = [form.lower() for name in singular for form in (name, f"{name}s")]
    return tuple(dict.fromkeys(lower[name] for name in wanted if name in lower))


def _arn_members(one: ArnType, operation: str, inputs: tuple[str, ...]) -> tuple[str, ...]:
    kind = _compact(one.name.partition(":")[2]).lower()
    own = placeholders(one.arn)
    wanted = {f"{kind}arn", f"{kind}arns"}
    if any(word in operation for word in _ON_ANY_TYPE):
        wanted |= {"resourcearn", "resourceidentifier"}
    if own:
        wanted.add(f"{_base(own[-1]).lower()}arn")
    if _about(operation, kind):
        wanted.add("arn")
    exact = tuple(name for name in inputs if name.lower() in wanted)
    return exact or tuple(name for name in inputs if _ends_in(name, f"{kind}arn"))


def _ends_in(name: str, ending: str) -> bool:
    """Whether a member (``SourceSnapshotARN``) ends in these words (``snapshotarn``)."""
    return name.lower().endswith(ending) and name[-len(ending)].isupper()


def is_about(operation: str, kind: str) -> bool:
    """Whether an operation (``StartCrawler``, ``DeleteCrawlers``) is about a resource type (``crawler``)."""
    return _about(operation, _compact(kind))


def _about(operation: str, kind: str) -> bool:
    name = operation.lower()
    return any(name.endswith(form) for form in (kind.lower(), f"{kind.lower()}s"))


def _compact(kind: str) -> str:
    return kind.replace("-", "").replace(" ", "").replace("_", "")


def _base(placeholder: str) -> str:
    for ending in _ENDED:
        if placeholder.endswith(ending) and placeholder != ending:
            return placeholder.removesuffix(ending)
    return placeholder
