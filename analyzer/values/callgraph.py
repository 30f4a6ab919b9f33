"""The call graph: who calls whom, and the shortest way from the handler to a call."""

from collections.abc import Iterable
from itertools import pairwise

import networkx as nx

from analyzer.core import Span

Edge = tuple[str, str, Span]


class CallGraph:
    """A ``networkx.DiGraph`` over function names; every edge keeps its first place."""

    def __init__(self, root: str, edges: Iterable[Edge]) -> None:
        self.root = root
        self.graph: nx.DiGraph[str] = nx.DiGraph()
        self.graph.add_node(root)
        for caller, callee, span in edges:
            if not self.graph.has_edge(caller, callee):
                self.graph.add_edge(caller, callee, span=span)

    def path(self, node: str) -> tuple[tuple[str, Span], ...]:
        """The shortest chain from the root to a node as (caller, place of its call), empty when there is none."""
        if node == self.root or node not in self.graph:
            return ()
        try:
            names = nx.shortest_path(self.graph, self.root, node)
        except nx.NetworkXNoPath:
            return ()
        return tuple((a, self.graph.edges[a, b]["span"]) for a, b in pairwise(names))

    def reachable(self) -> set[str]:
        """Every node that the root reaches, itself included."""
        return {self.root, *nx.descendants(self.graph, self.root)}

    def recursive(self) -> tuple[tuple[str, ...], ...]:
        """The groups of functions that call each other in a circle, each sorted."""
        found = [tuple(sorted(group)) for group in nx.strongly_connected_components(self.graph) if len(group) > 1]
        return tuple(sorted(found))
