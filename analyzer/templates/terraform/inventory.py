"""Everything that a root module declares, found by address, by type or by name."""

from collections.abc import Iterator
from functools import cached_property

from analyzer.core import Ref, Span, Text
from analyzer.templates.model import Mapping, ResourceDecl
from analyzer.templates.policies import named_last
from analyzer.templates.terraform.modules import Instance
from analyzer.templates.terraform.nodes import body_node
from analyzer.templates.terraform.registry import External
from analyzer.templates.terraform.values import Value, texts
from analyzer.templates.terraform.world import World

_ROLE = "aws_iam_role"


class Inventory:
    """The instances of a root module and of all the modules below it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.instances = tuple(world.root.everything())
        self.externals = tuple(world.every_external())
        self.by_address = {one.address: one for one in self.instances}

    @cached_property
    def _by_type(self) -> dict[tuple[str, str], list[Instance]]:
        found: dict[tuple[str, str], list[Instance]] = {}
        for one in self.instances:
            found.setdefault((one.mode, one.type), []).append(one)
        return found

    def of_type(self, *types: str, mode: str = "resource") -> Iterator[Instance]:
        """The resources of these types, in file order."""
        for kind in types:
            yield from self._by_type.get((mode, kind), ())

    def target(self, text: Text | None, *types: str) -> Instance | None:
        """The instance that a text refers to; of these types where some are given."""
        for part in text.parts if text is not None else ():
            found = self.by_address.get(part.logical_id) if isinstance(part, Ref) else None
            if found is not None and (not types or found.type in types):
                return found
        return None

    def name(self, instance: Instance) -> Text | None:
        """The name that an instance is given; None where it is generated or a condition decides it."""
        kind = self.world.types.template_type(instance.type)
        found = texts(instance.get(kind.named_by)) if kind is not None and kind.named_by else ()
        return found[0] if len(found) == 1 else None

    @cached_property
    def by_name(self) -> dict[Text, list[Instance]]:
        """The resources by the name that they are given."""
        found: dict[Text, list[Instance]] = {}
        for one in self.instances:
            name = self.name(one) if one.mode == "resource" else None
            if name is not None and name.parts and not name.has_hole:
                found.setdefault(name, []).append(one)
        return found

    def named(self, text: Text, kind: str, arn: str) -> Instance | None:
        """The resource of a type whose name a text is, or whose ARN it is."""
        for one in self.of_type(kind):
            name = next(iter(texts(one.get("name"))), None)
            if name is not None and name.parts and (text == name or named_last(text, name, arn)):
                return one
        return None

    # ------------------------------------------------------------ roles
    @cached_property
    def external_roles(self) -> dict[str, External]:
        """The roles that modules from elsewhere make, by address."""
        return self._made("role")

    @cached_property
    def external_functions(self) -> dict[str, External]:
        """The functions that modules from elsewhere make, by address."""
        return self._made("function")

    @cached_property
    def external_layers(self) -> dict[str, External]:
        """The layers that modules from elsewhere make, by address."""
        return self._made("layer")

    @cached_property
    def external_policies(self) -> dict[str, External]:
        """The policies that modules from elsewhere make, by address."""
        return self._made("policy")

    def _made(self, what: str) -> dict[str, External]:
        return {address: one for one in self.externals if (address := one.made(what))}

    @cached_property
    def external_resources(self) -> dict[str, str]:
        """The types of the resources that modules from elsewhere make, by address."""
        return {made.id: made.type for one in self.externals for made in one.resources()}

    def role(self, text: Text) -> str | None:
        """The address of the role behind a reference, an ARN or a role's name; None for roles from elsewhere."""
        for part in text.parts:
            if isinstance(part, Ref):
                found = self.by_address.get(part.logical_id)
                if (
                    found is not None and found.type == _ROLE and found.mode == "resource"
                ) or part.logical_id in self.external_roles:
                    return part.logical_id
        named = self.named(text, _ROLE, "role/")
        return named.address if named is not None else None

    # ------------------------------------------------------------ for the template
    def resources(self) -> Iterator[ResourceDecl]:
        """Every resource and data source as the later stages see it."""
        for one in self.instances:
            properties: Mapping | None = body_node(one) if self.world.types.tells(one.type) else None
            yield ResourceDecl(one.address, one.type, one.span, self.name(one), properties)
        for external in self.externals:
            yield from external.resources()


def first_span(value: Value | None, otherwise: Span) -> Span:
    """Where a value was written; the other place where it was written in no file."""
    return value.span if value is not None and value.span.path else otherwise
