"""References between the stacks of an assembly, followed: exports, parameters and outputs of nested stacks.

Source: https://docs.aws.amazon.com/cdk/v2/guide/resources.html (resources in different stacks)
"""

from functools import cached_property

from msgspec import Struct

from analyzer.templates.cdk.assembly import Assembly, Stack
from analyzer.templates.model import Node
from analyzer.templates.nodes import at, entries, function, items, string

MAX_STEPS = 16
_PSEUDO = "AWS::"
_POLICIES = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
_FUNCTIONS = ("AWS::Lambda::Function", "AWS::Serverless::Function")


class Target(Struct, frozen=True, order=True):
    """What a reference leads to in the end: a resource (or parameter) of a stack, and which of its attributes."""

    stack: str
    id: str
    attribute: str = ""

    @property
    def name(self) -> str:
        """The resource as other stacks' templates call it; no logical id holds a slash."""
        return f"{self.stack}/{self.id}"


class References:
    """The stacks of one assembly with what leads from one to another."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.stacks = {stack.key: stack for stack in assembly.stacks}
        self._nested = {(stack.parent, stack.within): stack for stack in assembly.stacks if stack.parent}

    @cached_property
    def _exports(self) -> dict[str, tuple[Stack, Node]]:
        found: dict[str, tuple[Stack, Node]] = {}
        for stack in self.assembly.stacks:
            for output in entries(stack.root.get("Outputs")):
                name, value = string(at(output.value, "Export", "Name")), at(output.value, "Value")
                if name is not None and value is not None:
                    found.setdefault(name, (stack, value))
        return found

    @cached_property
    def dependents(self) -> dict[tuple[str, str], list[Target]]:
        """Policies and functions by the role that they name, wherever in the assembly either stands."""
        found: dict[tuple[str, str], list[Target]] = {}
        for stack in self.assembly.stacks:
            for entry in entries(stack.root.get("Resources")):
                for node in _roles(entry.value):
                    role = self.target(node, stack)
                    if role is not None:
                        found.setdefault((role.stack, role.id), []).append(Target(stack.key, entry.key))
        return found

    def resource(self, stack: str, name: str) -> Node | None:
        """A resource of a stack as its template has it."""
        return at(self.stacks[stack].root, "Resources", name)

    def target(self, node: Node, stack: Stack, steps: int = MAX_STEPS) -> Target | None:
        """Where ``Ref``, ``Fn::GetAtt`` or ``Fn::ImportValue`` leads; None for anything else, and for pseudo parameters."""
        call = function(node)
        if call is None or steps == 0:
            return None
        match call:
            case ("Fn::ImportValue", argument):
                known = self._exports.get(string(argument) or "")
                return self.target(known[1], known[0], steps - 1) if known else None
            case ("Ref", argument):
                return self._referred(string(argument) or "", stack, steps)
            case ("Fn::GetAtt", argument):
                name, attribute = _attribute(argument)
                return self._got(name, attribute, stack, steps) if name and attribute else None
        return None

    def _referred(self, name: str, stack: Stack, steps: int) -> Target | None:
        parent = self.stacks.get(stack.parent)
        if parent is not None:
            given = at(self.resource(parent.key, stack.within), "Properties", "Parameters", name)
            found = self.target(given, parent, steps - 1) if given is not None else None
            if found is not None:
                return found
        return Target(stack.key, name) if name and not name.startswith(_PSEUDO) else None

    def _got(self, name: str, attribute: str, stack: Stack, steps: int) -> Target | None:
        child = self._nested.get((stack.key, name))
        word, _, output = attribute.partition(".")
        if child is None or word != "Outputs":
            return Target(stack.key, name, attribute)
        value = at(child.root, "Outputs", output, "Value")
        return self.target(value, child, steps - 1) if value is not None else None


def _roles(resource: Node) -> tuple[Node, ...]:
    kind = string(at(resource, "Type"))
    if kind in _POLICIES:
        properties = at(resource, "Properties")
        return (*items(at(properties, "Roles")), *items(at(properties, "RoleName")))
    return items(at(resource, "Properties", "Role")) if kind in _FUNCTIONS else ()


def _attribute(argument: Node) -> tuple[str, str]:
    """The parts of ``Fn::GetAtt`` where both are plain words."""
    parts = [string(one) or "" for one in items(argument)]
    if len(parts) == 1:
        name, _, attribute = parts[0].partition(".")
        return name, attribute
    return parts[0] if parts else "", ".".join(parts[1:])
