"""The report as other programs see it: the structs behind ``overgrant-report-1``, and how a Report becomes one.

Every renderer starts from this document and not from the Report itself, since it is here that
strings are masked and that only names, ARNs, action strings and positions remain.  The JSON Schema
in ``schema/`` says the same as these structs; a test compares the two.
"""

from typing import Any

from msgspec import Struct, convert, to_builtins

from analyzer.core import Gap, Problem, Span
from analyzer.findings import Silenced
from analyzer.findings.model import Category, Confidence, Finding, Level, Related
from analyzer.iam import evaluate
from analyzer.iam.model import Condition
from analyzer.needs.model import Evidence, Need, NeedResource, Origin
from analyzer.reports.masking import masked
from analyzer.reports.model import FunctionReport, Report
from analyzer.templates.model import Dialect

SCHEMA = "overgrant-report-1"
NOT_SEEN = (
    "service and resource control policies of the organization",
    "session policies",
    "resource policies of other accounts",
)


class ToolDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """Which program and which data gave the report."""

    name: str
    version: str
    iam_data: str
    sdk_data: str


class HandlerDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """The handler as the template names it, and where it stands."""

    spec: str
    file: str
    line: int


class RoleDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """The execution role and the other functions that run with it."""

    id: str
    kind: str
    shared_with: tuple[str, ...]


class ResourceDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """One resource: readable, and as an expression of the template's own dialect."""

    arn: str
    logical_id: str | None
    expression: Any
    certainty: str


class FrameDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """One step on the way from the handler to a call."""

    file: str
    line: int
    function: str


class EvidenceDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """A call, or what else causes a need, and the way to it."""

    file: str
    line: int
    column: int
    call: str
    path: tuple[FrameDoc, ...]


class NeedDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """One action that the role must allow."""

    action: str
    resources: tuple[ResourceDoc, ...]
    conditions: dict[str, Any]
    origin: Origin
    certainty: str
    evidence: tuple[EvidenceDoc, ...]


class SwitchedDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """One action that is only needed if variables have other values than the plain text that the template gives them."""

    action: str
    resources: tuple[ResourceDoc, ...]
    variables: tuple[str, ...]
    granted: bool


class GapDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the analysis lost sight, and why."""

    kind: str
    file: str
    line: int
    detail: str


class RelatedDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """Another place that helps to understand a finding."""

    file: str
    line: int
    message: str


class FindingDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """One finding."""

    rule: str
    category: Category
    level: Level
    confidence: Confidence
    grant: str | None
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    message: str
    file: str
    line: int
    column: int
    end_line: int
    related: tuple[RelatedDoc, ...]
    fingerprint: str
    help: str


class FunctionDoc(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Everything about one function; ``switched_off`` stands there where there is any."""

    id: str
    dialect: Dialect
    template: str
    line: int
    runtime: str
    handler: HandlerDoc | None
    role: RoleDoc
    complete: bool
    needs: tuple[NeedDoc, ...]
    policy: dict[str, Any]
    gaps: tuple[GapDoc, ...]
    findings: tuple[FindingDoc, ...]
    switched_off: tuple[SwitchedDoc, ...] = ()


class ProblemDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that could not be read, or a comment that silences nothing."""

    code: str
    file: str
    line: int
    message: str


class SuppressionDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that a comment silences: where the comment stands, and the reason that it gives."""

    rule: str
    message: str
    reason: str
    file: str
    line: int
    fingerprint: str


