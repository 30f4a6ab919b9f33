"""``Fn::ForEach`` written out: a resource for every value of its list.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
"""

import re
from collections.abc import Iterator

from analyzer.core import Problem
from analyzer.templates.intrinsics import lists
from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence
from analyzer.templates.nodes import function, items, string, walk
from analyzer.templates.scope import Scope

PREFIX = "Fn::ForEach::"
MAX_VALUES = 200_000


class Unroller:
    """Writes out the loops of one document; ``problems`` says which could not be."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.made = 0
        self.problems: list[Problem] = []

    def unrolled(self, node: Mapping) -> Mapping:
        """The mapping with every loop among its keys, and below them, replaced by what it makes."""
        done = tuple(self._entries(node))
        same = len(done) == len(node.entries) and all(a is b for a, b in zip(done, node.entries, strict=True))
        return node if same else Mapping(done, node.span)

    def _entries(self, node: Mapping) -> Iterator[Entry]:
        for entry in node.entries:
            if entry.key.startswith(PREFIX):
                yield from self._loop(entry)
            else:
                value = self._value(entry.value)
                yield entry if value is entry.value else Entry(entry.key, value, entry.span)

    def _value(self, node: Node) -> Node:
        match node:
            case Mapping():
                return self.unrolled(node)
            case Sequence(listed, span):
                done = tuple(map(self._value, listed))
                return node if all(a is b for a, b in zip(done, listed, strict=True)) else Sequence(done, span)
        return node

    def _loop(self, loop: Entry) -> Iterator[Entry]:
        parts = items(loop.value)
        name = string(parts[0]) if len(parts) == 3 else None
        values = self._values(parts[1]) if name is not None else None
        if name is None or values is None or not isinstance(parts[2], Mapping):
            self.problems.append(
                Problem("loop-unknown", loop.span, f"{loop.key} cannot be written out; it was left out")
            )
            return
        size = sum(1 for _ in walk(parts[2]))
        for value in values:
            self.made += size
            if self.made > MAX_VALUES:
                self.problems.append(Problem("loop-unknown", loop.span, f"{loop.key} makes too many resources"))
                return
            body = _replaced(parts[2], name, value)
            if isinstance(body, Mapping):
                yield from self.unrolled(body).entries

    def _values(self, node: Node) -> list[str] | None:
        """The literal values of a loop; a parameter's default counts, since it decides only what there is."""
        call = function(node)
        if call is not None and call[0] == "Ref":
            parameter = self.scope.parameters.get(string(call[1]) or "")
            text = (parameter.value or parameter.default) if parameter is not None else None
            literal = text.literal if text is not None else None
            return None if literal is None else [value.strip() for value in literal.split(",") if value.strip()]
        found = lists(node, self.scope)
        if found is None or len(found) != 1:
            return None
        literals = [text.literal for text in found[0]]
        return None if None in literals else [literal for literal in literals if literal is not None]


def _replaced(node: Node, name: str, value: str) -> Node:
    """The node with the loop's variable filled in: ``${Name}``, ``&{Name}`` (without odd characters), ``Ref``."""
    match node:
        case Scalar(found, span, text, line) if isinstance(found, str):
            filled = _filled(text, name, value)
            return node if filled == text else Scalar(filled, span, filled, line)
        case Sequence(elements, span):
            return Sequence(tuple(_replaced(item, name, value) for item in elements), span)
        case Mapping(entries, span):
            call = function(node)
            if call is not None and call[0] == "Ref" and string(call[1]) == name:
                return Scalar(value, span, value, span.line)
            return Mapping(
                tuple(
                    Entry(_filled(one.key, name, value), _replaced(one.value, name, value), one.span) for one in entries
                ),
                span,
            )
    return node


def _filled(text: str, name: str, value: str) -> str:
    if "{" not in text:
        return text
    return text.replace(f"${{{name}}}", value).replace(f"&{{{name}}}", re.sub(r"[^A-Za-z0-9]", "", value))
