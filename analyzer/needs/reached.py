"""Values to ARNs: one resource type's template filled with what the arguments say."""

from typing import Literal

from msgspec import Struct

from analyzer.accesses.model import Argument
from analyzer.core import Lit, Ref, Text, lit
from analyzer.needs.arguments import Found, find, first
from analyzer.needs.model import NeedResource
from analyzer.needs.scope import Scope
from analyzer.needs.texts import WILD, combinations, has_wildcard, is_wild, single_ref, starred, starts_with
from analyzer.rulebook.arn_templates import PSEUDO, REGION, placeholders
from analyzer.rulebook.rules_model import ArnType

EVERYTHING = NeedResource(WILD, None, "any")


class Where(Struct, frozen=True):
    """The regions that a call may go to, none of them said: the function's own.

    ``several``: the same place of the code calls in other regions too, so that a resource of the template
    can be meant in one of them alone, and namesakes of it in the others.
    """

    regions: tuple[Text, ...] = ()
    several: bool = False

    @property
    def each(self) -> tuple[Text, ...]:
        """The regions, the function's own as a reference."""
        return self.regions or (_OWN_REGION,)

    @property
    def elsewhere(self) -> bool:
        """Whether a resource of the template is surely not what is meant, but its namesake."""
        return self.several and self.each != (_OWN_REGION,)


HERE = Where()
_OWN_REGION = Text((REGION,))


class Filling(Struct, frozen=True):
    """Where the parts of an ARN come from: argument paths by placeholder, and paths that hold the whole ARN."""

    fills: tuple[tuple[str, tuple[str, ...]], ...] = ()
    arn: tuple[str, ...] = ()

    def paths(self, placeholder: str) -> tuple[str, ...]:
        """The paths of one placeholder."""
        return next((paths for name, paths in self.fills if name == placeholder), ())


def reached(
    scope: Scope, arn_type: ArnType, filling: Filling, arguments: Argument, where: Where = HERE
) -> tuple[NeedResource, ...]:
    """The resources of this type that the arguments name; the type's tightest pattern where they do not say."""
    whole = first(arguments, filling.arn)
    made: list[NeedResource] = []
    if whole.given != "no":
        named = [text for text in whole.texts if text.parts]  # nothing is called by an empty text
        texts = [text for text in named if not is_wild(text)]
        made.extend(_whole(scope, arn_type, text, one) for text in texts for one in _regions(arn_type, where))
        if made and not whole.open and whole.given == "yes" and len(texts) == len(named):
            return tuple(dict.fromkeys(made))
    if whole.given == "yes" and _is_arn_alone(filling, arguments):
        filling = Filling()
    names = placeholders(arn_type.arn)
    wanted = [*names, *(name for name in PSEUDO if first(arguments, filling.paths(name)).given == "yes")]
    found = {name: _found(scope, arn_type, name, filling.paths(name), arguments) for name in wanted}
    if not made or any(each.given == "yes" for each in found.values()) or whole.open:
        choices = [_choices(arn_type, found[name]) if name not in PSEUDO else found[name].texts for name in wanted]
        ways = [dict(zip(wanted, values, strict=True)) for values in combinations(choices)]
        made.extend(_built(scope, arn_type, values, one) for values in ways for one in _regions(arn_type, where))
    return tuple(dict.fromkeys(made))


def _regions(arn_type: ArnType, where: Where) -> list[Where]:
    """The regions one by one, of a type whose ARN has none just one."""
    regions = where.each if "${Region}" in arn_type.arn else (_OWN_REGION,)
    return [Where((region,), where.several or len(regions) > 1) for region in regions]


def _is_arn_alone(filling: Filling, arguments: Argument) -> bool:
    """Whether the member that names the thing holds nothing but ARNs: then no other member is a part of it."""
    given = next((path for path in filling.arn if find(arguments, path).given == "yes"), "")
    return all(given not in paths for _, paths in filling.fills)


def _found(scope: Scope, arn_type: ArnType, name: str, paths: tuple[str, ...], arguments: Argument) -> Found:
    """What fills a placeholder: the first path that is given, but sooner one that names a resource of the template."""
    owner = _owner(scope, arn_type, name) if len(paths) > 1 else None
    for path in paths if owner is not None else ():
        found = find(arguments, path)
        if found.texts and owner is not None and all(scope.resource(text, owner.name) for text in found.texts):
            return found
    return first(arguments, paths)


def _choices(arn_type: ArnType, found: Found) -> tuple[Text, ...]:
    texts = tuple(WILD if is_wild(text) else _spelled(arn_type, text) for text in found.texts if text.parts)
    unknown = found.open or found.given != "yes" or not texts
    return tuple(dict.fromkeys((*texts, WILD) if unknown else texts))


def _spelled(arn_type: ArnType, text: Text) -> Text:
    """A value as the ARN has it, where the API has another word for it."""
    word = dict(arn_type.spelled).get(text.literal or "")
    return text if word is None else lit(word)


def _whole(scope: Scope, arn_type: ArnType, text: Text, where: Where) -> NeedResource:
    namesake = _namesake(scope, arn_type, text, where)
    passed = _passed(scope, arn_type, text, expected=True) if namesake is None else None
    if passed is not None:
        return passed
    last = placeholders(arn_type.arn)[-1:]
    return _built(scope, arn_type, dict.fromkeys(last, text), where)


