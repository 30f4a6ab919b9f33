"""Two texts that name the same thing in different words, spelled alike: references opened as far as they can be."""

from itertools import pairwise

from analyzer.core import Lit, Part, Ref, Span, Text, lit, ref
from analyzer.needs.properties import text_at
from analyzer.needs.texts import WILD, ends_wild, starts_with, without_prefix
from analyzer.rulebook.arn_templates import PARTITION, fill, placeholders
from analyzer.rulebook.resources import ResourceTypes
from analyzer.rulebook.rules_model import ArnType, TemplateType
from analyzer.templates.model import FunctionDecl, Parameter, ResourceDecl, Template

_PARTITIONS = ("aws", "aws-cn", "aws-us-gov")
_DEEPEST = 8
_FUNCTION_TYPES = {"terraform": "aws_lambda_function"}


class Speller:
    """One template's references, opened: ``Ref(Orders, "Arn")`` becomes the ARN with the table's name in it.

    The declared name of a resource is used where there is one, else its ``Ref`` stays as the name.
    ``urls`` opens references that give an address too, for code that takes one apart.
    """

    def __init__(self, template: Template, types: ResourceTypes, *, urls: bool = False) -> None:
        self.types = types
        self._urls = urls
        self.resources = _resources(template, types)
        self._parameters: dict[str, Parameter] = {one.name: one for one in template.parameters}
        self._spelled: dict[tuple[Text, bool], Text] = {}
        self._granted = frozenset(
            text.parts for role in template.roles for grant in role.grants for text in grant.statement.resources
        )

    def spell(self, text: Text, *, defaults: bool = False) -> Text:
        """The canonical form of a text; ``defaults`` puts the default in the place of a parameter."""
        key = (text, defaults)
        if key not in self._spelled:
            self._spelled[key] = _partition(self._open(text, defaults, _DEEPEST))
        return self._spelled[key]

    def declared(self, reference: Ref) -> tuple[ResourceDecl, TemplateType | None] | None:
        """The resource that is referred to and what is known of its type, or None."""
        found = self.resources.get(reference.logical_id)
        return None if found is None else (found, self.types.template_type(found.type))

    def meaning(self, reference: Ref) -> str:
        """What the reference gives (``arn``, ``name``, ``url``, an ARN type), empty when that is not known."""
        found = self.declared(reference)
        if found is None:
            return ""
        _, kind = found
        if kind is not None:
            return kind.meaning(reference.attribute)
        return "arn" if reference.attribute.lower().endswith("arn") else "" if reference.attribute else "name"

    def looks_like_arn(self, reference: Ref) -> bool:
        """Whether a parameter or an unknown reference is an ARN: by its default, by a policy that grants it, by its name."""
        parameter = self._parameters.get(reference.logical_id)
        known = (parameter.value or parameter.default) if parameter else None
        if known is not None and known.parts:
            return starts_with(known, "arn:")
        if (reference,) in self._granted:
            return True
        return (reference.attribute or reference.logical_id).lower().endswith("arn")

    def follows(self, value: Text, before: str) -> bool:
        """Whether a policy writes the reference that a value begins with right behind this (``:parameter${Prefix}*``)."""
        first = value.parts[0] if value.parts else None
        return isinstance(first, Ref) and any(
            after == first and isinstance(one, Lit) and one.value.endswith(before)
            for parts in self._granted
            for one, after in pairwise(parts)
        )

    def name(self, declaration: ResourceDecl, *, defaults: bool = False) -> Text:
        """The resource's name: as declared, or else the reference that gives it."""
        return self._name(declaration, defaults, _DEEPEST)

    def arn(self, declaration: ResourceDecl, *, defaults: bool = False) -> Text | None:
        """The resource's canonical ARN, None where its type is not known."""
        kind = self.types.template_type(declaration.type)
        return None if kind is None else self._arn(declaration, kind.resource, defaults, _DEEPEST)

    def _open(self, text: Text, defaults: bool, depth: int) -> Text:
        if depth == 0:
            return text
        return Text.of(*(self._part(part, defaults, depth - 1) for part in text.parts))

    def _part(self, part: Part, defaults: bool, depth: int) -> Part | Text:
        if not isinstance(part, Ref):
            return part
        pseudo = self.types.pseudo_parameter(part.logical_id, part.attribute)
        if pseudo:
            return Ref(pseudo)
        if part.logical_id in self._parameters:
            parameter = self._parameters[part.logical_id]
            known = parameter.value or (parameter.default if defaults else None)
            return part if known is None else self._open(known, defaults, depth)
        return self._resource(part, defaults, depth)

    def _resource(self, part: Ref, defaults: bool, depth: int) -> Part | Text:
        declaration, kind = self.declared(part) or (None, None)
        if declaration is None or kind is None:
            return part
        match kind.meaning(part.attribute):
            case "name":
                return self._name(declaration, defaults, depth)
            case "arn":
                return self._arn(declaration, kind.resource, defaults, depth) or part
            case "url" if self._urls:
                return self._url(declaration, kind, defaults, depth) or part
            case "" | "url" | "id":
                return part
            case other:
                return self._arn(declaration, other, defaults, depth) or part

    def _url(self, declaration: ResourceDecl, kind: TemplateType, defaults: bool, depth: int) -> Text | None:
        arn_type = self.types.arn_type(kind.resource)
        if arn_type is None or not arn_type.url or (declaration.name is None and kind.attribute("name") is None):
            return None
        (last,) = placeholders(arn_type.url)
        return fill(arn_type.url, {last: self._name(declaration, defaults, depth)}, missing=WILD)

    def _name(self, declaration: ResourceDecl, defaults: bool, depth: int) -> Text:
        if declaration.name is not None and depth:
            return self._open(declaration.name, defaults, depth - 1)
        kind = self.types.template_type(declaration.type)
        return ref(declaration.id, (kind.attribute("name") if kind else None) or "")

    def _arn(self, declaration: ResourceDecl, name: str, defaults: bool, depth: int) -> Text | None:
        arn_type = self.types.arn_type(name)
        kind = self.types.template_type(declaration.type)
        if arn_type is None or kind is None:
            return None
        own = self.types.arn_type(kind.resource)
        last = own.named or placeholders(own.arn)[-1] if own else ""
        value = self._name(declaration, defaults, depth)
        placed = self._placed(declaration, kind, defaults, depth)
        return fill(arn_type.arn, {**placed, last: adapted(arn_type, last, value)}, missing=WILD)

    def _placed(self, declaration: ResourceDecl, kind: TemplateType, defaults: bool, depth: int) -> dict[str, Text]:
        """What stands before the resource's own name in its ARN: the group of a schedule."""
        found: dict[str, Text] = {}
        for placeholder, (path, *otherwise) in kind.placed_by:
            written = text_at(declaration.properties, path)
            if written is not None and depth:
                found[placeholder] = self._open(written, defaults, depth - 1)
            elif written is None and otherwise:
                found[placeholder] = lit(otherwise[0].removeprefix("="))
        return found


