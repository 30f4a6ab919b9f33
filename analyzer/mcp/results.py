"""What the tools answer, as the client's schema says it."""

from typing import Any

from typing_extensions import TypedDict

from analyzer.api import Finding, Function, Need, Problem, Report

SHOWN = 500


class FindingResult(TypedDict):
    """One finding, fields as in ``overgrant-report-1``; paths are relative to what was scanned."""

    function: str
    rule: str
    category: str
    level: str
    confidence: str
    grant: str | None
    actions: list[str]
    resources: list[str]
    message: str
    file: str
    line: int


class NeedResult(TypedDict):
    """An action that the code needs, on which resources, and where it is called."""

    action: str
    resources: list[str]
    certainty: str
    called_at: list[str]


class FunctionResult(TypedDict):
    """One function: what it needs, and whether all of its code was understood."""

    id: str
    template: str
    line: int
    role: str
    complete: bool
    not_understood: list[str]
    needs: list[NeedResult]


class ProblemResult(TypedDict):
    """Something that could not be read."""

    code: str
    file: str
    line: int
    message: str


class ScanResult(TypedDict):
    """A whole report; ``left_out`` counts findings beyond the first 500, the most severe of which come first."""

    functions: list[FunctionResult]
    findings: list[FindingResult]
    left_out: int
    problems: list[ProblemResult]
    not_seen: list[str]


class PolicyResult(TypedDict):
    """The minimal policies as text to paste; functions in ``incomplete`` may need more than theirs holds."""

    format: str
    text: str
    incomplete: list[str]


class ExplainResult(TypedDict):
    """An explanation for a person."""

    function: str
    text: str


def scan_result(report: Report) -> ScanResult:
    """The answer for a report."""
    found = [_finding(finding, function.id) for function in report.functions for finding in function.findings]
    found += [_finding(finding, "") for finding in report.findings]
    found.sort(key=lambda each: ("error", "warning", "note").index(each["level"]))
    return {
        "functions": [_function(function) for function in report.functions],
        "findings": found[:SHOWN],
        "left_out": max(0, len(found) - SHOWN),
        "problems": [_problem(problem) for problem in report.problems],
        "not_seen": list(report.not_seen),
    }


def _finding(finding: Finding, function: str) -> FindingResult:
    return {
        "function": function,
        "rule": finding.rule,
        "category": finding.category,
        "level": finding.level,
        "confidence": finding.confidence,
        "grant": finding.grant,
        "actions": list(finding.actions),
        "resources": list(finding.resources),
        "message": finding.message,
        "file": finding.file,
        "line": finding.line,
    }


def _function(function: Function) -> FunctionResult:
    return {
        "id": function.id,
        "template": function.template,
        "line": function.line,
        "role": function.role.id,
        "complete": function.complete,
        "not_understood": [f"{gap.file}:{gap.line} {gap.detail}" for gap in function.gaps],
        "needs": [_need(need) for need in function.needs],
    }


def _need(need: Need) -> NeedResult:
    places: dict[str, Any] = {f"{each.file}:{each.line} {each.call}": None for each in need.evidence}
    return {
        "action": need.action,
        "resources": [resource.arn for resource in need.resources],
        "certainty": need.certainty,
        "called_at": list(places),
    }


def _problem(problem: Problem) -> ProblemResult:
    return {"code": problem.code, "file": problem.file, "line": problem.line, "message": problem.message}
