"""The role's statements and those of the minimal policy, side by side: what to take away and what to add."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from analyzer.core import Span
from analyzer.findings.model import Finding
from analyzer.iam import action_matches
from analyzer.iam.model import Condition, Statement
from analyzer.reports.model import FunctionReport
from analyzer.templates.model import Grant

# unneeded: goes away; excess: a part of it is needed; doubt: a gap may explain it; wide: needed, on less; added: needed and not granted today.
Mark = Literal["", "unneeded", "excess", "doubt", "wide", "added"]
_LACKING = "missing"
_SOURCES = {
    "managed": "AWS managed policy",
    "sam-template": "SAM policy template",
    "connector": "connector",
    "customer-managed": "customer managed policy",
    "resource-policy": "policy of the resource",
    "generated": "added by the framework",
}


class Marked(Struct, frozen=True):
    """An action or a resource as it is written, and what is to say of it."""

    text: str
    mark: Mark = ""


class Card(Struct, frozen=True):
    """One statement: ``title`` its Sid or the policy that it comes from, ``source`` what kind of policy that is."""

    title: str
    effect: str
    source: str = ""
    file: str = ""
    line: int = 0
    mark: Mark = ""
    actions: tuple[Marked, ...] = ()
    not_actions: tuple[str, ...] = ()
    resources: tuple[Marked, ...] = ()
    not_resources: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


def declared_side(function: FunctionReport) -> tuple[Card, ...]:
    """The statements of the role, then those of its permissions boundary, in the order of the template."""
    role = function.entry.role
    own = [_declared(grant, function, function.findings) for grant in role.grants]
    bounds = [_declared(grant, function, ()) for grant in role.boundary or ()]
    return (*own, *(_renamed(card, "permissions boundary") for card in bounds))


def minimal_side(function: FunctionReport) -> tuple[Card, ...]:
    """The statements of the minimal policy; an action that the role lacks is marked ``added``."""
    lacking = [finding for finding in function.findings if finding.category == _LACKING]
    return tuple(_minimal(each.statement, lacking) for each in function.policy.statements)


def _declared(grant: Grant, function: FunctionReport, findings: Sequence[Finding]) -> Card:
    mine = [finding for finding in findings if _is_about(finding, grant)]
    needed = [need.action for need in function.needs]
    source = _SOURCES.get(grant.source, "")
    statement = grant.statement
    return Card(
        title=grant.written or statement.sid,
        effect=statement.effect,
        source=source,
        file=grant.span.path,
        line=grant.span.line,
        mark=_whole(mine, grant, needed),
        actions=tuple(Marked(*pair) for pair in _actions(grant, mine, needed)),
        not_actions=statement.not_actions,
        resources=tuple(Marked(str(text), _reach(str(text), mine)) for text in statement.resources),
        not_resources=tuple(map(str, statement.not_resources)),
        conditions=_conditions(statement.conditions),
    )


def _renamed(card: Card, source: str) -> Card:
    return Card(card.title, card.effect, source, card.file, card.line, "", card.actions, card.not_actions,
                card.resources, card.not_resources, card.conditions)  # fmt: skip


def _is_about(finding: Finding, grant: Grant) -> bool:
    if finding.category not in ("over-grant", "wide-resource", "invalid", _LACKING) or not finding.grant:
        return False
    places = (grant.span, *grant.action_spans, *grant.resource_spans)
    return any(_same(finding.span, place) for place in places)


def _same(one: Span, other: Span) -> bool:
    return (one.path, one.line, one.column) == (other.path, other.line, other.column)


def _whole(findings: Sequence[Finding], grant: Grant, needed: Sequence[str]) -> Mark:
    """The mark of a policy that the template only names, or of a NotAction."""
    names = (grant.written, *(f"NotAction:{name}" for name in grant.statement.not_actions))
    mine = [finding for finding in findings if finding.grant in names and finding.category == "over-grant"]
    kept = [action for action in needed if any(action_matches(pattern, action) for pattern in grant.statement.actions)]
    return _over(mine[0], kept) if mine else ""


def _over(finding: Finding, kept: Sequence[str]) -> Mark:
    """``kept``: what of the grant is needed."""
    return "doubt" if finding.confidence == "low" else "excess" if kept else "unneeded"


def _actions(grant: Grant, findings: Sequence[Finding], needed: Sequence[str]) -> Iterator[tuple[str, Mark]]:
    for index, pattern in enumerate(grant.statement.actions):
        span = grant.action_spans[index] if index < len(grant.action_spans) else grant.span
        yield pattern, _action(pattern, span, grant, findings, needed)


def _action(pattern: str, span: Span, grant: Grant, findings: Sequence[Finding], needed: Sequence[str]) -> Mark:
    for finding in findings:
        if finding.category in ("over-grant", "invalid"):
            named = grant.written and finding.grant == grant.written
            if (named and pattern in finding.actions) or (finding.grant == pattern and _same(finding.span, span)):
                return _over(finding, [action for action in needed if action_matches(pattern, action)])
    wide = [one for one in findings if one.category == "wide-resource" and one.actions == (pattern,)]
    return ("doubt" if wide[0].confidence == "low" else "wide") if wide else ""


def _reach(text: str, findings: Sequence[Finding]) -> Mark:
    wide = [one for one in findings if one.category == "wide-resource" and text in one.resources]
    return ("doubt" if all(one.confidence == "low" for one in wide) else "wide") if wide else ""


def _minimal(statement: Statement, lacking: Sequence[Finding]) -> Card:
    return Card(
        title=statement.sid,
        effect=statement.effect,
        actions=tuple(Marked(action, _added(action, statement, lacking)) for action in statement.actions),
        resources=tuple(Marked(str(text)) for text in statement.resources),
        conditions=_conditions(statement.conditions),
    )


def _added(action: str, statement: Statement, lacking: Sequence[Finding]) -> Mark:
    reach = frozenset(map(str, statement.resources))
    mine = [one for one in lacking if action in one.actions and (not one.resources or reach & set(one.resources))]
    return ("doubt" if all(one.confidence == "low" for one in mine) else "added") if mine else ""


def _conditions(conditions: Sequence[Condition]) -> tuple[str, ...]:
    return tuple(f"{one.key} {one.operator} {', '.join(map(str, one.values))}" for one in conditions)