class StatsDoc(Struct, frozen=True, forbid_unknown_fields=True):
    """How much was done."""

    files: int
    functions: int
    seconds: float
    cache_hits: int


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole report.

    ``findings`` are those that belong to no function; ``suppressed`` and ``baselined`` count the
    findings that are left out, ``untouched`` the functions that a change does not touch; ``not_seen`` names what no template and no code can tell.
    """

    schema: str
    tool: ToolDoc
    functions: tuple[FunctionDoc, ...]
    problems: tuple[ProblemDoc, ...]
    stats: StatsDoc
    findings: tuple[FindingDoc, ...]
    suppressed: int
    suppressions: tuple[SuppressionDoc, ...]
    baselined: int
    untouched: int
    not_seen: tuple[str, ...]

    @property
    def all_findings(self) -> tuple[FindingDoc, ...]:
        """The findings of every function, then those of none."""
        return (*(finding for function in self.functions for finding in function.findings), *self.findings)


def document(report: Report) -> Document:
    """The report with every string masked, findings sorted by place."""
    versions = dict(report.versions)
    whole = Document(
        schema=SCHEMA,
        tool=ToolDoc(
            "overgrant",
            versions.get("version", "unknown"),
            versions.get("iam_data", "unknown"),
            versions.get("sdk_data", "unknown"),
        ),
        functions=tuple(_function(function) for function in report.functions),
        problems=tuple(_problem(problem) for problem in report.problems),
        stats=StatsDoc(
            report.stats.files, report.stats.functions, round(report.stats.seconds, 3), report.stats.cache_hits
        ),
        findings=_findings(report.findings),
        suppressed=len(report.suppressed),
        suppressions=tuple(
            sorted(map(_suppression, report.suppressed), key=lambda one: (one.file, one.line, one.rule, one.message))
        ),
        baselined=report.baselined,
        untouched=report.untouched,
        not_seen=NOT_SEEN,
    )
    return convert(masked(to_builtins(whole)), Document)


def by_place(finding: Finding) -> tuple[object, ...]:
    """The order in which findings are listed: file, line, column, then rule and grant."""
    return (finding.span, finding.rule, finding.grant or "", finding.actions, finding.message)


def _function(function: FunctionReport) -> FunctionDoc:
    entry, declaration = function.entry, function.entry.declaration
    handler = function.handler and HandlerDoc(declaration.handler, *function.handler)
    return FunctionDoc(
        id=declaration.id,
        dialect=declaration.dialect,
        template=declaration.template,
        line=declaration.span.line,
        runtime=declaration.runtime,
        handler=handler,
        role=RoleDoc(entry.role.id, entry.role.kind, entry.shared_with),
        complete=function.complete,
        needs=tuple(_need(need, function) for need in function.needs if not need.explains_only),
        policy=function.policy_document,
        gaps=tuple(_gap(gap) for gap in function.gaps),
        findings=_findings(function.findings),
        switched_off=tuple(_switched(need, function) for need in function.off),
    )


def _switched(need: Need, function: FunctionReport) -> SwitchedDoc:
    statements = [grant.statement for grant in function.entry.role.grants]
    granted = all(evaluate(statements, None, need.action, one.text).granting for one in need.resources)
    resources = tuple(_resource(one, function) for one in need.resources)
    return SwitchedDoc(need.action, resources, function.settings, granted)


def _need(need: Need, function: FunctionReport) -> NeedDoc:
    return NeedDoc(
        action=need.action,
        resources=tuple(_resource(item, function) for item in need.resources),
        conditions=_conditions(need.conditions, function.expressions),
        origin=need.origin,
        certainty=need.certainty,
        evidence=tuple(_evidence(item) for item in need.evidence),
    )


def _resource(resource: NeedResource, function: FunctionReport) -> ResourceDoc:
    text = str(resource.text)
    return ResourceDoc(
        arn=function.arns.get(text, text),
        logical_id=resource.logical_id,
        expression=function.expressions.get(text, text),
        certainty=resource.certainty,
    )


def _conditions(conditions: tuple[Condition, ...], expressions: dict[str, Any]) -> dict[str, Any]:
    block: dict[str, dict[str, list[Any]]] = {}
    for condition in conditions:
        values = [expressions.get(str(value), str(value)) for value in condition.values]
        block.setdefault(condition.operator, {}).setdefault(condition.key, []).extend(values)
    return block


def _evidence(evidence: Evidence) -> EvidenceDoc:
    span = evidence.span
    frames = tuple(FrameDoc(frame.span.path, frame.span.line, frame.function) for frame in evidence.path)
    return EvidenceDoc(span.path, span.line, span.column, evidence.call, frames)


def _gap(gap: Gap) -> GapDoc:
    return GapDoc(gap.kind, gap.span.path, gap.span.line, gap.detail)


def _problem(problem: Problem) -> ProblemDoc:
    return ProblemDoc(problem.code, problem.span.path, problem.span.line, problem.message)


def _suppression(silenced: Silenced) -> SuppressionDoc:
    finding, comment = silenced.finding, silenced.comment
    place = comment.span
    return SuppressionDoc(finding.rule, finding.message, comment.reason, place.path, place.line, finding.fingerprint)


def _findings(findings: tuple[Finding, ...]) -> tuple[FindingDoc, ...]:
    return tuple(_finding(finding) for finding in sorted(findings, key=by_place))


def _finding(finding: Finding) -> FindingDoc:
    span: Span = finding.span
    return FindingDoc(
        rule=finding.rule,
        category=finding.category,
        level=finding.level,
        confidence=finding.confidence,
        grant=finding.grant,
        actions=finding.actions,
        resources=finding.resources,
        message=finding.message,
        file=span.path,
        line=span.line,
        column=span.column,
        end_line=max(span.end_line, span.line),
        related=tuple(_related(item) for item in finding.related),
        fingerprint=finding.fingerprint,
        help=f"rules/{finding.rule}",
    )


def _related(related: Related) -> RelatedDoc:
    return RelatedDoc(related.span.path, related.span.line, related.message)
