"""One stack's template with what it reaches in other stacks put beside its own resources.

What another stack declares is called ``Stack/LogicalId`` there; how the stack itself writes a reference to
it is kept in ``words``.
"""

import re
from posixpath import relpath
from typing import Any

from analyzer.repository import resolve
from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence
from analyzer.templates.nesting.references import ROLE, References, Stack, Target, dotted
from analyzer.templates.nodes import at, entries, from_json, function, items, string

MAX_FOREIGN = 5_000
_VARIABLE = re.compile(r"\$\{(?!!)([^{}]+)\}")
_REFERENCES = frozenset({"Ref", "Fn::GetAtt", "Fn::ImportValue"})
_NAMED = frozenset({"Fn::If", "Fn::FindInMap"})  # their first argument is a name of the template itself
_PLACES = frozenset({"CodeUri", "ContentUri", "Code", "Content"})


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
        found = {entry.key: self._emptied(entry) for entry in resources.entries}
        for entry in list(found.values()):
            self._follow_role(self.own.key, entry.key, entry.value)
        for stack, name in self._reached:  # grows while it is read
            foreign = self._foreign(stack, name)
            if foreign is not None:
                found[foreign.key] = foreign
        self._know_what_is_given()
        whole = {"Resources": Mapping(tuple(found.values()), resources.span), "Parameters": self._parameters()}
        return Mapping(tuple(Entry(e.key, whole.get(e.key) or e.value, e.span) for e in root.entries), root.span)

    def _emptied(self, entry: Entry) -> Entry:
        """A nested stack that is known says itself what it does with what it is given."""
        if not self.references.is_nested(self.own, entry.key) or not isinstance(entry.value, Mapping):
            return entry
        kept = tuple(one for one in entry.value.entries if one.key != "Properties")
        return Entry(entry.key, Mapping(kept, entry.value.span), entry.span)

    def _know_what_is_given(self) -> None:
        """What the stack around calls otherwise: foreign names may hold its parameters."""
        for declared in entries(self.own.root.get("Parameters")):
            given = self.references.given(declared.key, self.own)
            match (function(given[0]), given) if given is not None else None:
                case ("Ref", Scalar() as name), (_, parent):
                    self.words.setdefault(Target(parent.key, name.text).name, "${" + declared.key + "}")

    def _parameters(self) -> Node | None:
        """The parameters, those with the text that the stack around gives them as their default."""
        declared = self.own.root.get("Parameters")
        if not isinstance(declared, Mapping) or not self.own.parent:
            return declared
        return Mapping(tuple(self._parameter(one) for one in declared.entries), declared.span)

    def _parameter(self, declared: Entry) -> Entry:
        default = self.references.literal(declared.key, self.own)
        if default is None or not isinstance(declared.value, Mapping):
            return declared
        kept = (one for one in declared.value.entries if one.key != "Default")
        whole = (*kept, Entry("Default", default, default.span))
        return Entry(declared.key, Mapping(whole, declared.value.span), declared.span)

    def _foreign(self, stack: str, name: str) -> Entry | None:
        owner = self.references.stacks[stack]
        entry = next((one for one in entries(owner.root.get("Resources")) if one.key == name), None)
        if entry is None:
            return None
        value = _rebased(self._rewritten(entry.value, owner), owner.path, self.own.path)
        self._follow_role(stack, name, value)
        return Entry(Target(stack, name).name, value, entry.span)

    def _follow_role(self, stack: str, name: str, node: Node) -> None:
        """Other stacks may add policies to a role, and functions that use it."""
        if string(at(node, "Type")) == ROLE:
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
        match call:
            case (name, _) if name in _REFERENCES:
                return self._reference(node, stack)
            case ("Fn::Sub", argument):
                return self._substituted(node, argument, stack)
            case (name, Sequence((Scalar() as first, *rest), span)) if name in _NAMED and stack is not self.own:
                renamed = from_json(Target(stack.key, first.text).name, first.span)
                whole = Sequence((renamed, *(self._rewritten(one, stack) for one in rest)), span)
                return Mapping((Entry(name, whole, node.entries[0].span),), node.span)
        return Mapping(
            tuple(Entry(one.key, self._rewritten(one.value, stack), one.span) for one in node.entries), node.span
        )

    def _reference(self, node: Mapping, stack: Stack) -> Node:
        listed = self._listed(node, stack)
        if listed is not None:
            return listed
        target = self.references.target(node, stack)
        own = target is not None and stack is self.own and target.stack == self.own.key
        if target is None or (own and _word(node) == "${" + dotted(target.id, target.attribute) + "}"):
            return node
        name = self._name(target, stack, _word(node))
        value: Any = {"Fn::GetAtt": [name, target.attribute]} if target.attribute else {"Ref": name}
        return from_json(value, node.span)

    def _name(self, target: Target, stack: Stack, word: str) -> str:
        """What a target is called in the view; ``word`` is how the template writes it, where that is its own."""
        if target.stack == self.own.key:
            return target.id
        self._reach(target)
        if stack is self.own:
            self.words.setdefault(dotted(target.name, target.attribute), word)
        return target.name

    def _listed(self, node: Mapping, stack: Stack) -> Node | None:
        """The elements of a list that the stack around gives joined by commas; None for any other reference."""
        name = string(node.get("Ref")) or ""
        kind = string(at(stack.root, "Parameters", name, "Type")) or ""
        given = self.references.given(name, stack) if kind == "CommaDelimitedList" or kind.startswith("List<") else None
        match (function(given[0]), given) if given is not None else None:
            case ("Fn::Join", Sequence((Scalar(","), Sequence() as elements))), (_, parent):
                return self._rewritten(elements, parent)
        return None

    def _substituted(self, node: Mapping, argument: Node, stack: Stack) -> Node:
        """A pattern with the names of what stands in other stacks, a foreign one with its own names made unique."""
        pattern, *rest = items(argument) or (node,)
        local = {one.key for part in rest for one in entries(part)}

        def renamed(match: re.Match[str]) -> str:
            name = match[1].strip()
            target = None if name.partition(".")[0] in local else self.references.named(name, stack)
            if target is None:
                return match[0]
            head = self._name(target, stack, match[0])
            return "${" + dotted(head, target.attribute) + "}"

        text = _VARIABLE.sub(renamed, string(pattern) or "")
        parts = (
            Scalar(text, pattern.span, text, getattr(pattern, "line", 0) or pattern.span.line),
            *(self._rewritten(one, stack) for one in rest),
        )
        whole = Sequence(parts, argument.span) if rest else parts[0]
        return Mapping((Entry("Fn::Sub", whole, node.entries[0].span),), node.span)


