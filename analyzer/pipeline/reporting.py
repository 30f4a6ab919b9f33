"""Entries with their solutions → function reports: needs, policy, diff, findings."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from analyzer.accesses import collect
from analyzer.accesses.model import Access
from analyzer.core import Gap, Problem, Span, Text
from analyzer.diffs import Context, Sibling, Together, compare
from analyzer.findings import judge
from analyzer.functions.model import Entry
from analyzer.needs import Speller, baseline, derive, forwarded, unknown_layers, unmapped
from analyzer.needs.merging import merged
from analyzer.needs.model import Need
from analyzer.pipeline.boundary import INTERNAL, failed, guarded
from analyzer.pipeline.solving import Solved
from analyzer.policies import document, synthesize
from analyzer.reports.model import FunctionReport
from analyzer.rulebook import Rulebook
from analyzer.templates import express


class Judged(Struct, frozen=True):
    """An entry and its solution, None where its code cannot be located."""

    entry: Entry
    solved: Solved | None


class Needed(Struct, frozen=True):
    """What one entry needs, and what is not known of it; ``off`` are needs that settings of the template turn off."""

    judged: Judged
    needs: tuple[Need, ...]
    gaps: tuple[Gap, ...]
    elsewhere: tuple[tuple[str, str], ...]
    off: tuple[Need, ...] = ()


def function_reports(
    entries: list[Judged], rulebook: Rulebook, *, debug: bool
) -> tuple[list[FunctionReport], tuple[Problem, ...]]:
    """A report for each entry, compared with its role in the light of all that share it; errors of our own beside."""
    needed = [
        guarded(partial(_needed, each, rulebook), partial(_nothing_known, each.entry), debug=debug) for each in entries
    ]
    teams = _teams(needed, rulebook)
    reports: list[FunctionReport] = []
    for each in needed:
        work = partial(_report, each, teams.get(_role_of(each)), rulebook)
        reports.append(guarded(work, partial(_empty_report, each), debug=debug))
    internal = [p for each in needed for p in _problems(each) if p.code == INTERNAL]
    internal += [Problem(INTERNAL, g.span, g.detail) for r in reports for g in r.gaps if g not in _gaps_of(needed, r)]
    return reports, tuple(dict.fromkeys(internal))


def _gaps_of(needed: list[Needed], report: FunctionReport) -> tuple[Gap, ...]:
    return next(each.gaps for each in needed if each.judged.entry is report.entry)


def _nothing_known(entry: Entry, why: str) -> Needed:
    solved = failed(entry.declaration.template, why)
    return Needed(Judged(entry, solved), (), solved.solution.gaps, ())


def _empty_report(one: Needed, why: str) -> FunctionReport:
    """What stands for a report that could not be made."""
    nothing = _nothing_known(one.judged.entry, why)
    policy = synthesize(())
    return FunctionReport(
        one.judged.entry, None, complete=False, needs=(), policy=policy, policy_document=document(policy, _words(one)),
        expressions={}, gaps=nothing.gaps, findings=(),
    )  # fmt: skip


def _words(one: Needed) -> Callable[[Text], Any]:
    """How texts are written in the function's own dialect."""
    entry = one.judged.entry
    return partial(express, dialect=entry.template.dialect, words=entry.declaration.words)


def _problems(one: Needed) -> tuple[Problem, ...]:
    solved = one.judged.solved
    return (*one.judged.entry.problems, *(solved.problems if solved is not None else ()))


def _needed(judged: Judged, rulebook: Rulebook) -> Needed:
    entry, solved = judged.entry, judged.solved
    accesses = collect(solved.solution) if solved is not None else ()
    own = tuple(access for access in accesses if not access.principal)
    off = _otherwise(judged, own, rulebook)
    needs = merged((*derive(own, entry, rulebook), *_explaining(off, solved), *baseline(entry, rulebook)))
    gaps = (
        *entry.gaps,
        *(solved.solution.gaps if solved is not None else ()),
        *(solved.otherwise.gaps if solved is not None and solved.otherwise is not None else ()),
        *unmapped(own, rulebook),
        *forwarded(own, rulebook),
        *unknown_layers(entry, rulebook),
        *_no_handler(judged),
    )
    elsewhere = {
        (access.principal, f"{access.service}.{access.operation}"): None for access in accesses if access.principal
    }
    asked = {(need.action, one.text) for need in needs if not need.explains_only for one in need.resources}
    off = tuple(
        need
        for need in off
        if not need.explains_only and not all((need.action, one.text) in asked for one in need.resources)
    )
    told = tuple(sorted(_that_matter(gaps, needs), key=repr))
    return Needed(judged, needs, told, tuple(sorted(elsewhere)), off)


