"""What the rules about missing permissions have in common."""

from collections.abc import Iterator, Sequence

from analyzer.core import Span
from analyzer.diffs import Missing
from analyzer.findings.making import make
from analyzer.findings.model import Case, Confidence, Finding, Level, Related, Rule
from analyzer.findings.words import cause, hidden, listed, reached
from analyzer.needs.model import Evidence

# Needs that a call shows are certain; those that a table adds to it are a little less so.
_SEEN = ("call", "library", "event-source", "runtime")


def grouped(items: Sequence[Missing]) -> list[tuple[Missing, ...]]:
    """The items of one action together, and those that Lambda needs for one thing (logs, tracing, a VPC)."""
    found: dict[str, list[Missing]] = {}
    for item in items:
        causes = [one.call for one in item.need.evidence] if item.need.origin == "runtime" else []
        found.setdefault(causes[0] if causes else item.need.action, []).append(item)
    return [tuple(group) for group in found.values()]


def actions(group: Sequence[Missing]) -> tuple[str, ...]:
    """The actions of a group, each once."""
    return tuple(dict.fromkeys(item.need.action for item in group))


def confidence(group: Sequence[Missing]) -> Confidence:
    """Low where the role is not wholly known, or where the need is only possible."""
    if any(item.gaps for item in group) or all(item.need.certainty == "possible" for item in group):
        return "low"
    return "high" if all(item.need.origin in _SEEN for item in group) else "medium"


def level(group: Sequence[Missing]) -> Level | None:
    """A warning at most for what Lambda itself needs; otherwise the rule's own."""
    return "warning" if all(item.need.origin == "runtime" for item in group) else None


def lack(
    rule: Rule, case: Case, group: Sequence[Missing], *, span: Span, message: str, related: tuple[Related, ...] = ()
) -> Finding:
    """The finding about one action that is not allowed."""
    gaps = tuple(gap for item in group for gap in item.gaps)
    possible = next((item.need.because for item in group if item.need.certainty == "possible"), "")
    if gaps:
        message = f"{message}, unless what is not seen of its role does: {hidden(tuple(dict.fromkeys(gaps)))}"
    elif possible:
        message = f"{message}. Perhaps it is not needed: {possible}"
    return make(
        rule,
        case,
        span,
        message,
        actions=actions(group),
        resources=tuple(dict.fromkeys(str(one.text) for item in group for one in item.resources)),
        confidence=confidence(group),
        level=level(group),
        related=related,
    )


def evidence(group: Sequence[Missing]) -> Evidence | None:
    """The first place that shows the need."""
    return next((one for item in group for one in item.need.evidence), None)


def because(evidence: Evidence) -> str:
    """``here: s3.PutObject`` for a call, ``for its logs`` for what stands in the template."""
    why = cause(evidence.call)
    return f"here: {why}" if why == evidence.call else f"for {why}"


def where(case: Case, group: Sequence[Missing]) -> Span:
    """The call that fails, or the function's declaration where none shows the need."""
    first = evidence(group)
    return first.span if first else case.entry.declaration.span


def chain(group: Sequence[Missing]) -> Iterator[Related]:
    """The calls that lead from the handler to the first place that shows the need."""
    first = evidence(group)
    for frame in first.path if first else ():
        yield Related(frame.span, f"called here, in {frame.function}")


def resources(group: Sequence[Missing]) -> str:
    """The needed resources as their owner calls them."""
    return listed(reached(one) for item in group for one in item.resources)
