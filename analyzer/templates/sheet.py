"""One CloudFormation template opened for reading: its resources, its scope, its files."""

from collections.abc import Iterator
from functools import cached_property, partial

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from analyzer.core import Hole, Problem, Ref, Span, Text
from analyzer.repository import Repository
from analyzer.templates.intrinsics import evaluate
from analyzer.templates.knowledge import Knowledge
from analyzer.templates.model import Dialect, Mapping, Node, Scalar
from analyzer.templates.nodes import at, entries, string
from analyzer.templates.opening import opened
from analyzer.templates.scope import ReadOptions, Scope, Taken, scope_of


class Declared(Struct, frozen=True):
    """One resource as the document has it; SAM's Globals are already merged into ``properties``."""

    id: str
    type: str
    span: Span
    node: Mapping
    properties: Mapping

    def get(self, *keys: str) -> Node | None:
        """The property behind a path of keys."""
        return at(self.properties, *keys)


class Sheet(Struct, frozen=True, dict=True):
    """Everything the readers of one template share."""

    path: str
    dialect: Dialect
    root: Mapping
    scope: Scope
    resources: dict[str, Declared]
    names: dict[str, Text]
    knowledge: Knowledge
    repository: Repository

    @property
    def folder(self) -> str:
        """The folder that relative paths of the template start from."""
        return self.path.rpartition("/")[0]

    def of_type(self, *types: str) -> tuple[Declared, ...]:
        """The resources of these types, in file order."""
        if len(types) == 1:
            return self._by_type.get(types[0], ())
        return tuple(declared for declared in self.resources.values() if declared.type in types)

    @cached_property
    def _by_type(self) -> dict[str, tuple[Declared, ...]]:
        found: dict[str, list[Declared]] = {}
        for declared in self.resources.values():
            found.setdefault(declared.type, []).append(declared)
        return {kind: tuple(resources) for kind, resources in found.items()}

    @cached_property
    def _named(self) -> dict[Text, list[str]]:
        found: dict[Text, list[str]] = {}
        for logical_id, name in self.names.items():
            found.setdefault(name, []).append(logical_id)
        return found

    def texts(self, node: Node | None) -> tuple[Text, ...]:
        """What a node may evaluate to."""
        return evaluate(node, self.scope)

    def text(self, node: Node | None) -> Text | None:
        """The first thing a node may evaluate to."""
        return next(iter(self.texts(node)), None)

    def target(self, text: Text | None) -> str | None:
        """The resource of this template that a reference, an ARN or a name leads to, or None.

        ``Ref``, ``Fn::GetAtt``, a string with one resource's reference in it, SAM's ``Fn.Alias``,
        or the name that one resource alone is given.
        """
        if text is None:
            return None
        referred = {part.logical_id.partition(".")[0] for part in text.parts if isinstance(part, Ref)}
        known = sorted(referred & self.resources.keys())
        if len(known) == 1:
            return known[0]
        named = self._named.get(text, [])
        return named[0] if len(named) == 1 and text.parts else None


class Desk(Struct, frozen=True):
    """What every template of a run is read with; ``taken`` grows with what of the options is used."""

    repository: Repository
    knowledge: Knowledge
    options: ReadOptions = ReadOptions()
    taken: Taken = msgspec.field(default_factory=Taken)


def named_files(desk: Desk) -> tuple[str, ...]:
    """The files that are given by name: as a path to scan, or as the template."""
    return tuple(dict.fromkeys((*desk.repository.only, *filter(desk.repository.is_file, desk.options.templates))))


def open_sheet(
    path: str,
    root: Mapping,
    dialect: Dialect,
    resources: dict[str, Declared],
    desk: Desk,
    *,
    scope: Scope | None = None,
) -> Sheet:
    """The sheet of a document whose resources are already collected; ``scope`` where it is not the document's own."""
    scope = with_aliases(scope_of(root, desk.options) if scope is None else scope, resources)
    types = {declared.id: declared.type for declared in resources.values()}
    scope = replace(scope, opened=partial(opened, types=types, knowledge=desk.knowledge))
    return Sheet(
        path=path,
        dialect=dialect,
        root=root,
        scope=scope,
        resources=resources,
        names=_names(resources, scope, desk.knowledge),
        knowledge=desk.knowledge,
        repository=desk.repository,
    )


_STAGES = frozenset(
    {"AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage", "AWS::Serverless::Api", "AWS::Serverless::HttpApi"}
)


def with_aliases(scope: Scope, resources: dict[str, Declared]) -> Scope:
    """The scope in which aliases and versions are the ARNs of their function, and stages are their names.

    Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html
    https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html
    """
    known: dict[str, tuple[Text, ...]] = {}
    for declared in resources.values():
        if declared.type == "AWS::Serverless::Function" and (alias := declared.get("AutoPublishAlias")) is not None:
            arns = tuple(Text.of(Ref(declared.id, "Arn"), ":", name) for name in evaluate(alias, scope))
            known[f"{declared.id}.Alias"] = known[f"{declared.id}Alias{string(alias) or ''}"] = arns
            known[f"{declared.id}.Version"] = (Text.of(Ref(declared.id, "Arn"), ":", Hole("version")),)
        elif declared.type in {"AWS::Lambda::Alias", "AWS::Lambda::Version"}:
            known[declared.id] = tuple(_qualified(declared, scope))
        elif declared.type in _STAGES:
            name = f"{declared.id}.Stage" if declared.type.startswith("AWS::Serverless::") else declared.id
            known[name] = evaluate(declared.get("StageName"), scope)
    return scope.bound({name: texts for name, texts in known.items() if texts})


def _qualified(declared: Declared, scope: Scope) -> Iterator[Text]:
    names = evaluate(declared.get("Name"), scope) or (Text((Hole("version"),)),)
    for text in evaluate(declared.get("FunctionName"), scope):
        match text.parts:
            case (Ref(function_id, "" | "Arn"),):
                yield from (Text.of(Ref(function_id, "Arn"), ":", name) for name in names)


def _names(resources: dict[str, Declared], scope: Scope, knowledge: Knowledge) -> dict[str, Text]:
    names: dict[str, Text] = {}
    for declared in resources.values():
        key = knowledge.name_property(declared.type)
        texts = evaluate(declared.get(*key.split(".")), scope) if key else ()
        if len(texts) == 1:
            names[declared.id] = texts[0]
    return names


def collect(root: Mapping, path: str) -> tuple[dict[str, Declared], list[Problem]]:
    """The resources of a document by logical id, and what stands there that is none."""
    found: dict[str, Declared] = {}
    problems: list[Problem] = []
    for item in entries(root.get("Resources")):
        kind = string(at(item.value, "Type"))
        if not isinstance(item.value, Mapping) or kind is None:
            if not item.key.startswith("Fn::"):
                problems.append(Problem("not-a-resource", item.span, f"{item.key} has no Type; it was left out"))
            continue
        properties = item.value.get("Properties")
        if properties is not None and not isinstance(properties, Mapping | Scalar):
            problems.append(Problem("not-a-resource", properties.span, f"the Properties of {item.key} are no mapping"))
        found[item.key] = Declared(
            item.key, kind, item.span, item.value, properties if isinstance(properties, Mapping) else _none(path)
        )
    return found, problems


def _none(path: str) -> Mapping:
    return Mapping((), Span(path))
