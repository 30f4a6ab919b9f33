"""The way from the handler through calls to actions and resources, as nodes and edges that the page lays out."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct

from analyzer.core import Span, Text
from analyzer.findings.model import Finding
from analyzer.findings.words import cause, named
from analyzer.iam import action_matches
from analyzer.needs.model import Evidence, Need
from analyzer.reports.model import FunctionReport
from analyzer.reports.wording import counted

Kind = Literal["handler", "function", "call", "action", "resource"]
State = Literal["", "missing", "unneeded", "excess", "wide", "doubt", "possible"]
_MOST_CALLS = 6  # of one need
_MOST_LINES = 6  # of one node


class Node(Struct, frozen=True):
    """One box: what stands in it, its column, and what is to say of it.  ``title`` is all of it, in words."""

    kind: Kind
    column: int
    lines: tuple[str, ...]
    detail: str = ""
    state: State = ""
    title: str = ""


class Edge(Struct, frozen=True):
    """From one node to another, by index."""

    start: int
    end: int
    state: State = ""


class Drawing(Struct, frozen=True):
    """The whole picture; columns run from the handler (0) to the resources (the highest)."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    columns: int


def drawing(function: FunctionReport) -> Drawing:
    """What leads to each need, what is needed on what, and the grants that nothing leads to."""
    sketch = _Sketch(function)
    for _, alike in groupby(_needs(function), key=lambda need: (need.resources, need.certainty, need.evidence)):
        sketch.need(tuple(alike))
    for finding in function.findings:
        if finding.category == "over-grant":
            sketch.grant(finding)
    return sketch.done()


def _needs(function: FunctionReport) -> Iterator[Need]:
    return (need for need in function.needs if not need.explains_only)