def _rebased(resource: Node, path: str, own: str) -> Node:
    """A foreign resource whose code is told relative to another template's folder, told relative to this one's."""
    folder, here = path.rpartition("/")[0], own.rpartition("/")[0]
    properties = at(resource, "Properties")
    if folder == here or not isinstance(resource, Mapping) or not isinstance(properties, Mapping):
        return resource

    def moved(entry: Entry) -> Entry:
        place = string(entry.value) if entry.key in _PLACES else None
        if place is None or "://" in place:
            return entry
        known = resolve(folder, place)
        moved_to = relpath(f"/{known}", f"/{here}") if known is not None else f"/{place}"
        return Entry(entry.key, from_json(moved_to, entry.value.span), entry.span)

    inside = Mapping(tuple(moved(one) for one in properties.entries), properties.span)
    return Mapping(
        tuple(Entry(e.key, inside, e.span) if e.key == "Properties" else e for e in resource.entries), resource.span
    )


def _word(node: Mapping) -> str:
    """A reference as the pattern of ``Fn::Sub`` that stands for it in ``words``."""
    name, argument = node.entries[0].key, node.entries[0].value
    inside = ".".join(string(one) or "" for one in items(argument))
    return "${" + (f"{name}.{inside}" if name == "Fn::ImportValue" else inside) + "}"