def adapted(arn_type: ArnType, placeholder: str, value: Text) -> Text:
    """A name as it stands in the ARN: without the slash that it begins with, with the tail that its type asks for."""
    for name, prefix in arn_type.strip:
        if name == placeholder:
            value = without_prefix(value, prefix)
    for name, tail in arn_type.suffix:
        if name == placeholder and not ends_wild(value):
            value = Text.of(value, tail)
    return value


def _partition(text: Text) -> Text:
    first = text.parts[0] if text.parts else None
    if not isinstance(first, Lit):
        return text
    for name in _PARTITIONS:
        head = f"arn:{name}:"
        if first.value.startswith(head):
            return Text.of("arn:", PARTITION, ":", first.value[len(head) :], *text.parts[1:])
    return text


def _resources(template: Template, types: ResourceTypes) -> dict[str, ResourceDecl]:
    """The resources by id, with functions and what SAM adds where the template does not list them."""
    found = {one.id: one for one in template.resources}
    for function in template.functions:
        if resource_of(function) not in found:
            found[resource_of(function)] = _function(function)
    if template.dialect == "sam":
        for name, kind in types.implicit.items():
            found.setdefault(name, ResourceDecl(name, kind, Span(template.path)))
    return found


def resource_of(function: FunctionDecl) -> str:
    """A function's name among the template's resources: its id, or the logical id that its framework gives it."""
    return dict(function.extra).get("logical-id", function.id)


def _function(declaration: FunctionDecl) -> ResourceDecl:
    kind = _FUNCTION_TYPES.get(declaration.dialect, "AWS::Lambda::Function")
    return ResourceDecl(declaration.id, kind, declaration.span, None)
