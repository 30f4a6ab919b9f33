import json
from textwrap import dedent

import pytest

from analyzer.core import Span
from analyzer.reports.graph import GRAPH_FORMATS, CallGraph, graph_text

GRAPH = CallGraph(
    "app.handler",
    (("app.handler", Span("app.py", 3)), ("store.find", Span("store.py", 8)), ("app.unused", Span("app.py", 9))),
    (
        ("app.handler", "store.find", Span("app.py", 5)),
        ("app.handler", "store.find", Span("app.py", 4)),
        ("store.find", 'weird."<lambda>#1"', Span("store.py", 9)),
    ),
)


def test_json_has_every_call():
    graph = json.loads(graph_text(GRAPH, "json"))
    assert graph["entry"] == "app.handler"
    assert {"name": "store.find", "file": "store.py", "line": 8} in graph["nodes"]
    assert {"name": 'weird."<lambda>#1"', "file": None, "line": None} in graph["nodes"]
    assert [(edge["from"], edge["to"], edge["line"]) for edge in graph["edges"]] == [
        ("app.handler", "store.find", 4),
        ("app.handler", "store.find", 5),
        ("store.find", 'weird."<lambda>#1"', 9),
    ]


def test_pycg_has_every_name_as_a_key():
    assert json.loads(graph_text(GRAPH, "pycg")) == {
        "app.handler": ["store.find"],
        "app.unused": [],
        "store.find": ['weird."<lambda>#1"'],
        'weird."<lambda>#1"': [],
    }


def test_dot():
    assert graph_text(GRAPH, "dot") == dedent(r"""
        digraph calls {
          rankdir=LR;
          node [shape=box];
          "app.handler" [tooltip="app.py:3:1", style=bold];
          "app.unused" [tooltip="app.py:9:1"];
          "store.find" [tooltip="store.py:8:1"];
          "weird.\"<lambda>#1\"" [tooltip=""];
          "app.handler" -> "store.find";
          "store.find" -> "weird.\"<lambda>#1\"";
        }
    """).removeprefix("\n")


def test_mermaid():
    assert graph_text(GRAPH, "mermaid") == dedent("""\
        flowchart LR
          n0["app.handler"]
          n1["app.unused"]
          n2["store.find"]
          n3["weird.#quot;#lt;lambda#gt;#35;1#quot;"]
          n0 --> n2
          n2 --> n3
    """)


@pytest.mark.parametrize("kind", GRAPH_FORMATS)
def test_order_of_the_edges_does_not_matter(kind):
    turned = CallGraph(GRAPH.entry, GRAPH.nodes[::-1], GRAPH.edges[::-1])
    assert graph_text(turned, kind) == graph_text(GRAPH, kind)
