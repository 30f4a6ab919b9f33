"""Unneeded grants that let the function raise its own privileges."""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct, convert

from analyzer.diffs import Unneeded, relevant
from analyzer.findings.model import Case, Finding, Rule
from analyzer.findings.overgrants import is_whole, on_everything, overgrant, spelled, unconditional
from analyzer.findings.remedies import remedy
from analyzer.findings.words import counted, listed, on
from analyzer.iam import action_matches
from analyzer.templates.model import Grant

RULE = Rule("privilege-escalation", "over-grant", "error", order=3)
_TABLE = Path("findings") / "escalations.toml"


class Escalation(Struct, frozen=True, forbid_unknown_fields=True):
    """One way up: ``how`` completes "with it the function …", ``wide`` counts only on every resource."""

    how: str
    reach: Literal["any", "wide"]
    doc: str


def claims(item: Unneeded, case: Case) -> bool:
    """An action of the list among those that are not needed; SAM's own templates are never one."""
    return item.grants[0].source != "sam-template" and bool(_ways(item, case))


def judge(case: Case) -> Iterator[Finding]:
    """One finding for each such grant."""
    for item in case.unneeded:
        ways = _ways(item, case)
        first, how = ways[0]
        more = f" ({listed(action for action, _ in ways[1:])} likewise)" if ways[1:] else ""
        if item.pattern == first:
            where = on(item.grants[0].statement.resources)
            message = f"{case.function} never calls {first}{where}, which {how}"
        else:
            message = (
                f"{spelled(item)} grants {case.function} {counted(item.actions, case.rulebook)} "
                f"that it does not need: {first} {how}{more}"
            )
        yield overgrant(RULE, case, item, message, remedy=remedy(case, item))


def escalations(rules: Path) -> dict[str, Escalation]:
    """The published ways to raise privileges, by action."""
    return _read(rules / _TABLE)


@lru_cache(maxsize=4)
def _read(path: Path) -> dict[str, Escalation]:
    return convert(tomllib.loads(path.read_text(encoding="utf-8"))["escalations"], dict[str, Escalation])


def _ways(item: Unneeded, case: Case) -> list[tuple[str, str]]:
    """The actions of the list that the grant gives without need, with what each does."""
    listed_ways = escalations(case.rulebook.directory)
    spare = frozenset(item.actions)
    if item.actions == ("*",):
        spare = frozenset(listed_ways) - frozenset(item.needed)
    return [
        (action, row.how)
        for action, row in listed_ways.items()
        if action in spare and any(_gives(grant, action, row, item, case) for grant in item.grants)
    ]


def _gives(grant: Grant, action: str, row: Escalation, item: Unneeded, case: Case) -> bool:
    patterns = grant.statement.actions if is_whole(item) else (item.pattern,)
    if not any(action_matches(pattern, action) for pattern in patterns):
        return False
    if not any(relevant(case.rulebook, action, text) for text in grant.statement.resources):
        return False  # a role's policy cannot be written on a bucket
    return row.reach == "any" or (on_everything(grant) and unconditional(grant))
