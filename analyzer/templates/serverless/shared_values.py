"""JSON in which a value that stands in several places is written once, elsewhere a reference to that place.

The framework writes its state this way: ``{"$ref": "$['service']['functions'][0]"}``, with double quotes.
"""

import re

from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence
from analyzer.templates.nodes import string

MAX_DEPTH = 60
MAX_NODES = 400_000
_ESCAPE = re.compile(r"\\(.)")
_STEP = re.compile(r'\["((?:[^"\\]|\\.)*)"\]|\[(\d{1,6})\]')


class Whole:
    """One document with its references; ``written_out`` gives parts of it without them."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._count = 0

    def written_out(self, node: Node, depth: int = 0) -> Node:
        """The node with every reference replaced by what it refers to; nothing where that has no end."""
        self._count += 1
        if depth > MAX_DEPTH or self._count > MAX_NODES:
            return Scalar(None, node.span)
        if isinstance(node, Sequence):
            return Sequence(tuple(self.written_out(item, depth + 1) for item in node.items), node.span)
        if not isinstance(node, Mapping):
            return node
        path = string(node.get("$ref")) if len(node.entries) == 1 else None
        if path is not None and path.startswith("$"):
            return self._behind(path, node, depth)
        return Mapping(
            tuple(Entry(one.key, self.written_out(one.value, depth + 1), one.span) for one in node.entries), node.span
        )

    def _behind(self, path: str, node: Node, depth: int) -> Node:
        target: Node | None = self.root
        for match in _STEP.finditer(path):
            if isinstance(target, Mapping) and match[1] is not None:
                target = target.get(_ESCAPE.sub(r"\1", match[1]))
            elif isinstance(target, Sequence) and match[2] is not None and int(match[2]) < len(target.items):
                target = target.items[int(match[2])]
            else:
                target = None
        return Scalar(None, node.span) if target is None else self.written_out(target, depth + 1)
