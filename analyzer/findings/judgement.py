"""From a diff to findings: each unneeded grant to one rule, each rule's judge asked once."""

from collections.abc import Sequence

from msgspec.structs import replace

from analyzer.core import Gap, Problem
from analyzer.diffs import Diff, Unneeded
from analyzer.findings.discovery import judges
from analyzer.findings.model import Case, Finding
from analyzer.functions.model import Entry
from analyzer.needs.model import Need
from analyzer.rulebook import Rulebook


def judge(  # noqa: PLR0917  one argument per stage
    diff: Diff,
    entry: Entry,
    gaps: Sequence[Gap],
    problems: Sequence[Problem],
    needs: Sequence[Need],
    rulebook: Rulebook,
) -> tuple[Finding, ...]:
    """The findings of one function, by file, line and rule; one for each grant and statement."""
    case = Case(diff, entry, tuple(gaps), tuple(problems), tuple(needs), rulebook)
    taken: dict[str, list[Unneeded]] = {}
    for item in diff.unneeded:
        taken.setdefault(_owner(item, case), []).append(item)
    found: dict[Finding, None] = {}
    for one in judges():
        mine = replace(case, unneeded=tuple(taken.get(one.RULE.name, ())))
        found.update(dict.fromkeys(one.judge(mine)))
    return tuple(sorted(found, key=_place))


def _owner(item: Unneeded, case: Case) -> str:
    """The first rule that takes the grant, most serious first."""
    takers = sorted((one for one in judges() if one.RULE.order), key=lambda one: one.RULE.order)
    return next(str(one.RULE.name) for one in takers if one.claims(item, case))


def _place(finding: Finding) -> tuple[object, ...]:
    return (finding.span, finding.rule, finding.grant or "", finding.actions, finding.message)
