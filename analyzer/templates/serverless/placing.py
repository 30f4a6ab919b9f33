"""What the framework resolved a document to, every value at the place where the document writes it.

The framework's state has values without places, the document places without the values of its variables.  The two are
walked side by side; what only the state has (a plugin's addition) stands where its container is written.
"""

from analyzer.core import Span
from analyzer.templates.model import Entry, Mapping, Node, Scalar, Sequence
from analyzer.templates.nodes import at, entries, items
from analyzer.templates.serverless.nodes import section
from analyzer.templates.serverless.service import Service
from analyzer.templates.serverless.words import Composed

# What locates code is read as it is written: packaging and plugins put archives and wrappers of their own there.
_AS_WRITTEN = ("handler", "package", "module")
_SECTIONS = ("provider", "custom", "functions", "layers", "resources")


def placed(resolved: Mapping, written: Service) -> Mapping:
    """The document of a service with the framework's values in it; sections that those lack are as written."""
    found: list[Entry] = []
    for entry in entries(written.root):
        value = resolved.get(entry.key)
        if value is None or entry.key not in (*_SECTIONS, "service"):
            found.append(entry)
            continue
        known: Node = written.resolver.section(entry.value)
        if isinstance(known, Sequence) and isinstance(value, Mapping):
            known = section(known) or known  # a list of files is put together
        node = _node(value, known, known.span)
        found.append(Entry(entry.key, _restored(entry.key, node, known), entry.span))
    names = {entry.key for entry in found}
    span = written.root.span
    lacking = ((key, resolved.get(key)) for key in _SECTIONS if key not in names)
    more = (Entry(key, _node(value, None, span), span) for key, value in lacking if value is not None)
    return Mapping((*found, *more), written.root.span)


def _restored(key: str, node: Node, written: Node) -> Node:
    """A section with what packaging takes out of it: how code is located, and the extensions of resources."""
    if key == "functions":
        return _located(node, written)
    consumed = _last(written, "extensions") if key == "resources" and isinstance(written, Mapping) else None
    if consumed is None or not isinstance(node, Mapping) or node.get("extensions") is not None:
        return node
    return Mapping((*node.entries, consumed), node.span)


def _node(value: Node, written: Node | None, near: Span) -> Node:
    """A resolved value at the place of the written one, at ``near`` where nothing is written."""
    span = near if written is None else written.span
    match value:
        case Mapping():
            return Mapping(tuple(_entry(entry, written, span) for entry in value.entries), span)
        case Sequence():
            pairs = zip(value.items, _partners(value, written), strict=True)
            return Sequence(tuple(_node(item, partner, span) for item, partner in pairs), span)
    line = written.line if isinstance(written, Scalar) else span.line
    return Scalar(value.value, span, value.text, line)


def _entry(entry: Entry, written: Node | None, near: Span) -> Entry:
    known = None if isinstance(written, Composed) or not isinstance(written, Mapping) else _last(written, entry.key)
    if known is None:
        return Entry(entry.key, _node(entry.value, None, near), near)
    return Entry(entry.key, _node(entry.value, known.value, known.span), known.span)


def _last(written: Mapping, key: str) -> Entry | None:
    return next((entry for entry in reversed(written.entries) if entry.key == key), None)


def _partners(value: Sequence, written: Node | None) -> tuple[Node | None, ...]:
    """The written element of each resolved one: by position where there are as many, else the one that says the same."""
    known = () if isinstance(written, Composed) else items(written)
    if len(known) == len(value.items):
        return known
    left = [(_plain(node), node) for node in known]
    found: list[Node | None] = []
    for item in value.items:
        said = _plain(item)
        match = next((pair for pair in left if pair[0] == said), None)
        if match is not None:
            left.remove(match)
        found.append(None if match is None else match[1])
    return tuple(found)


def _plain(node: Node) -> object:
    """A node without places; a list of one is its element, as the framework reads it."""
    match node:
        case Mapping():
            return tuple(sorted((entry.key, _plain(entry.value)) for entry in entries(node)))
        case Sequence():
            return _plain(node.items[0]) if len(node.items) == 1 else tuple(_plain(item) for item in node.items)
    return node.text


def _located(functions: Node, written: Node) -> Node:
    """The functions, their code located as the document does it."""
    if not isinstance(functions, Mapping):
        return functions
    return Mapping(tuple(_function(entry, at(written, entry.key)) for entry in functions.entries), functions.span)


def _function(entry: Entry, written: Node | None) -> Entry:
    own, said = entry.value, {one.key: one for one in entries(written)}
    if not isinstance(own, Mapping) or not said:
        return entry
    kept = tuple(one for one in own.entries if one.key not in _AS_WRITTEN or (one.key in said and _open(said[one.key])))
    names = {one.key for one in kept}
    more = tuple(one for key, one in said.items() if key in _AS_WRITTEN and key not in names)
    return Entry(entry.key, Mapping((*kept, *more), own.span), entry.span)


def _open(entry: Entry) -> bool:
    """Whether the document leaves a value to a variable that is not known here."""
    return isinstance(entry.value, Composed)
