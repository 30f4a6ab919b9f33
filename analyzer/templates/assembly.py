"""Parser events put together to nodes, within bounds."""

import re
from typing import Any

import yaml

from analyzer.core import Problem, Span
from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence
from analyzer.templates.scalars import block_lines, resolve_scalar
from analyzer.templates.tags import long_form

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML 1.1 counts lines
MAX_DEPTH = 100
MAX_NODES = 400_000


class DocumentError(Exception):
    """A document that is not read to its end; ``message`` says why, ``span`` where."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


class _Open:
    """A collection that is not closed yet; ``items`` holds keys and values in turn for a mapping."""

    __slots__ = ("anchor", "flow", "is_mapping", "items", "last", "span", "tag")

    def __init__(self, event: Any, span: Span) -> None:
        self.is_mapping = isinstance(event, yaml.MappingStartEvent)
        self.items: list[Node] = []
        self.span = span
        self.last = span
        self.tag: str | None = event.tag
        self.anchor: str | None = event.anchor
        self.flow: bool = bool(event.flow_style)


class Assembly:
    """Feed it events in order; ``root`` is the first document when ``done``."""

    def __init__(self, path: str, text: str, *, modern: bool = False) -> None:
        self.path = path
        self.modern = modern
        self.lines = LINE_BREAK.split(text)
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0
        self.counts: list[int] = []
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.done = False

    def take(self, event: Any) -> None:
        """Take the next event; raises ``DocumentError`` where a bound is passed."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentEndEvent or kind is yaml.StreamEndEvent:
            self.done = True

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _count(self, more: int, span: Span) -> None:
        self.count += more
        if self.count > MAX_NODES:
            raise DocumentError(f"more than {MAX_NODES} values after expanding aliases", span)

    def _scalar(self, event: Any) -> None:
        span = self._span(event)
        self._count(1, span)
        line = 0
        if event.style in {"|", ">"}:
            line = span.line + 1
            span = block_lines(span, self.lines)
        node: Node = resolve_scalar(event.value, span, plain=event.implicit[0], line=line, modern=self.modern)
        self._add(long_form(event.tag, node), event.anchor, 1)

    def _open(self, event: Any) -> None:
        span = self._span(event)
        self._count(1, span)
        if len(self.stack) >= MAX_DEPTH:
            raise DocumentError(f"nested deeper than {MAX_DEPTH} levels", span)
        self.stack.append(_Open(event, span))
        self.counts.append(self.count)

    def _close(self, event: Any) -> None:
        top = self.stack.pop()
        span = self._closed_span(top, event)
        node: Node = self._mapping(top, span) if top.is_mapping else Sequence(tuple(top.items), span)
        self._add(long_form(top.tag, node), top.anchor, self.count - self.counts.pop() + 1)

    def _closed_span(self, top: _Open, event: Any) -> Span:
        """The end of a block is the end of its last value: the parser's end mark is the next token."""
        start = top.span
        if top.flow:
            return Span(start.path, start.line, start.column, event.end_mark.line + 1, event.end_mark.column + 1)
        last = top.last
        first = top.items[0].span if top.items and top.tag else start
        begin = min((start.line, start.column), (first.line, first.column))
        end = max((last.end_line, last.end_column), begin)
        return Span(start.path, *begin, *end)

    def _alias(self, event: Any) -> None:
        span = self._span(event)
        if event.anchor not in self.anchors:
            raise DocumentError(f"alias *{event.anchor} stands inside or before its own anchor", span)
        node, size = self.anchors[event.anchor]
        self._count(size, span)
        self._add(node, None, size, span)

    def _add(self, node: Node, anchor: str | None, size: int, span: Span | None = None) -> None:
        if anchor:
            self.anchors[anchor] = (node, size)
        if self.stack:
            self.stack[-1].items.append(node)
            self.stack[-1].last = span or node.span
        else:
            self.root = node

    def _mapping(self, top: _Open, span: Span) -> Mapping:
        entries: list[Entry] = []
        merged: list[Entry] = []
        seen: set[str] = set()
        for key, value in zip(top.items[::2], top.items[1::2], strict=True):
            name = _key(key)
            if name == "<<" and not isinstance(value, Scalar):
                merged.extend(_merged(value))
                continue
            if name in seen:
                message = f"the key {name!r} stands twice here; the last one counts"
                self.problems.append(Problem("duplicate-key", key.span, message))
            seen.add(name)
            entries.append(Entry(name, value, key.span))
        entries[:0] = [entry for entry in merged if entry.key not in seen]
        return Mapping(tuple(entries), span)


def _key(node: Node) -> str:
    """A key as text; a key that is a collection has no meaning in any template and gets an odd name."""
    return node.text if isinstance(node, Scalar) else "?"


def _merged(node: Node) -> list[Entry]:
    """The entries behind a merge key ``<<``; of several mappings the first one wins."""
    sources = node.items if isinstance(node, Sequence) else (node,)
    found: dict[str, Entry] = {}
    for source in sources:
        if isinstance(source, Mapping):
            for entry in source.entries:
                found.setdefault(entry.key, entry)
    return list(found.values())
