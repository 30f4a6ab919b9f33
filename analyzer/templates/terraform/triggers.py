"""What makes a function run: event source mappings, permissions, and what names it as a target."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from analyzer.core import Lit, Ref, Text
from analyzer.templates.model import EventSource
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.lambdas import FUNCTION
from analyzer.templates.terraform.modules import Instance
from analyzer.templates.terraform.values import Many, Record, Value, settled, text, texts
from analyzer.templates.terraform.views import View

_ALIAS = "aws_lambda_alias"


class Triggers:
    """The triggers of every function of a root module."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self._rows = inventory.world.layout.triggers

    @cached_property
    def by_function(self) -> dict[str, tuple[EventSource, ...]]:
        """The triggers by the function's address, in file order."""
        found: dict[str, list[EventSource]] = {}
        for function, source in self._all():
            known = found.setdefault(function, [])
            if not any(_same(one, source) for one in known):
                known.append(source)
        return {function: tuple(sources) for function, sources in found.items()}

    @cached_property
    def destinations(self) -> dict[str, tuple[Text, ...]]:
        """Where the results of asynchronous calls go, by the function's address."""
        found: dict[str, list[Text]] = {}
        for one in self.inventory.of_type("aws_lambda_function_event_invoke_config"):
            for function in self.invoked(one.get("function_name")):
                for side in ("on_success", "on_failure"):
                    block = one.block("destination_config", side)
                    found.setdefault(function, []).extend(texts(block.get("destination")) if block is not None else ())
        return {function: tuple(dict.fromkeys(known)) for function, known in found.items()}

    def _all(self) -> Iterator[tuple[str, EventSource]]:
        for one in self.inventory.instances:
            if one.mode != "resource":
                continue
            if one.type == "aws_lambda_event_source_mapping":
                yield from self._mapping(one)
            elif one.type == "aws_lambda_permission":
                yield from self._permission(one)
            for row in self._rows["triggers"]:
                if row["type"] == one.type:
                    yield from self._trigger(one, row)

    # ------------------------------------------------------------ who is meant
    def invoked(self, value: Value | None) -> list[str]:
        """The functions that a name or an ARN leads to, through aliases."""
        found: dict[str, None] = {}
        for one in texts(value):
            address = self._function(one)
            if address is not None:
                found[address] = None
        return list(found)

    def _function(self, one: Text, depth: int = 0) -> str | None:
        instance = self.inventory.target(one, FUNCTION, _ALIAS)
        if instance is None:
            for part in one.parts:
                if isinstance(part, Ref) and part.logical_id in self.inventory.external_functions:
                    return part.logical_id
            named = self._named(one)
            return named.address if named is not None else None
        if instance.type == FUNCTION:
            return instance.address
        inner = text(instance.get("function_name"))
        return self._function(inner, depth + 1) if inner is not None and depth < 3 else None

    def _named(self, one: Text) -> Instance | None:
        for instance in self.inventory.of_type(FUNCTION):
            name = text(instance.get("function_name"))
            last = Text.of(*one.parts[-len(name.parts) :]) if name is not None and name.parts else None
            if name is not None and (one == name or (last == name and name.literal is None)):
                return instance
        return None

    # ------------------------------------------------------------ kinds of triggers
    def _mapping(self, one: View) -> Iterator[tuple[str, EventSource]]:
        for function in self.invoked(one.get("function_name")):
            yield function, self.mapping(one, one.get("event_source_arn"))

    def mapping(self, view: View, value: Value | None) -> EventSource:
        """An event source mapping: Lambda polls the source with the function's role."""
        source = text(value)
        block = view.block("destination_config", "on_failure")
        failure = text(block.get("destination_arn")) if block is not None else None
        kind = self.kind(source, lambda name: view.get(name) is not None or bool(view.blocks(name)))
        found = EventSource(kind, view.span, source, self.address(source), failure, polled=True)
        return self.with_ways_in(found, view)

    def with_ways_in(self, source: EventSource, body: View | Record) -> EventSource:
        """The polled source with the secrets and the network that the body of its mapping names."""
        ways = self._rows["ways_in"]
        secrets = tuple(dict.fromkeys(one for path in ways["secrets"] for one in _texts_behind(body, path)))
        return replace(source, secrets=secrets, network=any(_texts_behind(body, path) for path in ways["network"]))

    def address(self, source: Text | None) -> str | None:
        """The address of the resource that a text refers to, or None."""
        for part in source.parts if source is not None else ():
            if isinstance(part, Ref) and self._is_thing(part.logical_id):
                return part.logical_id
        return None

    def _is_thing(self, address: str) -> bool:
        """Whether an address is that of a resource, not of a data source that only tells region or account."""
        found = self.inventory.by_address.get(address)
        if found is None:
            return address in self.inventory.external_resources
        return found.mode == "resource" or self.inventory.world.types.template_type(found.type) is not None

    def kind(self, source: Text | None, has: Callable[[str], bool]) -> str:
        """The event type behind a source: by its resource, by the service in its ARN, by what the mapping has or lacks."""
        address = self.address(source) or ""
        target = self.inventory.by_address.get(address)
        word = target.type if target is not None else self.inventory.external_resources.get(address, "")
        if kind := self._rows["kinds"].get(word):
            return str(kind)
        shape = "".join(part.value if isinstance(part, Lit) else "?" for part in source.parts) if source else ""
        fields = shape.split(":")
        known = self.inventory.world.desk.knowledge
        if len(fields) > 2 and fields[0] == "arn" and (kind := known.source_kind(fields[2])):
            return str(kind)
        if source is not None and any(isinstance(one, Ref) and "stream_arn" in one.attribute for one in source.parts):
            return "DynamoDB"
        for name, kind in self._rows["mapping_kinds"].items():
            if has(name.lstrip("!")) != name.startswith("!"):
                return str(kind)
        return "EventSourceMapping"

    def _permission(self, one: View) -> Iterator[tuple[str, EventSource]]:
        principal = text(one.get("principal"))
        kind = self.inventory.world.desk.knowledge.source_kind(principal.literal or "") if principal is not None else ""
        if kind:
            source = text(one.get("source_arn"))
            for function in self.invoked(one.get("function_name")):
                yield function, EventSource(kind, one.span, source, self.address(source))

    def _trigger(self, one: Instance, row: dict[str, Any]) -> Iterator[tuple[str, EventSource]]:
        for view, value in _follow(one, row["function"].split(".")):
            for function in self.invoked(value):
                source = text(one.get(row["source"])) if row.get("source") else Text((Ref(one.address),))
                yield function, EventSource(row["kind"], view.span, source, self.address(source))


