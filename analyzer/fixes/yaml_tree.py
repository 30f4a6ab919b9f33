"""YAML and JSON text to nodes."""

import re
from typing import Any

import yaml

from analyzer.fixes.tree import CannotWriteError, Language, Node
from analyzer.templates.assembly import LINE_BREAK
from analyzer.templates.document import Loader

_PAIR = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def yaml_tree(text: str, base: int = 0) -> tuple[Node, list[int]]:
    """The first document's root, and where each line begins; offsets are counted from ``base``.

    Raises ``CannotWriteError`` where the text cannot be parsed.
    """
    json = text.lstrip()[:1] in {"{", "["}
    starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
    builder = _Builder(starts, base, "json" if json else "yaml")
    # What libyaml refuses is replaced by as many characters: places stay, and no value is read from here.
    loader = Loader(_PAIR.sub(r"\\u0041", text.replace("\t", " ")) if json else text)
    try:
        while builder.root is None:
            event = loader.get_event()
            if isinstance(event, yaml.StreamEndEvent):
                break
            builder.take(event)
    except yaml.YAMLError as error:
        raise CannotWriteError("the file cannot be parsed") from error
    finally:
        loader.dispose()
    if builder.root is None:
        raise CannotWriteError("the file is empty")
    return builder.root, [base + start for start in starts]


class _Builder:
    """Parser events put together; a block ends where its last value does."""

    def __init__(self, starts: list[int], base: int, language: Language) -> None:
        self.starts = starts
        self.base = base
        self.language: Language = language
        self.stack: list[Node] = []
        self.anchors: dict[str, Node] = {}
        self.root: Node | None = None

    def _offset(self, mark: Any) -> int:
        offset: int = self.base + self.starts[mark.line] + mark.column
        return offset

    def take(self, event: Any) -> None:
        """Take the next event."""
        match event:
            case yaml.ScalarEvent():
                node = self._node("scalar", event)
                node.value = event.value
                self._add(node, event.anchor)
            case yaml.AliasEvent():
                if event.anchor in self.anchors:
                    self.anchors[event.anchor].shared = True
                self._add(self._node("alias", event), None)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                # what a tag stands before (``!Join [a, b]``) is one value, whatever it is made of
                plain = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
                node = self._node("other" if (event.tag or "").startswith("!") else plain, event)
                node.flow = bool(event.flow_style)
                node.value = event.tag or ""
                if event.anchor:
                    self.anchors[event.anchor] = node
                self.stack.append(node)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close(event)

    def _node(self, kind: Any, event: Any) -> Node:
        return Node(kind, self._offset(event.start_mark), self._offset(event.end_mark), self.language)

    def _close(self, event: Any) -> None:
        node = self.stack.pop()
        members = node.items
        if node.kind == "map" or isinstance(event, yaml.MappingEndEvent):
            node.keys, node.items = members[::2], members[1::2]
        node.end = self._offset(event.end_mark) if node.flow else max((one.end for one in members), default=node.end)
        self._add(node, None)

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if self.stack:
            node.parent = self.stack[-1]
            self.stack[-1].items.append(node)
        else:
            self.root = node