def _that_matter(gaps: Iterable[Gap], needs: tuple[Need, ...]) -> Iterable[Gap]:
    """The gaps less those of values that name nothing: every resource of the call is known all the same."""
    exact: dict[Span, bool] = {}
    for need in needs:
        known = all(resource.certainty == "exact" for resource in need.resources)
        exact.update((one.span, known and exact.get(one.span, True)) for one in need.evidence)
    unique = dict.fromkeys(gaps)
    return [one for one in unique if one.kind != "widened" or one.services != () or not exact.get(one.span, False)]


def _otherwise(judged: Judged, own: tuple[Access, ...], rulebook: Rulebook) -> tuple[Need, ...]:
    """What the code would need beside, if settings had other values."""
    solved = judged.solved
    if solved is None or solved.otherwise is None:
        return ()
    known = {_call(access) for access in own}
    more = [one for one in collect(solved.otherwise) if not one.principal and _call(one) not in known]
    return derive(more, judged.entry, rulebook)


def _explaining(needs: tuple[Need, ...], solved: Solved | None) -> Iterator[Need]:
    """Needs that settings of the template turn off: they explain grants, and are not asked for."""
    names = ", ".join(solved.solution.settings) if solved is not None else ""
    because = f"it is only called with other values of {names} than the template gives"
    return (replace(need, certainty="possible", because=because, explains_only=True) for need in needs)


def _call(access: Access) -> tuple[object, ...]:
    return (access.service, access.operation, access.span)


def _no_handler(judged: Judged) -> tuple[Gap, ...]:
    if not _lacks_handler(judged):
        return ()
    declaration = judged.entry.declaration
    return (Gap("unlocated-code", declaration.handler_span or declaration.span, _why(judged)),)


def _lacks_handler(judged: Judged) -> bool:
    return judged.solved is not None and judged.solved.solution.handler is None and not judged.solved.solution.gaps


def _why(judged: Judged) -> str:
    return f"module {judged.entry.module} has no {judged.entry.callable}"


def _teams(everyone: list[Needed], rulebook: Rulebook) -> dict[tuple[str, str], Together]:
    """For each role of each template what the functions need that have it."""
    members: dict[tuple[str, str], list[Needed]] = {}
    for each in everyone:
        members.setdefault(_role_of(each), []).append(each)
    return {role: _together(team, rulebook) for role, team in members.items() if len(team) > 1}


def _together(team: list[Needed], rulebook: Rulebook) -> Together:
    spell = Speller(team[0].judged.entry.template, rulebook.resources()).spell
    return Together((Sibling(one.judged.entry.declaration.id, one.needs, one.gaps) for one in team), rulebook, spell)


def _role_of(one: Needed) -> tuple[str, str]:
    return one.judged.entry.template.path, one.judged.entry.declaration.role


def _report(one: Needed, together: Together | None, rulebook: Rulebook) -> FunctionReport:
    entry, solved = one.judged.entry, one.judged.solved
    context = Context(entry.declaration, entry.template, rulebook, together=together)
    problems = _problems(one)
    if _lacks_handler(one.judged):
        span = entry.declaration.handler_span or entry.declaration.span
        problems = (
            *problems,
            Problem(
                "unlocated-code", span, f"the code of {entry.declaration.id} cannot be located: {_why(one.judged)}"
            ),
        )
    diff = compare(entry.role, one.needs, one.gaps, context)
    policy = synthesize(one.needs)
    speller = Speller(entry.template, rulebook.resources())
    handler = solved.solution.handler if solved is not None else None
    return FunctionReport(
        entry=entry,
        handler=(handler.path, handler.line) if handler is not None else None,
        complete=not any(gap.services != () or gap.is_assumption for gap in one.gaps),
        needs=one.needs,
        policy=policy,
        policy_document=document(policy, _words(one)),
        expressions={str(r.text): _words(one)(r.text) for need in one.needs for r in need.resources},
        gaps=one.gaps,
        findings=judge(diff, entry, one.gaps, problems, one.needs, rulebook),
        elsewhere=one.elsewhere,
        arns={str(r.text): str(speller.spell(r.text)) for need in one.needs for r in need.resources},
        off=one.off,
        settings=solved.solution.settings if solved is not None else (),
    )