def _same(one: EventSource, other: EventSource) -> bool:
    """Whether two triggers are one: a permission and the notification it is for name one resource in two ways."""
    if one.kind != other.kind or one.secrets != other.secrets:
        return False
    return one.source == other.source or (one.logical_id is not None and one.logical_id == other.logical_id)


def _texts_behind(body: View | Record, path: str) -> list[Text]:
    """The texts of an attribute behind a path of blocks; ``block[X]`` are those whose ``type`` is X."""
    *steps, name = path.split(".")
    found = [body]
    for step in steps:
        block, bracket, kind = step.rstrip("]").partition("[")
        inner = [one for each in found for one in _blocks(each, block)]
        found = [one for one in inner if not bracket or settled(one.get("type")) == kind]
    return [one for each in found for one in texts(each.get(name))]


def _blocks(body: View | Record, name: str) -> Sequence[View | Record]:
    """The blocks of a body; of a map, which stands for one in a module's argument, the maps under the block's name."""
    if isinstance(body, View):
        return body.blocks(name)
    value = body.get(name)
    return [one for one in (value.items if isinstance(value, Many) else (value,)) if isinstance(one, Record)]


def _follow(view: View, path: list[str]) -> Iterator[tuple[View, Value]]:
    """The values behind blocks and an attribute, each with the body it stands in."""
    name, *rest = path
    if rest:
        for block in view.blocks(name):
            yield from _follow(block, rest)
        return
    value = view.get(name)
    for item in value.items if isinstance(value, Many) else (value,):
        if item is not None:
            yield view, item
