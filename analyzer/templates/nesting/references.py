"""References between stacks that are deployed together, followed: exports, parameters and outputs of nested stacks.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html
https://docs.aws.amazon.com/cdk/v2/guide/resources.html (resources in different stacks)
"""

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from analyzer.core import Problem
from analyzer.templates.model import Mapping, Node, Scalar
from analyzer.templates.nodes import at, entries, function, items, no_value, string, walk

MAX_STEPS = 16
_ALONE = re.compile(r"\$\{([^{}!]+)\}")
_PSEUDO = "AWS::"
_OUTPUT = "Outputs."  # of a nested stack
ROLE = "AWS::IAM::Role"
STACKS = frozenset({"AWS::CloudFormation::Stack", "AWS::Serverless::Application"})


class Stack(Struct, frozen=True):
    """One template as it is deployed; ``parent`` and ``within`` are the stack that nests it and the resource that stands for it.

    ``key`` is unique among the stacks that are deployed together and stands before the names of its resources in
    the others.  ``traces`` maps logical ids to the source lines that made them, innermost first, ``paths`` to the
    paths of their constructs, where a program wrote the template.
    """

    key: str
    path: str
    root: Mapping
    problems: tuple[Problem, ...] = ()
    parent: str = ""
    within: str = ""
    traces: dict[str, tuple[str, ...]] = {}
    paths: dict[str, str] = {}


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
    """The stacks that are deployed together, with what leads from one to another."""

    def __init__(self, stacks: tuple[Stack, ...]) -> None:
        self.stacks = {stack.key: stack for stack in stacks}
        self._nested = {(stack.parent, stack.within): stack for stack in stacks if stack.parent}

    def nesting(self, stack: Stack) -> str:
        """What stands before the ids of a nested stack's functions: the resources that stand for it, outermost first."""
        parent = self.stacks.get(stack.parent)
        return "" if parent is None else f"{self.nesting(parent)}{stack.within}."

    @cached_property
    def _exports(self) -> dict[str, tuple[Stack, Node]]:
        found: dict[str, tuple[Stack, Node]] = {}
        for stack in self.stacks.values():
            for output in entries(stack.root.get("Outputs")):
                name, value = string(at(output.value, "Export", "Name")), at(output.value, "Value")
                if name is not None and value is not None:
                    found.setdefault(name, (stack, value))
        return found

    @cached_property
    def dependents(self) -> dict[tuple[str, str], list[Target]]:
        """Policies, functions and other users by the role that they name, in whatever stack either stands."""
        found: dict[tuple[str, str], list[Target]] = {}
        for stack in self.stacks.values():
            for entry in entries(stack.root.get("Resources")):
                for node in _roles(entry.value):
                    role = self.target(node, stack)
                    if role is not None:
                        found.setdefault((role.stack, role.id), []).append(Target(stack.key, entry.key))
        return found

    def is_nested(self, stack: Stack, name: str) -> bool:
        """Whether a resource stands for a nested stack whose template is known."""
        return (stack.key, name) in self._nested

    def resource(self, stack: str, name: str) -> Node | None:
        """A resource of a stack as its template has it."""
        return at(self.stacks[stack].root, "Resources", name)

    def target(self, node: Node, stack: Stack, steps: int = MAX_STEPS) -> Target | None:
        """Where a reference leads; None for anything else, for pseudo parameters and for what its user must give."""
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
            case ("Fn::Sub", argument) if alone := _ALONE.fullmatch(string(argument) or ""):
                return self.named(alone[1], stack, steps)
            case ("Fn::If", argument):
                arms = [one for one in items(argument)[1:] if not isinstance(one, Scalar) and not no_value(one)]
                return self.target(arms[0], stack, steps - 1) if len(arms) == 1 else None
        return None

    def named(self, name: str, stack: Stack, steps: int = MAX_STEPS) -> Target | None:
        """Where a name of ``Fn::Sub`` leads: ``Name`` or ``Name.Attribute``."""
        head, _, attribute = name.strip().partition(".")
        return self._got(head, attribute, stack, steps) if attribute else self._referred(head, stack, steps)

    def given(self, name: str, stack: Stack) -> tuple[Node, Stack] | None:
        """The value that the stack around a nested one gives to a parameter, and that stack; None where there is none."""
        parent = self.stacks.get(stack.parent)
        if parent is None:
            return None
        value = at(self.resource(parent.key, stack.within), "Properties", "Parameters", name)
        return None if value is None else (value, parent)

    def literal(self, name: str, stack: Stack, steps: int = MAX_STEPS) -> Scalar | None:
        """The plain text that a parameter has from the stacks around, or as its default; None where that is no text."""
        given = self.given(name, stack)
        if given is None:
            default = at(stack.root, "Parameters", name, "Default")
            return default if isinstance(default, Scalar) else None
        value, parent = given
        match function(value):
            case ("Ref", argument) if steps:
                return self.literal(string(argument) or "", parent, steps - 1)
        return value if isinstance(value, Scalar) else None

    def _referred(self, name: str, stack: Stack, steps: int) -> Target | None:
        given = self.given(name, stack)
        if given is not None:
            found = self.target(*given, steps - 1)
            outside = found is None or found.attribute.startswith(_OUTPUT)
            if found is not None and not outside and self.resource(found.stack, found.id) is not None:
                return found
        return Target(stack.key, name) if name and not name.startswith(_PSEUDO) else None

    def _got(self, name: str, attribute: str, stack: Stack, steps: int) -> Target | None:
        child = self._nested.get((stack.key, name))
        output = attribute.removeprefix(_OUTPUT)
        if child is None or output == attribute:
            return Target(stack.key, name, attribute)
        value = at(child.root, "Outputs", output, "Value")
        found = self.target(value, child, steps - 1) if value is not None else None
        known = found is not None and self.resource(found.stack, found.id) is not None
        return found if known else Target(stack.key, name, attribute)


def dotted(name: str, attribute: str) -> str:
    """A name with an attribute of it, as ``Fn::Sub`` writes both."""
    return f"{name}.{attribute}" if attribute else name


def _roles(resource: Node) -> Iterator[Node]:
    """Where a resource names roles, by the names of its properties; one that is handed to a nested stack is used there."""
    kind = string(at(resource, "Type"))
    properties = at(resource, "Properties")
    if kind == ROLE or kind in STACKS or properties is None:
        return
    for key, node in walk(properties):
        if "role" in key.lower() and function(node) is not None:
            yield node


def _attribute(argument: Node) -> tuple[str, str]:
    """The parts of ``Fn::GetAtt`` where both are plain words."""
    parts = [string(one) or "" for one in items(argument)]
    if len(parts) == 1:
        name, _, attribute = parts[0].partition(".")
        return name, attribute
    return parts[0] if parts else "", ".".join(parts[1:])
