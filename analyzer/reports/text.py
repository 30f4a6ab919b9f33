"""The report for a person: per function what is not needed, what is missing, what is needed and what to write."""

from collections.abc import Iterator
from itertools import groupby

from analyzer.findings.words import cause
from analyzer.policies.formats.yaml_text import yaml_text
from analyzer.reports.document import Document, FindingDoc, FunctionDoc, NeedDoc, ProblemDoc, SuppressionDoc
from analyzer.reports.lines import Line, line
from analyzer.reports.wording import (
    LEVELS,
    counted,
    idle_comments,
    idle_options,
    incomplete,
    joined,
    left_out,
    readable,
    summary,
    unread,
)

_SECTIONS = (
    ("Not needed", ("over-grant",)),
    ("Wider than needed", ("wide-resource",)),
    ("Missing", ("missing",)),
    ("Invalid", ("invalid",)),
    ("Not analysed", ("analysis",)),
)
_REWRITTEN = ("over-grant", "wide-resource", "missing")
_SHOWN_ACTIONS = 12
_SHOWN_GAPS = 10
_SHOWN_FUNCTIONS = 4

_Told = dict[tuple[object, ...], str]
"""What was said of a role's grant, and of which function first."""


def text_lines(document: Document) -> list[Line]:
    """The whole report, line by line."""
    return list(_report(document))


def _report(document: Document) -> Iterator[Line]:
    told: _Told = {}
    for function in document.functions:
        yield from _function(function, told)
        yield line("")
    if document.findings:
        yield line(("Outside of any function", "head"))
        yield from _sections(document.findings, {})
        yield line("")
    yield from _problems("Not read", unread(document))
    yield from _problems("Options without effect", idle_options(document))
    yield from _suppressed(document.suppressions)
    yield from _problems("Comments that silence nothing", idle_comments(document))
    yield from _summary(document)


def _problems(title: str, problems: tuple[ProblemDoc, ...]) -> Iterator[Line]:
    if not problems:
        return
    yield line((title, "head"))
    for problem in problems:
        yield line(f"  {problem.file}:{problem.line}  {problem.message} ", (f"[{problem.code}]", "dim"))
    yield line("")


def _suppressed(suppressions: tuple[SuppressionDoc, ...]) -> Iterator[Line]:
    if not suppressions:
        return
    yield line(("Suppressed", "head"))
    for one in suppressions:
        yield line(f"  {one.file}:{one.line}  {one.message} ", (f"[{one.rule}]", "dim"))
        yield line(("    because ", "dim"), one.reason or "no reason is given")
    yield line("")


def _function(function: FunctionDoc, told: _Told) -> Iterator[Line]:
    where = f"{function.template}:{function.line}"
    yield line((function.id, "head"), f"  {where}  ", (_facts(function), "dim"))
    if function.handler:
        spec, file, at = function.handler.spec, function.handler.file, function.handler.line
        yield line(("  handler ", "dim"), f"{spec} at {file}:{at}")
    shared = f", shared with {_some(function.role.shared_with, _SHOWN_FUNCTIONS)}" if function.role.shared_with else ""
    yield line(("  role    ", "dim"), f"{function.role.id} ({function.role.kind}{shared})")
    yield from _sections(function.findings, _repeated(function, told))
    yield from _needs(function)
    if any(finding.category in _REWRITTEN and finding.confidence != "low" for finding in function.findings):
        yield from _instead(function)
    yield from _switched_off(function)
    yield from _gaps(function)
    if not function.findings and function.complete:
        yield line("  ", ("ok", "good"), "  the role grants what the code needs, and nothing else was found")


def _facts(function: FunctionDoc) -> str:
    parts = [function.dialect, function.runtime or "no runtime stated"]
    return ", ".join(parts if function.complete else [*parts, "analysis incomplete"])


def _repeated(function: FunctionDoc, told: _Told) -> dict[FindingDoc, str]:
    """The findings that another function on the same role has too, with that function's id."""
    repeated = {}
    for finding in function.findings if function.role.shared_with else ():
        words = finding.message.replace(function.id, "")
        place = (finding.file, finding.line, finding.column)
        first = told.setdefault((function.role.id, finding.rule, finding.confidence, words, place), function.id)
        if first != function.id:
            repeated[finding] = first
    return repeated


def _sections(findings: tuple[FindingDoc, ...], repeated: dict[FindingDoc, str]) -> Iterator[Line]:
    for title, categories in _SECTIONS:
        chosen = [finding for finding in findings if finding.category in categories]
        if chosen:
            yield line(f"  {title}:")
        for finding in chosen:
            if finding not in repeated:
                yield from _finding(finding)
        again = [finding for finding in chosen if finding in repeated]
        for first, alike in groupby(sorted(again, key=_kind), key=lambda finding: (*_kind(finding), repeated[finding])):
            yield from _again(tuple(alike), first[-1])