class _Sketch:
    """Nodes and edges while they are found, each once, in the order in which they are."""

    def __init__(self, function: FunctionReport) -> None:
        self._findings = function.findings
        self._needed = tuple(need.action for need in function.needs)
        self._arns = function.arns
        self._named_policies: dict[str, tuple[str, ...]] = {}
        for grant in function.entry.role.grants:
            known = self._named_policies.get(grant.written, ())
            self._named_policies[grant.written] = (*known, *grant.statement.actions)
        granted = (text for grant in function.entry.role.grants for text in grant.statement.resources)
        self._names = {str(text): named(text) for text in granted}
        self._start = _name(function)
        depth = max((len(_callers(one, self._start)) for need in _needs(function) for one in need.evidence), default=0)
        self._calls, self._actions, self._resources = depth + 1, depth + 2, depth + 3
        self._nodes: dict[tuple[object, ...], tuple[int, Node]] = {}
        self._edges: dict[tuple[int, int], State] = {}
        at = Span(*function.handler) if function.handler else None
        box = Node("handler", 0, (self._start,), _short(at) if at else "not located", title=self._start)
        self._handler = self._node(("handler",), box)

    def need(self, alike: tuple[Need, ...]) -> None:
        """Actions that are needed on the same resources for the same reason: one box."""
        first = alike[0]
        states = {need.action: self._state(need) for need in alike}
        for state in dict.fromkeys(states.values()):
            actions = [need.action for need in alike if states[need.action] == state]
            box = self._action(("need", *actions, repr(first)), actions, state)
            for evidence in first.evidence[:_MOST_CALLS]:
                self._edge(self._way(evidence), box)
            for resource in first.resources:
                self._edge(box, self._resource(resource.text), "missing" if state == "missing" else "")
            self._too_wide(actions, state, box)

    def grant(self, finding: Finding) -> None:
        """A grant that is not needed: nothing leads to it."""
        state = self._spare(finding)
        count = "everything else" if finding.actions == ("*",) else counted(len(finding.actions), "action")
        name = finding.grant or ", ".join(finding.actions)
        detail = "not needed" if finding.actions == (finding.grant,) else f"{count} not needed"
        box = Node(
            "action", self._actions, (name,), "cannot tell" if state == "doubt" else detail, state, finding.message
        )
        start = self._node(("grant", finding.span, name), box)
        for text in finding.resources[:_MOST_LINES]:
            self._edge(start, self._named(text), state)

    def done(self) -> Drawing:
        """All that was found."""
        nodes = tuple(node for _, node in self._nodes.values())
        return Drawing(nodes, tuple(Edge(*ends, state) for ends, state in self._edges.items()), self._resources + 1)

    def _state(self, need: Need) -> State:
        """What the findings say of an action: worst first."""
        mine = [one for one in self._findings if need.action in one.actions and one.category != "over-grant"]
        lacking = [one for one in mine if one.category == "missing"]
        if lacking:
            return "doubt" if all(one.confidence == "low" for one in lacking) else "missing"
        if any(one.category == "wide-resource" and one.confidence != "low" for one in mine):
            return "wide"
        return "" if need.certainty == "certain" else "possible"

    def _spare(self, finding: Finding) -> State:
        if finding.confidence == "low":
            return "doubt"
        patterns = self._named_policies.get(finding.grant or "") or (finding.grant or "",)
        kept = any(action_matches(pattern, action) for pattern in patterns for action in self._needed)
        return "excess" if kept else "unneeded"

    def _action(self, key: tuple[object, ...], actions: Sequence[str], state: State) -> int:
        words = {"missing": "not granted", "wide": "granted too widely", "doubt": "cannot tell", "possible": "possible"}
        title = f"{', '.join(actions)}: {words.get(state, 'granted and needed')}"
        node = Node("action", self._actions, _cut(actions), words.get(state, ""), state, title)
        return self._node(key, node)

    def _too_wide(self, actions: Sequence[str], state: State, box: int) -> None:
        if state != "wide":
            return
        for finding in self._findings:
            if finding.category == "wide-resource" and set(finding.actions) & set(actions):
                for text in finding.resources:
                    self._edge(box, self._named(text), "wide")

    def _way(self, evidence: Evidence) -> int:
        """The call's box, after those of the functions that lead to it from the handler."""
        place = f"{evidence.span.path}:{evidence.span.line}"
        call = Node(
            "call", self._calls, (cause(evidence.call),), _short(evidence.span), title=f"{evidence.call} at {place}"
        )
        end = self._node(("call", evidence.call, evidence.span), call)
        if not evidence.function:  # what causes the need stands in the template, no code leads to it
            return end
        previous = self._handler
        for column, (name, span) in enumerate(_callers(evidence, self._start), start=1):
            node = Node(
                "function", column, (name.rpartition(".")[2],), _short(span), title=f"{name}, {span.path}:{span.line}"
            )
            step = self._node(("function", name, column), node)
            self._edge(previous, step)
            previous = step
        self._edge(previous, end)
        return end

    def _resource(self, text: Text) -> int:
        return self._place(str(text), named(text))

    def _named(self, text: str) -> int:
        return self._place(text, self._names.get(text, text))

    def _place(self, text: str, name: str) -> int:
        """The box of a resource: one, however its ARN is spelled."""
        return self._node(("resource", self._arns.get(text, text)), _resource_node(text, name, self._resources))

    def _node(self, key: tuple[object, ...], node: Node) -> int:
        return self._nodes.setdefault(key, (len(self._nodes), node))[0]

    def _edge(self, start: int, end: int, state: State = "") -> None:
        if not self._edges.get((start, end)):
            self._edges[start, end] = state


def _name(function: FunctionReport) -> str:
    entry = function.entry
    return f"{entry.module}.{entry.callable}" if entry.module and entry.callable else entry.declaration.handler


def _callers(evidence: Evidence, start: str) -> list[tuple[str, Span]]:
    """The functions between the handler and the call, outermost first, each with the place where it goes on."""
    if not evidence.function:
        return []
    chain = [*((frame.function, frame.span) for frame in evidence.path), (evidence.function, evidence.span)]
    return [step for step in chain if step[0] != start]


def _resource_node(text: str, name: str, column: int) -> Node:
    shown = "every resource" if not text.strip("*") else name
    return Node("resource", column, (shown,), text if text != shown else "", title=text)


def _cut(actions: Sequence[str]) -> tuple[str, ...]:
    more = len(actions) - _MOST_LINES
    return tuple(actions) if more <= 1 else (*actions[:_MOST_LINES], f"and {more} more")


def _short(span: Span) -> str:
    return f"{span.path.rpartition('/')[2]}:{span.line}"
