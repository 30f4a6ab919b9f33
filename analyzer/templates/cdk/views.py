"""One stack's template with what it reaches in other stacks put beside its own resources.

What another stack declares is called ``Stack/LogicalId`` there; how the stack itself writes a reference to
it is kept in ``words``.
"""

import re
from typing import Any

from analyzer.templates.cdk.assembly import Stack
from analyzer.templates.cdk.references import References, Target
from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence
from analyzer.templates.nodes import at, entries, from_json, function, items, string

MAX_FOREIGN = 5_000
_ROLE = "AWS::IAM::Role"
_VARIABLE = re.compile(r"\$\{(?!!)([^{}]+)\}")
_REFERENCES = {"Ref", "Fn::GetAtt", "Fn::ImportValue"}


class View:
    """The template of ``own``, opened.

    ``words`` maps foreign references (``Data/Table.Arn``) to what gives them here (``${Fn::ImportValue.name}``).
    """

    def __init__(self, own: Stack, references: References) -> None:
        self.own = own
        self.references = references
        self.words: dict[str, str] = {}
        self._reached: list[tuple[str, str]] = []
        self._known: set[tuple[str, str]] = set()

    def root(self) -> Mapping:
        """The template with its references followed, and the foreign resources behind its own."""
        root = self._rewritten(self.own.root, self.own)
        resources = at(root, "Resources")
        if not isinstance(root, Mapping) or not isinstance(resources, Mapping):
            return self.own.root
        found = {entry.key: entry for entry in resources.entries}
        for entry in list(found.values()):
            self._follow_role(self.own.key, entry.key, entry.value)
        for stack, name in self._reached:  # grows while it is read
            foreign = self._foreign(stack, name)
            if foreign is not None:
                found[foreign.key] = foreign
        whole = Mapping(tuple(found.values()), resources.span)
        return Mapping(
            tuple(Entry(e.key, whole, e.span) if e.key == "Resources" else e for e in root.entries), root.span
        )

    def _foreign(self, stack: str, name: str) -> Entry | None:
        owner = self.references.stacks[stack]
        entry = next((one for one in entries(owner.root.get("Resources")) if one.key == name), None)
        if entry is None:
            return None
        value = self._rewritten(entry.value, owner)
        self._follow_role(stack, name, value)
        return Entry(Target(stack, name).name, value, entry.span)

    def _follow_role(self, stack: str, name: str, node: Node) -> None:
        """Other stacks may add policies to a role, and functions that use it."""
        if string(at(node, "Type")) == _ROLE:
            for one in self.references.dependents.get((stack, name), ()):
                self._reach(one)

    def _reach(self, target: Target) -> None:
        key = (target.stack, target.id)
        if target.stack != self.own.key and key not in self._known and len(self._reached) < MAX_FOREIGN:
            self._known.add(key)
            self._reached.append(key)

    # ------------------------------------------------------------ rewriting
    def _rewritten(self, node: Node, stack: Stack) -> Node:
        if isinstance(node, Sequence):
            return Sequence(tuple(self._rewritten(one, stack) for one in node.items), node.span)
        if not isinstance(node, Mapping):
            return node
        call = function(node)
        if call is not None and call[0] in _REFERENCES:
            return self._reference(node, stack)
        if call is not None and call[0] == "Fn::Sub" and stack is not self.own:
            return self._substituted(node, call[1], stack)
        return Mapping(
            tuple(Entry(one.key, self._rewritten(one.value, stack), one.span) for one in node.entries), node.span
        )

    def _reference(self, node: Mapping, stack: Stack) -> Node:
        target = self.references.target(node, stack)
        if target is None or (stack is self.own and target.stack == self.own.key and _plain(node)):
            return node
        name = target.id if target.stack == self.own.key else target.name
        if target.stack != self.own.key:
            self._reach(target)
            if stack is self.own:
                key = f"{name}.{target.attribute}" if target.attribute else name
                self.words.setdefault(key, _word(node))
        value: Any = {"Fn::GetAtt": [name, target.attribute]} if target.attribute else {"Ref": name}
        return from_json(value, node.span)

    def _substituted(self, node: Mapping, argument: Node, stack: Stack) -> Node:
        """A foreign pattern with its own names made unique."""
        pattern, *rest = items(argument) or (node,)
        local = {one.key for part in rest for one in entries(part)}

        def renamed(match: re.Match[str]) -> str:
            name = match[1].strip()
            head = name.partition(".")[0]
            if head in local or head.startswith("AWS::"):
                return match[0]
            self._reach(Target(stack.key, head))
            return "${" + Target(stack.key, name).name + "}"

        text = _VARIABLE.sub(renamed, string(pattern) or "")
        parts = (Scalar(text, pattern.span, text, pattern.span.line), *(self._rewritten(one, stack) for one in rest))
        return Mapping((Entry("Fn::Sub", Sequence(parts, argument.span), node.entries[0].span),), node.span)


def _plain(node: Mapping) -> bool:
    """Whether a reference needs no rewriting once it leads to the stack itself."""
    return node.entries[0].key != "Fn::ImportValue"


def _word(node: Mapping) -> str:
    """A reference as the pattern of ``Fn::Sub`` that stands for it in ``words``."""
    name, argument = node.entries[0].key, node.entries[0].value
    inside = ".".join(string(one) or "" for one in items(argument))
    return "${" + (f"{name}.{inside}" if name == "Fn::ImportValue" else inside) + "}"
