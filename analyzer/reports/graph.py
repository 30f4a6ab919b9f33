"""The call graph of one function, in the formats that other programs draw."""

import json
from collections.abc import Callable

from msgspec import Struct

from analyzer.core import Span
from analyzer.reports.lines import visible

SCHEMA = "overgrant-graph-1"


class CallGraph(Struct, frozen=True):
    """Who calls whom: ``nodes`` are (name, where it is defined), ``edges`` (caller, callee, where it is called).

    ``entry`` is the name that everything starts from and that stands for no code; ``modules`` are
    the names that are modules: an edge to one is an import.  ``accesses`` are calls of AWS APIs, in
    the form of edges: (caller, ``dynamodb.PutItem``, where).
    """

    entry: str
    nodes: tuple[tuple[str, Span], ...]
    edges: tuple[tuple[str, str, Span], ...]
    modules: tuple[str, ...] = ()
    accesses: tuple[tuple[str, str, Span], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the graph, sorted; an edge may lead to one that has no definition."""
        ends = (name for caller, callee, _ in self.edges for name in (caller, callee))
        return tuple(sorted({*(name for name, _ in self.nodes), *ends}))

    @property
    def calls(self) -> tuple[tuple[str, str], ...]:
        """Every (caller, callee) once, sorted."""
        return tuple(sorted({(caller, callee) for caller, callee, _ in self.edges}))


def graph_text(graph: CallGraph, format: str) -> str:  # noqa: A002 - the word users know
    """The graph in one of ``GRAPH_FORMATS``; raises KeyError for any other."""
    return _RENDERERS[format](graph)


def _json(graph: CallGraph) -> str:
    places = dict(graph.nodes)
    nodes = [{"name": name, "kind": _kind(name, graph, places), **_place(places.get(name))} for name in graph.names]
    nodes += [{"name": name, "kind": "aws", **_place(None)} for name in _operations(graph)]
    edges = [
        {"from": caller, "to": callee, **_place(at)}
        for caller, callee, at in (*sorted(graph.edges), *sorted(set(graph.accesses)))
    ]
    document = {"schema": SCHEMA, "entry": graph.entry, "nodes": nodes, "edges": edges}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _operations(graph: CallGraph) -> tuple[str, ...]:
    return tuple(sorted({operation for _, operation, _ in graph.accesses}))


def _drawn(graph: CallGraph) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What a picture shows: names that something calls or that call something, and each call once."""
    calls = (*graph.calls, *sorted({(caller, operation) for caller, operation, _ in graph.accesses}))
    ends = {name for call in calls for name in call}
    return (
        *(name for name in graph.names if name in ends),
        *(n for n in _operations(graph) if n not in graph.names),
    ), calls


def _kind(name: str, graph: CallGraph, places: dict[str, Span]) -> str:
    if name == graph.entry:
        return "entry"
    return "module" if name in graph.modules else "function" if name in places else "external"


def _place(at: Span | None) -> dict[str, str | int | None]:
    return {"file": at.path if at else None, "line": at.line if at else None}


def _pycg(graph: CallGraph) -> str:
    """PyCG's adjacency lists: every name is a key, its callees the value; imports are no calls."""
    left_out = {graph.entry, *graph.modules}
    callees: dict[str, list[str]] = {name: [] for name in graph.names if name != graph.entry}
    for caller, callee in graph.calls:
        if caller != graph.entry and callee not in left_out:
            callees[caller].append(callee)
    return json.dumps(callees, indent=2, ensure_ascii=False) + "\n"


def _dot(graph: CallGraph) -> str:
    lines = ["digraph calls {", "  rankdir=LR;", "  node [shape=box];"]
    places = dict(graph.nodes)
    names, calls = _drawn(graph)
    operations = _operations(graph)
    for name in names:
        at = places.get(name)
        style = ", style=bold" if name == graph.entry else ", style=filled" if name in operations else ""
        lines.append(f"  {_quoted(name)} [tooltip={_quoted(str(at) if at else '')}{style}];")
    lines += [f"  {_quoted(caller)} -> {_quoted(callee)};" for caller, callee in calls]
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    # Labels are read with HTML entities: https://graphviz.org/docs/attr-types/escString/
    escaped = visible(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _mermaid(graph: CallGraph) -> str:
    names, calls = _drawn(graph)
    operations = _operations(graph)
    ids = {name: f"n{place}" for place, name in enumerate(names)}
    lines = ["flowchart LR"]
    for name in names:
        opening, closing = ("([", "])") if name in operations else ("[", "]")
        lines.append(f'  {ids[name]}{opening}"{_labelled(name)}"{closing}')
    lines += [f"  {ids[caller]} --> {ids[callee]}" for caller, callee in calls]
    return "\n".join([*lines, ""])


# Quotes end a label, backquotes start Markdown in it, %% a directive, \n a line; a list is refused.
_ENTITIES = (
    ('"', "#quot;"), ("&", "#amp;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;"), ("%", "#37;"), ("\\", "#92;"),
    ("- ", "#45; "), (". ", "#46; "),
)  # fmt: skip


def _labelled(text: str) -> str:
    # Mermaid reads #name; and #number; as entities: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
    shown = visible(text).replace("#", "#35;")
    for character, entity in _ENTITIES:
        shown = shown.replace(character, entity)
    return shown


_RENDERERS: dict[str, Callable[[CallGraph], str]] = {"json": _json, "dot": _dot, "mermaid": _mermaid, "pycg": _pycg}
GRAPH_FORMATS = tuple(_RENDERERS)