def _namesake(scope: Scope, arn_type: ArnType, text: Text, where: Where) -> Text | None:
    """The name of a resource of the template where one of the same name in another region is meant, else None."""
    if not where.elsewhere:
        return None
    declaration = scope.resource(text, arn_type.name)
    reference = single_ref(text)
    if declaration is None or (reference is not None and scope.speller.meaning(reference) != "name"):
        return None
    return scope.name_reference(declaration)


def _built(scope: Scope, arn_type: ArnType, values: dict[str, Text], where: Where) -> NeedResource:
    for name in reversed(placeholders(arn_type.arn)):
        value = values.get(name, WILD)
        owner = _owner(scope, arn_type, name)
        if owner is None or is_wild(value):
            continue
        namesake = _namesake(scope, owner, value, where)
        if namesake is not None:
            values = {**values, name: namesake}
            continue
        passed = _passed(scope, owner, value, expected=False)
        if passed is not None:
            tail = _tail(scope, arn_type, owner, values, scope.kind_of(value))
            text = Text.of(passed.text, tail)
            return NeedResource(text, passed.logical_id, _known(text))
    known = {
        name: value
        for name, value in values.items()
        if name in PSEUDO or (value != WILD and not _ignored(scope, arn_type, name, value))
    }
    known.setdefault("Region", where.each[0])
    if any(name in known and _begins(known[name], own) for name, own in arn_type.public):
        known["Account"] = Text(())
    text = scope.around(arn_type, known)
    if not any(name not in PSEUDO for name in known):
        return NeedResource(text, None, "any")
    return NeedResource(text, None if where.elsewhere else _mentioned(scope, known), _known(text))


def _begins(value: Text, own: str) -> bool:
    return starts_with(value, own) or starts_with(value, f"/{own}")


def _owner(scope: Scope, arn_type: ArnType, placeholder: str) -> ArnType | None:
    """The type whose ARN ends at the placeholder: this one or one that it continues."""
    one: ArnType | None = arn_type
    while one is not None:
        names = placeholders(one.arn)
        if names and names[-1] == placeholder:
            return one
        one = scope.types.arn_type(one.within)
    return None


def _passed(scope: Scope, arn_type: ArnType, value: Text, *, expected: bool) -> NeedResource | None:
    """The value as an ARN where it is one or names a resource of the template; ``expected``: nothing else fits."""
    declaration = scope.resource(value, arn_type.name)
    if declaration is not None:
        text = scope.arn_reference(declaration)
        return NeedResource(text, declaration.id, _known(text))
    last = placeholders(arn_type.arn)[-1:]
    if last and _ignored(scope, arn_type, last[0], value):
        return None
    found = scope.by_arn(value) if starts_with(value, "arn:") else None
    if found is not None:
        text = starred(Text.of(scope.arn_reference(found[0]), found[1]))
        return NeedResource(text, found[0].id, _known(text))
    if starts_with(value, "arn:") or _is_arn(scope, value, expected=expected):
        text = starred(value)
        head = value.parts[0]
        known = isinstance(head, Ref) and head.logical_id in scope.speller.resources
        return NeedResource(text, head.logical_id if known and isinstance(head, Ref) else None, _known(text))
    return None


def _is_arn(scope: Scope, value: Text, *, expected: bool) -> bool:
    head = value.parts[0] if value.parts else None
    if not isinstance(head, Ref):
        return False
    meaning = scope.speller.meaning(head)
    if head.logical_id in scope.speller.resources:
        unknown = meaning == "" and (expected or scope.speller.looks_like_arn(head))
        return unknown or meaning not in ("", "name", "url", "id")
    if scope.types.pseudo_parameter(head.logical_id, head.attribute):
        return False
    return single_ref(value) is not None and (expected or scope.speller.looks_like_arn(head))


def _tail(scope: Scope, arn_type: ArnType, owner: ArnType, values: dict[str, Text], kind: str) -> Text:
    """What the type's ARN has beyond that of ``owner``; the owner's value was an ARN of the type ``kind``."""
    rest = arn_type.arn.removeprefix(owner.arn)
    for other, joint in arn_type.joints:
        if other == kind:
            rest = joint + rest.removeprefix("/")
    following = ArnType(arn_type.name, rest, "", strip=arn_type.strip, suffix=arn_type.suffix)
    return scope.around(following, {name: value for name, value in values.items() if name in placeholders(rest)})


def _ignored(scope: Scope, arn_type: ArnType, placeholder: str, value: Text) -> bool:
    """Whether the value shows that it names something else: an alias where a key's id is wanted."""
    pieces = next((pieces for name, pieces in arn_type.ignore if name == placeholder), ())
    probable = scope.speller.spell(value, defaults=True) if pieces else value
    return any(isinstance(part, Lit) and piece in part.value for part in probable.parts for piece in pieces)


def _mentioned(scope: Scope, values: dict[str, Text]) -> str | None:
    for value in values.values():
        reference = single_ref(value)
        if reference is not None and reference.logical_id in scope.speller.resources:
            return reference.logical_id
    return None


def _known(text: Text) -> Literal["exact", "pattern"]:
    return "pattern" if has_wildcard(text) else "exact"
