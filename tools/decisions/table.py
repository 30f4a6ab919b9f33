"""Every operation of the SDK with its decision, its actions, and how their ARNs are found."""

from collections.abc import Iterator

from msgspec import Struct

from analyzer.rulebook import Rulebook
from analyzer.rulebook.decisions import Decision
from analyzer.rulebook.model import Operation
from tools.decisions.places import place

DECISIONS = ("action of the same name", "row", "no permission needed", "unknown to IAM's table", "service reference")


class Row(Struct, frozen=True):
    """One operation and one of the actions that it asks for; ``action`` and ``place`` are empty where it asks for none."""

    service: str
    operation: str
    decision: str
    action: str = ""
    place: str = ""


def table(rulebook: Rulebook) -> tuple[Row, ...]:
    """One row for each operation and action, in the order of services and operations."""
    return tuple(
        row
        for service in rulebook.service_names()
        if (index := rulebook.service(service)) is not None
        for operation in index.operations
        for row in _rows(rulebook, service, operation)
    )


def _rows(rulebook: Rulebook, service: str, operation: Operation) -> Iterator[Row]:
    found = rulebook.decision(service, operation.name)
    decision = _word(found)
    if not found.needs:
        yield Row(service, operation.name, f"{decision}: {found.reason}")
    for need in found.needs:
        yield Row(service, operation.name, decision, need.action, place(rulebook, need, operation))


def _word(decision: Decision) -> str:
    return DECISIONS[("namesake", "row", "nothing", "unknown", "reference").index(decision.kind)]
