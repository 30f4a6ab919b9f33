"""``AWS::Include``: files of the repository put where the template includes them.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
"""

from collections.abc import Iterator

from analyzer.core import Problem
from analyzer.repository import resolve
from analyzer.templates.document import parse
from analyzer.templates.intrinsics import evaluate
from analyzer.templates.model import Entry, Mapping, Node, Sequence
from analyzer.templates.nodes import at, items, string
from analyzer.templates.scope import scope_of
from analyzer.templates.sheet import Desk

MACRO = "Fn::Transform"
_INCLUDE = "AWS::Include"
MAX_FILES = 50


class Includer:
    """Puts the included files of one document in their places; what cannot be found stays for others to tell.

    A file that is included includes no other.
    """

    def __init__(self, path: str, root: Mapping, desk: Desk) -> None:
        self.folder = path.rpartition("/")[0]
        self.scope = scope_of(root, desk.options)
        self.repository = desk.repository
        self.opened = 0
        self.problems: list[Problem] = []

    def whole(self, root: Mapping) -> Mapping:
        """The document with what it includes, at its top and anywhere below."""
        kept: list[Node] = []
        added: list[Entry] = []
        for node in items(root.get("Transform")):
            found = self._included(node)
            if found is None:
                kept.append(node)
            else:
                added.extend(found.entries)
        if not added:
            return self._below(root)
        changed = (
            Entry(one.key, Sequence(tuple(kept), one.value.span), one.span) if one.key == "Transform" else one
            for one in root.entries
        )
        done = self._below(Mapping(tuple(changed), root.span))
        return Mapping((*done.entries, *added), root.span)

    def _below(self, node: Mapping) -> Mapping:
        """A mapping with its values done; itself where nothing is included."""
        done = tuple(entry for one in node.entries for entry in self._entry(one))
        same = len(done) == len(node.entries) and all(a is b for a, b in zip(done, node.entries, strict=True))
        return node if same else Mapping(done, node.span)

    def _entry(self, entry: Entry) -> Iterator[Entry]:
        if entry.key == MACRO:
            found = self._included(entry.value)
            yield from (entry,) if found is None else found.entries
            return
        value = self._value(entry.value)
        yield entry if value is entry.value else Entry(entry.key, value, entry.span)

    def _value(self, node: Node) -> Node:
        match node:
            case Mapping():
                return self._below(node)
            case Sequence(listed, span):
                done = tuple(map(self._value, listed))
                return node if all(a is b for a, b in zip(done, listed, strict=True)) else Sequence(done, span)
        return node

    def _included(self, node: Node) -> Mapping | None:
        """The file that an include names, where it is one of the repository."""
        if string(at(node, "Name")) != _INCLUDE or self.opened >= MAX_FILES:
            return None
        text = next(iter(evaluate(at(node, "Parameters", "Location"), self.scope)), None)
        place = text.literal if text is not None else None
        path = resolve(self.folder, place) if place and "://" not in place else None
        data = self.repository.read(path) if path is not None and self.repository.is_file(path) else None
        if path is None or not isinstance(data, bytes):
            return None
        self.opened += 1
        root, problems = parse(data, path)
        self.problems.extend(problems)
        return root if isinstance(root, Mapping) else None
