"""What the page knows of one function: a row for the list, and everything for its own view."""

from typing import Any

from msgspec import to_builtins

from analyzer.policies.formats.yaml_text import yaml_text
from analyzer.reports.document import FindingDoc, FunctionDoc
from analyzer.reports.masking import masked
from analyzer.reports.model import FunctionReport
from analyzer.reports.page.drawing import drawing
from analyzer.reports.page.statements import declared_side, minimal_side
from analyzer.reports.wording import LEVELS, readable

_MOST_ACTIONS = 200  # of a finding: `*` alone has more than twenty thousand
_MOST_SEARCHED = 40


def index_row(function: FunctionDoc) -> dict[str, Any]:
    """What the list and the filters need, small enough to be read for every function at once."""
    levels: list[str] = [finding.level for finding in function.findings]
    kinds = {(finding.rule, finding.category, finding.level): None for finding in function.findings}
    return {
        "id": function.id,
        "template": function.template,
        "line": function.line,
        "dialect": function.dialect,
        "complete": function.complete,
        "counts": [levels.count(level) for level in LEVELS],
        "kinds": [list(kind) for kind in kinds],
        "words": _words(function),
    }


def function_data(function: FunctionReport, shown: FunctionDoc) -> dict[str, Any]:
    """Everything that the view of one function shows."""
    statements = shown.policy.get("Statement", [])
    whole: dict[str, Any] = to_builtins(shown)
    drawn = {"graph": drawing(function), "declared": declared_side(function), "minimal": minimal_side(function)}
    return {
        **whole,
        "needs": [
            {**to_builtins(need), "on": [readable(one.expression) for one in need.resources]} for need in shown.needs
        ],
        "findings": [_finding(finding) for finding in shown.findings],
        "yaml": yaml_text(statements, tags=shown.dialect != "terraform") if statements else "",
        **masked(to_builtins(drawn)),
    }


def _finding(finding: FindingDoc) -> dict[str, Any]:
    more = max(len(finding.actions) - _MOST_ACTIONS, 0)
    return {**to_builtins(finding), "actions": list(finding.actions[:_MOST_ACTIONS]), "more": more}


def _words(function: FunctionDoc) -> str:
    """What a search looks through, in lower case."""
    found: list[str] = [function.id, function.template, function.role.id, function.runtime, function.dialect]
    if function.handler:
        found += [function.handler.spec, function.handler.file]
    for finding in function.findings:
        found += [finding.rule, finding.grant or "", finding.message, *finding.actions[:_MOST_SEARCHED]]
    for need in function.needs:
        found += [need.action, *(readable(one.expression) for one in need.resources)]
    return " ".join(dict.fromkeys(found)).lower()
