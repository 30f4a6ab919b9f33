import json
from textwrap import dedent

import pytest

from analyzer.core import Span
from analyzer.reports.graph import GRAPH_FORMATS, CallGraph, graph_text

GRAPH = CallGraph(
    "<entry>",
    (
        ("app", Span("app.py")),
        ("app.handler", Span("app.py", 3)),
        ("store", Span("store.py")),
        ("store.find", Span("store.py", 8)),
        ("app.unused", Span("app.py", 9)),
    ),
    (
        ("<entry>", "app", Span("app.py")),
        ("<entry>", "app.handler", Span("app.py")),
        ("app", "store", Span("app.py", 1)),
        ("app.handler", "store.find", Span("app.py", 5)),
        ("app.handler", "store.find", Span("app.py", 4)),
        ("store.find", 'weird."<lambda>#1"', Span("store.py", 9)),
    ),
    ("app", "store"),
    (("store.find", "dynamodb.Query", Span("store.py", 10)),),
)


def test_json_has_every_call():
    graph = json.loads(graph_text(GRAPH, "json"))
    assert graph["entry"] == "<entry>"
    assert {"name": "store.find", "kind": "function", "file": "store.py", "line": 8} in graph["nodes"]
    assert {"name": 'weird."<lambda>#1"', "kind": "external", "file": None, "line": None} in graph["nodes"]
    assert [node["kind"] for node in graph["nodes"] if node["name"] in ("app", "<entry>")] == ["entry", "module"]
    assert [(edge["from"], edge["to"], edge["line"]) for edge in graph["edges"]] == [
        ("<entry>", "app", 1),
        ("<entry>", "app.handler", 1),
        ("app", "store", 1),
        ("app.handler", "store.find", 4),
        ("app.handler", "store.find", 5),
        ("store.find", 'weird."<lambda>#1"', 9),
        ("store.find", "dynamodb.Query", 10),
    ]
    assert graph["nodes"][-1] == {"name": "dynamodb.Query", "kind": "aws", "file": None, "line": None}


def test_pycg_has_every_name_as_a_key_and_no_imports():
    assert json.loads(graph_text(GRAPH, "pycg")) == {
        "app": [],
        "app.handler": ["store.find"],
        "app.unused": [],
        "store": [],
        "store.find": ['weird."<lambda>#1"'],
        'weird."<lambda>#1"': [],
    }


def test_dot():
    assert graph_text(GRAPH, "dot") == dedent(r"""
        digraph calls {
          rankdir=LR;
          node [shape=box];
          "<entry>" [tooltip="", style=bold];
          "app" [tooltip="app.py:1:1"];
          "app.handler" [tooltip="app.py:3:1"];
          "store" [tooltip="store.py:1:1"];
          "store.find" [tooltip="store.py:8:1"];
          "weird.\"<lambda>#1\"" [tooltip=""];
          "dynamodb.Query" [tooltip="", style=filled];
          "<entry>" -> "app";
          "<entry>" -> "app.handler";
          "app" -> "store";
          "app.handler" -> "store.find";
          "store.find" -> "weird.\"<lambda>#1\"";
          "store.find" -> "dynamodb.Query";
        }
    """).removeprefix("\n")


def test_mermaid():
    assert graph_text(GRAPH, "mermaid") == dedent("""\
        flowchart LR
          n0["#lt;entry#gt;"]
          n1["app"]
          n2["app.handler"]
          n3["store"]
          n4["store.find"]
          n5["weird.#quot;#lt;lambda#gt;#35;1#quot;"]
          n6(["dynamodb.Query"])
          n0 --> n1
          n0 --> n2
          n1 --> n3
          n2 --> n4
          n4 --> n5
          n4 --> n6
    """)


@pytest.mark.parametrize("kind", GRAPH_FORMATS)
def test_order_of_the_edges_does_not_matter(kind):
    turned = CallGraph(GRAPH.entry, GRAPH.nodes[::-1], GRAPH.edges[::-1], GRAPH.modules[::-1], GRAPH.accesses)
    assert graph_text(turned, kind) == graph_text(GRAPH, kind)


def test_names_cannot_steer_a_drawing_program():
    """Each of these was read by Mermaid or Graphviz as more than a name."""
    names = ("%%{init: {}}%%", "a\\nb", "1. one", "- item", "x&amp;y", 'a"]; b')
    graph = CallGraph("<entry>", (), tuple(("<entry>", name, Span("a.py")) for name in names))
    mermaid = [line.strip() for line in graph_text(graph, "mermaid").splitlines()]
    assert 'n0["#37;#37;{init: {}}#37;#37;"]' in mermaid
    assert 'n1["#45; item"]' in mermaid
    assert 'n2["1#46; one"]' in mermaid
    assert 'n4["a#quot;]; b"]' in mermaid
    assert 'n5["a#92;nb"]' in mermaid
    assert 'n6["x#amp;amp;y"]' in mermaid
    dot = graph_text(graph, "dot")
    assert '"x&amp;amp;y" [tooltip=""];' in dot
    assert '"a\\"]; b" [tooltip=""];' in dot
    assert '"a\\\\nb" [tooltip=""];' in dot
