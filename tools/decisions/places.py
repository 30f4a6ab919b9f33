"""How the ARN of one action of one operation is found."""

import re
from collections.abc import Iterator

from msgspec import Struct

from analyzer.accesses.model import Members
from analyzer.needs.choice import Question, candidates
from analyzer.needs.members import Asker, kind_of, naming, vague, words
from analyzer.needs.spelling import placeholders
from analyzer.rulebook import Rulebook
from analyzer.rulebook.model import IamAction, IamService, Operation
from analyzer.rulebook.rules_model import ArnType, NeedRule

DERIVED, OVERLAY, EVERYTHING, NOT_FOUND = "derived", "overlay", "* only", "not found"
MADE, ALL, RENAMED, INDIRECT = "made by the call", "all of the type", "known by another name", "named by something else"
# The worst first: an action is as badly found as the worst of its operations.
PLACES = (NOT_FOUND, INDIRECT, RENAMED, ALL, MADE, OVERLAY, DERIVED, EVERYTHING)
_MAKING = re.compile(
    "Create|Start|Import|Register|Copy|Restore|Run|Put|Allocate|Request|Purchase|Add|Upload|Issue|Publish|Submit|Clone"
    "|Invite|Send|Initiate|Provision|Build|Generate|Launch|Export"
)
_READING = ("List", "Read")
_NO_THING = ("next", "catalog")


class Case(Struct, frozen=True):
    """One action that one operation asks for."""

    rulebook: Rulebook
    need: NeedRule
    operation: Operation
    service: IamService
    action: IamAction

    @property
    def inputs(self) -> tuple[str, ...]:
        """The members of the operation's input, deeper ones behind."""
        return (*self.operation.inputs, *self.operation.nested)

    @property
    def types(self) -> tuple[tuple[ArnType | None, bool], ...]:
        """The resource types, and whether IAM asks for each; those that a row names are all asked for."""
        names = tuple((f"{self.service.prefix}:{name}", required) for name, required in self.action.resources)
        wanted = tuple((name, True) for name in self.need.resource) or names
        return tuple((self._type(name), required) for name, required in wanted)

    def _type(self, name: str) -> ArnType | None:
        known = self.rulebook.resources().arn_type(name)
        own = dict(self.service.resources).get(name.partition(":")[2], ())
        return known or (ArnType(name, own[0], "") if own else None)


def place(rulebook: Rulebook, need: NeedRule, operation: Operation) -> str:
    """One of ``PLACES`` for an action as this operation asks for it."""
    service, action = rulebook.iam(need.action.partition(":")[0]), rulebook.iam_action(need.action)
    if service is None or action is None:
        return NOT_FOUND
    if not action.resources:
        return EVERYTHING
    if need.resource == ("*",):
        return OVERLAY
    case = Case(rulebook, need, operation, service, action)
    required = tuple(one for one, asked in case.types if asked)
    every = required or tuple(one for one, _ in case.types)
    found = tuple(_is_found(case, one) for one in every)
    if all(found) if required else any(found):
        by_hand = need.fills or need.arn or any(rulebook.resources().arn_type(one.name) for one in every if one)
        return OVERLAY if by_hand else DERIVED
    others = frozenset(
        path for one, fine in zip(every, found, strict=True) if fine and one for path in _paths(case, one)
    )
    reasons = {_reason(case, one, others) for one, fine in zip(every, found, strict=True) if not fine}
    return next(each for each in PLACES if each in reasons)


def _is_found(case: Case, one: ArnType | None) -> bool:
    """Whether a member names the thing, or at least one part of its ARN."""
    if one is None:
        return False
    if case.need.fills or case.need.arn or case.need.each or not placeholders(one.arn) or not case.inputs:
        return True
    heads = {path.partition(".")[0].partition("[")[0] for path in case.inputs}
    paths = _paths(case, one)
    return any(path.startswith(("=", "^")) or path.partition(".")[0].partition("[")[0] in heads for path in paths)


def _paths(case: Case, one: ArnType) -> tuple[str, ...]:
    """The members that fill the type's ARN."""
    question = Question(case.need, case.service, case.action, case.operation.name, case.inputs, Members(()))
    return tuple(
        path
        for target in candidates(one, question, case.rulebook.resources())
        for path in (*target.filling.arn, *(path for _, each in target.filling.fills for path in each))
    )


def _reason(case: Case, one: ArnType | None, others: frozenset[str]) -> str:
    """Why no member names the thing; ``others`` are the members that name another one."""
    if one is None:
        return NOT_FOUND
    last, kind = placeholders(one.arn)[-1], kind_of(one)
    makes = _MAKING.match(case.operation.name) is not None
    results = tuple(path.replace("[]", "").rpartition(".")[2] for path in case.operation.outputs)
    if makes and naming(last, one, Asker(case.operation.name, results)):
        return MADE
    if case.action.level in _READING and not any(_names_a_thing(member) for member in case.operation.required):
        return ALL
    if any(_means(case, member, last, kind) for member in case.operation.inputs):
        return RENAMED
    if makes and Asker(case.operation.name, case.inputs).concerns(kind, "id"):
        return MADE
    return NOT_FOUND if _is_akin(case, one, others) else INDIRECT


def _names_a_thing(member: str) -> bool:
    known = words(member)
    return bool(known.kind) and not vague(known) and known.compact not in _NO_THING


def _means(case: Case, member: str, last: str, kind: str) -> bool:
    """Whether a member names the thing by its name where the ARN has its id, or the other way round."""
    known = words(member)
    if known.kind not in ("name", "id"):
        return False
    own = known.compact in (words(last).compact, kind)
    return own or (not known.base and Asker(case.operation.name, case.inputs).concerns(kind, known.kind))


def _is_akin(case: Case, one: ArnType, others: frozenset[str]) -> bool:
    """Whether any member shares a word with the type, so that it may name the thing after all."""
    kind = re.sub(r"[-_ /]+(.)", lambda found: found[1].upper(), one.name.partition(":")[2])
    wanted = {word for name in (*placeholders(one.arn), kind) for word in words(name).base} - {"resource"}
    return any(wanted.intersection(base) or base == () for base in _naming(case, others))


def _naming(case: Case, others: frozenset[str]) -> Iterator[tuple[str, ...]]:
    for member in case.inputs:
        known = words(member.rpartition(".")[2])
        if member in others:
            continue
        if known.base or (known.kind and "." not in member):
            yield known.base
