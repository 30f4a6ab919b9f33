"""What the template says about one function: its environment, its triggers, and which resource a text names."""

from collections.abc import Iterator
from functools import cached_property

from analyzer.accesses.model import Argument, Items, Known, Members, Opaque
from analyzer.core import Env, Event, Hole, Lit, Part, Ref, Text, lit, ref
from analyzer.functions.model import Entry
from analyzer.needs.properties import text_at, texts_at
from analyzer.needs.spelling import Speller, adapted, resource_of
from analyzer.needs.texts import WILD, combinations, rest_after, single_ref, split, starred, starts_with
from analyzer.rulebook.arn_templates import fill, placeholders
from analyzer.rulebook.resources import ResourceTypes
from analyzer.rulebook.rules_model import ArnType, EventValue, TemplateType
from analyzer.templates.model import EventSource, ResourceDecl

_TOLD_WHOLLY = ("sam", "cloudformation", "cdk")
UNSET = Text((Hole("environment variable that the template does not set"),))


class Scope:
    """One function in its template: texts of the code become texts of the template here."""

    def __init__(self, entry: Entry, types: ResourceTypes) -> None:
        self.entry = entry
        self.types = types
        self.speller = Speller(entry.template, types)
        self._environment = dict(entry.declaration.environment)
        self._told = dict(entry.declaration.told)

    # ------------------------------------------------------------ environment and event
    def concrete(self, argument: Argument) -> Argument:
        """The argument with environment variables and event values looked up."""
        match argument:
            case Known(texts, is_open):
                return Known(tuple(dict.fromkeys(known for text in texts for known in self.texts(text))), is_open)
            case Members(fields, is_open, loose):
                return Members(tuple((name, self.concrete(value)) for name, value in fields), is_open, loose)
            case Items(elements, is_open):
                return Items(tuple(self.concrete(value) for value in elements), is_open)
            case Opaque():
                return argument

    def texts(self, text: Text) -> tuple[Text, ...]:
        """Every text that this one may be once the environment and the triggers are looked up."""
        if all(isinstance(part, Lit | Ref | Hole) for part in text.parts):
            return (text,)
        choices = [self._part(part) for part in text.parts]
        return tuple(dict.fromkeys(Text.of(*pieces) for pieces in combinations(choices)))

    def regions(self, text: Text | None) -> tuple[Text, ...]:
        """The regions that a client's region may be; none for the function's own, or where a variable is not set."""
        if text is None:
            return ()
        only = text.parts[0] if len(text.parts) == 1 else None
        if isinstance(only, Env) and only.default is None and not self._is_set(only.name):
            return ()
        return tuple(dict.fromkeys(starred(each) for each in self.texts(text)))

    def _is_set(self, name: str) -> bool:
        known = self.types.variables.get(name)
        return name in self._environment or (known is not None and bool(known.value))

    def leaves_unset(self, argument: Argument) -> bool:
        """Whether the argument holds a variable that this template, which sets others, does not; it has no use unset.

        Where no variable is set at all, only a template that says all that there is can be believed.
        """
        if not self._environment and self.entry.declaration.dialect not in _TOLD_WHOLLY:
            return False
        match argument:
            case Known(texts):
                return any(isinstance(p, Env) and self._is_nothing(p) for text in texts for p in text.parts)
            case Members(fields):
                return any(self.leaves_unset(value) for _, value in fields)
            case Items(elements):
                return any(self.leaves_unset(value) for value in elements)
            case _:
                return False

    def _is_nothing(self, variable: Env) -> bool:
        return not self._is_set(variable.name) and (variable.default is None or not variable.default.parts)

    def _part(self, part: Part) -> tuple[Text, ...]:
        match part:
            case Env(name, default):
                return self._variable(name, default)
            case Event(path):
                return self._event(path) or (Text((part,)),)
            case _:
                return (Text((part,)),)

    def _variable(self, name: str, default: Text | None) -> tuple[Text, ...]:
        if name in self._environment:
            return self._environment[name] or (UNSET,)
        known = self.types.variables.get(name)
        if known is not None and known.gives:
            return (self.function_name,) if known.gives == "function-name" else (ref(known.gives),)
        if known is not None and known.value:
            return (lit(known.value),)
        return self.texts(default) if default is not None else (UNSET,)

    @cached_property
    def function_name(self) -> Text:
        """The name of this function as the template knows it."""
        declaration = self.speller.resources[resource_of(self.entry.declaration)]
        return self.name_reference(declaration)

    def _event(self, path: tuple[str, ...]) -> tuple[Text, ...]:
        place = tuple("[]" if step.isdigit() or step in ("*", "[]") else step for step in path)
        found: list[Text] = []
        for source in self.entry.declaration.events:
            for value in self.types.events:
                if source.kind not in value.kinds:
                    continue
                if value.gives == "property" and place[: len(value.path)] == value.path:
                    found.extend(self._property(source, place[len(value.path) :]))
                elif value.path == place and value.gives.startswith("AWS::"):
                    found.append(ref(value.gives))
                elif value.path == place:
                    found.extend(self._source(source, value))
        return tuple(dict.fromkeys(found))

    def _property(self, source: EventSource, path: tuple[str, ...]) -> Iterator[Text]:
        """What the resource that calls the function hands it, in the template's words."""
        declaration = self.speller.resources.get(source.logical_id or "")
        if declaration is not None and path:
            yield from texts_at(declaration.properties, path)

    def _source(self, source: EventSource, value: EventValue) -> list[Text]:
        declaration = self.speller.resources.get(source.logical_id or "")
        if value.gives == "arn" and source.source is not None and self._is_arn_of(source.source, value.resource):
            return [source.source]
        if declaration is not None:
            return [self.name_reference(declaration) if value.gives == "name" else self.arn_reference(declaration)]
        if source.source is None:
            return []
        if value.gives == "arn" or not starts_with(source.source, "arn:"):
            return [source.source]
        own = split(source.source, ":", 5)[-1]
        if any(isinstance(part, Lit) and "{{" in part.value for part in own.parts):
            return [own]  # ``{{resolve:ssm:…}}``, which CloudFormation puts the name in for
        return [split(split(own, ":")[-1], "/")[-1]]

    def _is_arn_of(self, text: Text, resource: str) -> bool:
        """Whether the text is the ARN, not the name, of a thing of this type."""
        reference = single_ref(text)
        return self.kind_of(text) == resource and (
            reference is None or self.speller.meaning(reference) in ("arn", resource)
        )

    # ------------------------------------------------------------ resources of the template
    def kind(self, declaration: ResourceDecl) -> TemplateType | None:
        """What is known of the declaration's type, or None."""
        return self.types.template_type(declaration.type)

    def arn_reference(self, declaration: ResourceDecl) -> Text:
        """The resource's ARN in the template's own words: its attribute, or its ARN spelled around its name."""
        kind = self.kind(declaration)
        attribute = kind.attribute("arn") if kind else "Arn"
        if kind is None or attribute is not None:
            return ref(declaration.id, attribute or "")
        arn_type = self.types.arn_types[kind.resource]
        last = arn_type.named or placeholders(arn_type.arn)[-1]
        return self.around(arn_type, {last: self.name_reference(declaration)})

    def around(self, arn_type: ArnType, values: dict[str, Text]) -> Text:
        """The ARN of a type with these values in it; a slash that a reference brings along is not doubled."""
        template = arn_type.arn
        made: dict[str, Text] = {}
        for name, value in values.items():
            made[name] = starred(adapted(arn_type, name, value))
            for placeholder, prefix in arn_type.strip:
                if placeholder != name or made[name] != value:
                    continue
                before = template.partition(f"{prefix}${{{name}}}")[0].rpartition("}")[2]
                known = self.speller.spell(value, defaults=True)
                if starts_with(known, prefix) or self.speller.follows(value, before):
                    template = template.replace(f"{prefix}${{{name}}}", f"${{{name}}}")
        return fill(template, made, missing=WILD)

    def name_reference(self, declaration: ResourceDecl) -> Text:
        """The resource's name in the template's own words."""
        kind = self.kind(declaration)
        attribute = kind.attribute("name") if kind else ""
        if attribute is None:
            return declaration.name if declaration.name is not None else ref(declaration.id)
        return ref(declaration.id, attribute)

    def resource(self, text: Text, arn_type: str) -> ResourceDecl | None:
        """The template's resource of this ARN type that the text names, by reference or by an equal name."""
        reference = single_ref(text)
        declaration = self.speller.resources.get(reference.logical_id) if reference else None
        if reference is not None and declaration is not None:
            return self._referred(declaration, reference, arn_type)
        if text.has_hole:
            return None
        spelled, by_default = self.speller.spell(text), self.speller.spell(text, defaults=True)
        return self._named.get((arn_type, spelled)) or self._named_by_default.get((arn_type, by_default))

    def _referred(self, declaration: ResourceDecl, reference: Ref, arn_type: str) -> ResourceDecl | None:
        kind = self.kind(declaration)
        if kind is None or kind.meaning(reference.attribute) not in ("arn", "name", "url", "id"):
            return None
        return declaration if kind.resource == arn_type else self._behind(declaration, kind, arn_type)

    def _behind(self, declaration: ResourceDecl, kind: TemplateType, arn_type: str) -> ResourceDecl | None:
        """The resource that this one is another name of: an alias's key, an access point's file system."""
        if not kind.stands_for:
            return None
        target = text_at(declaration.properties, kind.stands_for)
        reference = single_ref(target) if target is not None else None
        found = self.speller.resources.get(reference.logical_id) if reference else None
        found_kind = self.kind(found) if found else None
        return found if found_kind is not None and found_kind.resource == arn_type else None

    def kind_of(self, text: Text) -> str:
        """The ARN type of the thing that the text names (``sqs:queue``), empty when that cannot be told."""
        return self._kind_by_reference(text) or self._told.get(text, "")

    def _kind_by_reference(self, text: Text) -> str:
        head = text.parts[0] if text.parts else None
        if isinstance(head, Ref):
            declaration = self.speller.resources.get(head.logical_id)
            kind = self.kind(declaration) if declaration else None
            meaning = self.speller.meaning(head)
            if kind is not None and len(text.parts) == 1 and (meaning or not head.attribute):
                return meaning if ":" in meaning else kind.resource
            return ""
        return self._kind_of_arn(text) if starts_with(text, "arn:") else ""

    def _kind_of_arn(self, text: Text) -> str:
        pieces = split(text, ":", 5)
        if len(pieces) < 6:
            return ""
        best = ""
        for name, one in self.types.arn_types.items():
            wanted = one.arn.split(":", 5)
            head = wanted[5].partition("${")[0]
            longer = (
                len(head) > len(self.types.arn_types[best].arn.split(":", 5)[5].partition("${")[0]) if best else True
            )
            if pieces[2].literal == wanted[2] and (not head or starts_with(pieces[5], head)) and longer:
                best = name
        return best

    def by_arn(self, text: Text) -> tuple[ResourceDecl, Text] | None:
        """The template's resource whose ARN the text begins with, and what follows it; the longest ARN counts."""
        spelled = self.speller.spell(text)
        best: tuple[int, ResourceDecl, Text] | None = None
        for arn, declaration in self._arns:
            tail = _tail(spelled, arn)
            if tail is not None and (best is None or len(arn.parts) + len(str(arn)) > best[0]):
                best = (len(arn.parts) + len(str(arn)), declaration, tail)
        return None if best is None else (best[1], best[2])

    @cached_property
    def _arns(self) -> list[tuple[Text, ResourceDecl]]:
        pairs = ((self.speller.arn(one), one) for one in self.speller.resources.values())
        return [(arn, one) for arn, one in pairs if arn is not None]

    @cached_property
    def _named(self) -> dict[tuple[str, Text], ResourceDecl]:
        return self._names(defaults=False)

    @cached_property
    def _named_by_default(self) -> dict[tuple[str, Text], ResourceDecl]:
        return self._names(defaults=True)

    def _names(self, *, defaults: bool) -> dict[tuple[str, Text], ResourceDecl]:
        found: dict[tuple[str, Text], ResourceDecl] = {}
        for declaration in self.speller.resources.values():
            kind = self.kind(declaration)
            if kind is None or declaration.name is None or declaration.name.has_hole:
                continue
            name = self.speller.name(declaration, defaults=defaults)
            found.setdefault((kind.resource, name), declaration)
            behind = self.types.arn_type(kind.behind)
            target = self._behind(declaration, kind, kind.behind) if behind else None
            if target is not None:
                found.setdefault((kind.behind, name), target)
        return found


def _tail(text: Text, arn: Text) -> Text | None:
    tail = rest_after(text, arn)
    if tail is None or not tail.parts:
        return tail
    first = tail.parts[0]
    return tail if isinstance(first, Lit) and first.value[0] in ":/" else None