def _kind(finding: FindingDoc) -> tuple[int, str, str]:
    return LEVELS.index(finding.level), finding.rule, finding.confidence


def _head(subject: str, finding: FindingDoc) -> Line:
    confidence = "" if finding.confidence == "high" else f", {finding.confidence} confidence"
    return line(
        "    ",
        (finding.level, finding.level),
        "  ",
        (f"{subject}  " if subject else "", "code"),
        (f"[{finding.rule}{confidence}]", "dim"),
    )


def _again(alike: tuple[FindingDoc, ...], first: str) -> Iterator[Line]:
    """Findings of one rule that stand in full under another function."""
    yield _head(_some(tuple(finding.grant or joined(finding.actions) for finding in alike)), alike[0])
    yield line(("      as under   ", "dim"), f"{first}, on the same role")


def _finding(finding: FindingDoc) -> Iterator[Line]:
    yield _head(finding.grant or joined(finding.actions), finding)
    place = f"{finding.file}:{finding.line}:{finding.column}"
    yield line(f"      {place}  {finding.message}")
    if finding.grant and finding.actions and finding.actions != (finding.grant,):
        yield line(("      actions    ", "dim"), _some(finding.actions))
    if finding.resources:
        yield line(("      resources  ", "dim"), _some(finding.resources))
    for related in finding.related:
        yield line(("      see        ", "dim"), f"{related.file}:{related.line}  {related.message}")


def _some(items: tuple[str, ...], most: int = _SHOWN_ACTIONS) -> str:
    more = len(items) - most
    return joined(items) if more <= 0 else f"{joined(items[:most])} and {more} more"


def _needs(function: FunctionDoc) -> Iterator[Line]:
    if not function.needs:
        return
    yield line("  Needed:")
    for _, alike in groupby(function.needs, key=lambda need: (need.resources, need.certainty, need.evidence)):
        yield from _need(tuple(alike))


def _need(alike: tuple[NeedDoc, ...]) -> Iterator[Line]:
    """Actions that are needed on the same resources for the same reason."""
    first = alike[0]
    actions = joined([need.action for need in alike])
    note = "" if first.certainty == "certain" else "  (possible)"
    targets = _some(tuple(readable(item.expression) for item in first.resources))
    yield line("    ", (actions, "code"), note, ("  on ", "dim"), targets)
    for evidence in first.evidence[:1]:
        more = len(first.evidence) - 1
        also = f" and {counted(more, 'other place')}" if more else ""
        yield line((f"      {evidence.file}:{evidence.line}:{evidence.column}  {cause(evidence.call)}{also}", "dim"))


def _switched_off(function: FunctionDoc) -> Iterator[Line]:
    """What the template's settings turn off: a grant of it is left alone, and nobody asks for one."""
    if not function.switched_off:
        return
    yield line(f"  Only with other values of {joined(function.switched_off[0].variables)}:")
    for (resources, granted), alike in groupby(function.switched_off, key=lambda one: (one.resources, one.granted)):
        targets = _some(tuple(readable(item.expression) for item in resources))
        yield line("    ", (joined([one.action for one in alike]), "code"), ("  on ", "dim"), targets,
                   ("" if granted else "  (not granted)", "dim"))  # fmt: skip


def _instead(function: FunctionDoc) -> Iterator[Line]:
    statements = function.policy.get("Statement")
    if not statements:
        return
    yield line("  Write instead", (f"  (other forms: overgrant policy --function {function.id})", "dim"), ":")
    for text in yaml_text(statements, tags=function.dialect != "terraform").splitlines():
        yield line(f"    {text}")


def _gaps(function: FunctionDoc) -> Iterator[Line]:
    told = {(finding.file, finding.line) for finding in function.findings if finding.category == "analysis"}
    gaps = [gap for gap in function.gaps if (gap.file, gap.line) not in told]
    if not gaps:
        return
    yield line("  Not known:")
    for gap in gaps[:_SHOWN_GAPS]:
        yield line(f"    {gap.file}:{gap.line}  {gap.detail} ", (f"[{gap.kind}]", "dim"))
    if len(gaps) > _SHOWN_GAPS:
        yield line(f"    and {len(gaps) - _SHOWN_GAPS} more")


def _summary(document: Document) -> Iterator[Line]:
    yield line((summary(document), "head"))
    for title, text in (("Left out", left_out(document)), ("Incomplete", incomplete(document))):
        if text:
            yield line(f"{title}: {text}")
    yield line((f"Not seen: {'; '.join(document.not_seen)}.", "dim"))
