"""The report as Markdown, for a step summary or a comment: at most 1,024 KiB, which is what a step may write."""

import json
import re
from collections.abc import Iterator

from analyzer.reports.document import Document, FindingDoc, FunctionDoc, ProblemDoc, SuppressionDoc
from analyzer.reports.lines import visible
from analyzer.reports.wording import (
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

_LIMIT = 1_000_000  # bytes; what follows the functions needs the rest
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~])")
_SHOWN_ACTIONS = 20
_SHOWN_PROBLEMS = 500


def markdown_text(document: Document, limit: int = _LIMIT) -> str:
    """The report; functions that do not fit into ``limit`` bytes are counted instead."""
    head = f"# overgrant\n\n{escaped(summary(document))}\n\n"
    tail = "".join(_tail(document))
    room = limit - _size(head) - _size(tail)
    sections: list[str] = []
    for function in document.functions:
        section = "".join(_function(function))
        room -= _size(section)
        if room < 0:
            break
        sections.append(section)
    missing = len(document.functions) - len(sections)
    rest = f"{counted(missing, 'more function')} did not fit; the JSON report has all of them.\n\n" if missing else ""
    return head + "".join(sections) + rest + tail


def escaped(text: str) -> str:
    """The text as it stands, no character of it read as Markdown, HTML, a mention or a reference."""
    plain = _SPECIAL.sub(r"\\\1", visible(" ".join(text.split())).replace("&", "&amp;"))
    return plain.replace("#", "&#35;").replace("@", "&#64;")


def code(text: str) -> str:
    """The text as a code span that may stand in a table."""
    shown = visible(" ".join(text.split())).replace("|", "\\|")
    ticks = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{space}{shown}{space}{ticks}" if shown else ""


def _function(function: FunctionDoc) -> Iterator[str]:
    state = "" if function.complete else ", analysis incomplete"
    yield f"## {code(function.id)}\n\n"
    role = f"role {code(function.role.id)} ({function.role.kind})"
    yield f"{code(f'{function.template}:{function.line}')}, {function.dialect}, {code(function.runtime)}, {role}{state}\n\n"
    if function.findings:
        yield from _table(function.findings)
    elif function.complete:
        yield "The role grants what the code needs, and nothing else was found.\n\n"
    if function.needs:
        rows = (
            f"| {code(need.action)} | {_list(tuple(readable(item.expression) for item in need.resources))} |\n"
            for need in function.needs
        )
        yield from _folded(
            f"{counted(len(function.needs), 'needed action')}", "| needed | on |\n|---|---|\n" + "".join(rows)
        )
    if function.policy.get("Statement"):
        yield from _folded("Minimal policy", _fenced(json.dumps(function.policy, indent=2, ensure_ascii=False)))
    if function.switched_off:
        yield from _folded(
            _by_settings(function), "| needed | on | granted |\n|---|---|---|\n" + "".join(_off(function))
        )
    if function.gaps:
        rows = (f"| {code(f'{gap.file}:{gap.line}')} | {gap.kind} | {escaped(gap.detail)} |\n" for gap in function.gaps)
        yield from _folded("Not known", "| where | kind | what |\n|---|---|---|\n" + "".join(rows))


def _by_settings(function: FunctionDoc) -> str:
    return f"Only with other values of {escaped(joined(function.switched_off[0].variables))}"


def _off(function: FunctionDoc) -> Iterator[str]:
    for one in function.switched_off:
        targets = _list(tuple(readable(item.expression) for item in one.resources))
        yield f"| {code(one.action)} | {targets} | {'yes' if one.granted else 'no'} |\n"


def _table(findings: tuple[FindingDoc, ...]) -> Iterator[str]:
    yield "| level | rule | grant or action | where | what |\n|---|---|---|---|---|\n"
    for finding in findings:
        subject = code(finding.grant) if finding.grant else _list(finding.actions)
        level = finding.level if finding.confidence == "high" else f"{finding.level} ({finding.confidence} confidence)"
        where = code(f"{finding.file}:{finding.line}")
        yield f"| {level} | {finding.rule} | {subject} | {where} | {escaped(finding.message)} |\n"
    yield "\n"


def _list(items: tuple[str, ...]) -> str:
    more = len(items) - _SHOWN_ACTIONS
    shown = joined([code(item) for item in items[:_SHOWN_ACTIONS]])
    return f"{shown} and {more} more" if more > 0 else shown


def _folded(title: str, body: str) -> Iterator[str]:
    yield f"<details><summary>{title}</summary>\n\n{body}\n</details>\n\n"


def _fenced(text: str) -> str:
    fence = "`" * max(3, max((len(run) + 1 for run in re.findall("`+", text)), default=3))
    shown = "\n".join(map(visible, text.split("\n")))  # what it writes out is JSON's own way to write it
    return f"{fence}json\n{shown}\n{fence}\n"


def _tail(document: Document) -> Iterator[str]:
    if document.findings:
        yield "## Outside of any function\n\n"
        yield from _table(document.findings)
    yield from _problems("Not read", unread(document))
    yield from _problems("Options without effect", idle_options(document))
    yield from _problems("Comments that silence nothing", idle_comments(document))
    if document.suppressions:
        yield from _folded(f"{len(document.suppressions)} suppressed", "".join(_suppressed(document.suppressions)))
    for title, text in (("Left out", left_out(document)), ("Incomplete", incomplete(document))):
        if text:
            yield f"{title}: {escaped(text)}\n\n"
    yield f"Not seen: {'; '.join(document.not_seen)}.\n"


def _problems(title: str, problems: tuple[ProblemDoc, ...]) -> Iterator[str]:
    if not problems:
        return
    yield f"## {title}\n\n| where | what |\n|---|---|\n"
    for problem in problems[:_SHOWN_PROBLEMS]:
        yield f"| {code(f'{problem.file}:{problem.line}')} | {escaped(problem.message)} |\n"
    more = len(problems) - _SHOWN_PROBLEMS
    yield f"\nand {more} more\n\n" if more > 0 else "\n"


def _suppressed(suppressions: tuple[SuppressionDoc, ...]) -> Iterator[str]:
    yield "| rule | what | where | reason |\n|---|---|---|---|\n"
    for one in suppressions[:_SHOWN_PROBLEMS]:
        place = code(f"{one.file}:{one.line}")
        yield f"| {one.rule} | {escaped(one.message)} | {place} | {escaped(one.reason) or 'none is given'} |\n"
    if len(suppressions) > _SHOWN_PROBLEMS:
        yield f"\nand {len(suppressions) - _SHOWN_PROBLEMS} more\n"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
