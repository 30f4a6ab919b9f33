"""SARIF 2.1.0, for code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; the limits are those of
https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from analyzer.reports.document import Document, EvidenceDoc, FindingDoc, FunctionDoc, NeedDoc
from analyzer.reports.rules import RulePage, bare_page, rule_pages
from analyzer.reports.wording import LEVELS, counted, untold_problems

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RESULTS = 25_000
_NOTIFICATIONS = 5_000
_FLOWS = 10
_ACTIONS = 40  # of one result: so that 25,000 results stay under 10 MB when they are compressed

_Pair = tuple[FunctionDoc | None, FindingDoc]


def sarif_text(document: Document, prefix: str = "") -> str:
    """The report as one SARIF run; of more than 25,000 results the most severe are kept.

    ``prefix`` is the scanned folder as the git root names it.
    """
    rules = _rules(document)
    index = {rule["id"]: place for place, rule in enumerate(rules)}
    pairs: list[_Pair] = [(function, finding) for function in document.functions for finding in function.findings]
    pairs += [(None, finding) for finding in document.findings]
    kept = sorted(pairs, key=lambda pair: LEVELS.index(pair[1].level))[:_RESULTS]
    run = {
        "tool": {"driver": {"name": "overgrant", "version": document.tool.version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": _bases(prefix),
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(document, pairs)}],
        "results": [_result(function, finding, index) for function, finding in kept],
        "properties": {
            "iamData": document.tool.iam_data,
            "sdkData": document.tool.sdk_data,
            "suppressed": document.suppressed,
            "baselined": document.baselined,
            "notSeen": list(document.not_seen),
        },
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False) + "\n"


def _bases(prefix: str) -> dict[str, Any]:
    scanned: dict[str, Any] = {"description": {"text": "The folder that was scanned."}}
    if not prefix:
        return {"SCANROOT": scanned}
    git = {"description": {"text": "The root of the git repository."}}
    return {"GITROOT": git, "SCANROOT": {"uri": f"{_uri(prefix)}/", "uriBaseId": "GITROOT", **scanned}}


def _rules(document: Document) -> list[dict[str, Any]]:
    pages = {page.name: page for page in rule_pages()}
    used = {finding.rule for finding in document.all_findings}
    return [_rule(pages.get(name) or bare_page(name)) for name in sorted({*pages, *used})]


def _rule(page: RulePage) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": page.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.summary},
        "help": {"text": page.body, "markdown": page.body},
        "properties": {"tags": ["security", "iam", "lambda", *([page.category] if page.category else [])]},
    }
    if page.level:
        rule["defaultConfiguration"] = {"level": page.level}
    return rule


def _result(function: FunctionDoc | None, finding: FindingDoc, index: dict[str, int]) -> dict[str, Any]:
    location = _location(finding.file, finding.line, finding.column, finding.end_line)
    if function:
        location["logicalLocations"] = [
            {"name": function.id, "fullyQualifiedName": f"{function.template}::{function.id}", "kind": "function"}
        ]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [location],
        "relatedLocations": [
            {"id": place, **_location(related.file, related.line), "message": {"text": related.message}}
            for place, related in enumerate(finding.related, 1)
        ],
        "properties": {
            "category": finding.category,
            "confidence": finding.confidence,
            "grant": finding.grant,
            "actions": list(finding.actions[:_ACTIONS]),
            "moreActions": max(len(finding.actions) - _ACTIONS, 0),
            "resources": list(finding.resources[:_ACTIONS]),
        },
    }
    if finding.fingerprint:
        result["partialFingerprints"] = {"overgrant/v1": finding.fingerprint}
    flows = list(_flows(function, finding)) if function else []
    if flows:
        result["codeFlows"] = flows[:_FLOWS]
    return result


def _flows(function: FunctionDoc, finding: FindingDoc) -> Iterator[dict[str, Any]]:
    """The ways from the handler to the calls that need what is missing, or that use what is granted too widely."""
    if finding.category not in ("missing", "wide-resource"):
        return
    actions = {action.lower() for action in finding.actions}
    for need in function.needs:
        if need.action.lower() in actions:
            yield from (_flow(function, need, evidence) for evidence in need.evidence)


def _flow(function: FunctionDoc, need: NeedDoc, evidence: EvidenceDoc) -> dict[str, Any]:
    steps = []
    if function.handler and need.origin in ("call", "library"):
        steps.append((function.handler.file, function.handler.line, 1, f"the handler {function.handler.spec}"))
    steps += [(frame.file, frame.line, 1, f"in {frame.function}") for frame in evidence.path]
    steps.append((evidence.file, evidence.line, evidence.column, f"{evidence.call} needs {need.action}"))
    locations = [
        {"location": {**_location(file, line, column), "message": {"text": message}}}
        for file, line, column, message in steps
    ]
    return {"threadFlows": [{"locations": locations}]}


def _location(file: str, line: int, column: int = 1, end_line: int = 0) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": column}
    if end_line > line:
        region["endLine"] = end_line
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file), "uriBaseId": "SCANROOT"}, "region": region}}


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"))


def _notifications(document: Document, pairs: list[_Pair]) -> list[dict[str, Any]]:
    out = [
        _notification(problem.code, "warning", problem.message, problem.file, problem.line)
        for problem in untold_problems(document)
    ]
    gaps = dict.fromkeys(gap for function in document.functions for gap in function.gaps)
    out += [_notification(gap.kind, "note", gap.detail, gap.file, gap.line) for gap in gaps]
    if len(pairs) > _RESULTS:
        out.insert(
            0, {"level": "warning", "message": {"text": f"{counted(len(pairs) - _RESULTS, 'result')} did not fit."}}
        )
    return out[:_NOTIFICATIONS]


def _notification(code: str, level: str, message: str, file: str, line: int) -> dict[str, Any]:
    return {
        "descriptor": {"id": code},
        "level": level,
        "message": {"text": message or code},
        "locations": [_location(file, line)],
    }
