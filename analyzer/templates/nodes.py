"""Small questions to nodes: what stands at a key, what a list holds, where a reference occurs."""

from collections.abc import Iterator
from typing import Any

from analyzer.core import Span
from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence

FUNCTION = "Fn::"
SUBSTITUTION = "Fn::Sub"


def at(node: Node | None, *keys: str) -> Node | None:
    """The node behind a path of keys, or None where the path ends early."""
    for key in keys:
        if not isinstance(node, Mapping):
            return None
        node = node.get(key)
    return node


def entry(node: Node | None, key: str) -> Entry | None:
    """The last entry with this key, with the place of the key itself."""
    if isinstance(node, Mapping):
        for found in reversed(node.entries):
            if found.key == key:
                return found
    return None


def entries(node: Node | None) -> tuple[Entry, ...]:
    """The entries of a mapping, the last of equal keys; nothing for any other node."""
    if not isinstance(node, Mapping):
        return ()
    return tuple({found.key: found for found in node.entries}.values())


def items(node: Node | None) -> tuple[Node, ...]:
    """The elements of a list, a single value as a list of one, nothing for nothing."""
    if node is None or (isinstance(node, Scalar) and node.value is None):
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def string(node: Node | None) -> str | None:
    """The text of a scalar; None for everything else."""
    return node.text if isinstance(node, Scalar) and node.value is not None else None


def function(node: Node | None) -> tuple[str, Node] | None:
    """Name and argument of an intrinsic function (``Ref``, ``Fn::Sub``); None where it is none."""
    if isinstance(node, Mapping) and len(node.entries) == 1:
        only = node.entries[0]
        if only.key == "Ref" or only.key.startswith(FUNCTION):
            return only.key, only.value
    return None


def is_function(node: Node | None) -> bool:
    """Whether a node is an intrinsic function, which no merge looks into."""
    return function(node) is not None


def no_value(node: Node | None) -> bool:
    """Whether a node is ``{"Ref": "AWS::NoValue"}``."""
    call = function(node)
    return call is not None and call[0] == "Ref" and string(call[1]) == "AWS::NoValue"


def walk(node: Node, key: str = "") -> Iterator[tuple[str, Node]]:
    """Every node below (itself first) with the key it stands at; list elements keep the list's key.

    The names that ``Fn::Sub`` gives to its values are no keys: those stand where the text stands.
    """
    yield key, node
    if isinstance(node, Mapping):
        for found in node.entries:
            inside = found.key.startswith(FUNCTION)
            below = walk(found.value, key if inside else found.key)
            yield from ((key, one) for _, one in below) if found.key == SUBSTITUTION else below
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from walk(item, key)


def from_json(value: Any, span: Span) -> Node:
    """Plain JSON values as nodes that all stand at one place: data of the rulebook."""
    if isinstance(value, dict):
        return Mapping(tuple(Entry(str(key), from_json(item, span), span) for key, item in value.items()), span)
    if isinstance(value, list | tuple):
        return Sequence(tuple(from_json(item, span) for item in value), span)
    if isinstance(value, bool):
        return Scalar(value, span, "true" if value else "false", span.line)
    return Scalar(value, span, "" if value is None else str(value), span.line)


def follow(node: Node | None, path: str) -> list[Node]:
    """The nodes behind a dotted path: ``Items[].Id`` of every element, ``Items[X].Id`` where ``Type`` is X."""
    found = [] if node is None else [node]
    for step in path.split("."):
        key, bracket, kind = step.rstrip("]").partition("[")
        values = [value for item in found if (value := at(item, key)) is not None]
        if bracket:
            values = [item for value in values for item in items(value) if not kind or string(at(item, "Type")) == kind]
        found = values
    return found
