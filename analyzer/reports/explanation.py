"""Why an action is needed, or why its grant is thought unneeded: lines for a person."""

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from functools import cache

from msgspec import Struct

from analyzer.core import Env, Event, Hole, Lit, Part, Problem, Ref, Span, Text
from analyzer.findings.model import Finding
from analyzer.findings.words import cause
from analyzer.iam import action_matches, evaluate, overlaps
from analyzer.needs.model import Evidence, Need, NeedResource
from analyzer.reports.document import by_place
from analyzer.reports.lines import Line, line
from analyzer.reports.masking import mask
from analyzer.reports.model import FunctionReport
from analyzer.reports.wording import joined
from analyzer.repository import Repository
from analyzer.templates.model import Grant

Source = Callable[[str, int], str]
_SHOWN = 25


def source_of(repository: Repository) -> Source:
    """The lines of a repository's files; empty where there is none."""

    @cache
    def lines(path: str) -> list[str]:
        data = repository.read(path)
        return [] if isinstance(data, Problem) else data.decode("utf-8", "replace").splitlines()

    def source(path: str, number: int) -> str:
        found = lines(path)
        return found[number - 1].strip() if 0 < number <= len(found) else ""

    return source


def explanation(function: FunctionReport, pattern: str | None, source: Source) -> list[Line]:
    """Everything known about one action (or, for None, every action) of a function, every word masked.

    ``pattern`` may hold wildcards; ``source`` gives a line of a file, empty where there is none.
    """
    return [
        tuple((mask(word), style) for word, style in words) for words in _Explainer(function, source).lines(pattern)
    ]


def ways(function: FunctionReport, need: Need, source: Source) -> Iterator[Line]:
    """The ways from the handler to the calls of one need, and what its resources stand for."""
    explainer = _Explainer(function, source)
    for resource in need.resources:
        yield from explainer._resource(resource)  # noqa: SLF001 - the same module
    for evidence in need.evidence[:_SHOWN]:
        yield from explainer._way(evidence)  # noqa: SLF001


class _Explainer(Struct, frozen=True):
    function: FunctionReport
    source: Source

    def lines(self, pattern: str | None) -> Iterator[Line]:
        declaration = self.function.entry.declaration
        yield line((declaration.id, "head"), f"  {declaration.template}:{declaration.span.line}")
        off = [need.action for need in self.function.off if _meets(need.action, pattern)]
        if off:
            names = joined(list(self.function.settings))
            yield line(
                ("  settings   ", "dim"), f"the template gives {names} as plain text, which decides tests of the code;"
            )
            yield line(f"             with other values it would call for {joined(list(dict.fromkeys(off)))}")
        needs = [need for need in self.function.needs if _meets(need.action, pattern)]
        if pattern is None:
            needs = [need for need in needs if self._is_told(need)]
        for need in needs:
            yield from self._need(need)
        findings = [item for item in sorted(self.function.findings, key=by_place) if _concerns(item, pattern)]
        for finding in findings:
            yield from self._finding(finding)
        if pattern and not needs and not findings:
            yield from self._nothing(pattern)

    def _is_told(self, need: Need) -> bool:
        """What only explains a grant is told where there is one, and no need of the same action tells more."""
        if not need.explains_only:
            return True
        required = any(one.action == need.action and not one.explains_only for one in self.function.needs)
        return not required and bool(self._grants(need)[0])

    def _need(self, need: Need) -> Iterator[Line]:
        state = "explains a grant without being required" if need.explains_only else "is needed"
        doubt = "" if need.certainty == "certain" else f", possibly: {need.because}" if need.because else ", possibly"
        yield line("")
        yield line((need.action, "code"), f" {state}{doubt}", (f"  [{need.origin}]", "dim"))
        for resource in need.resources:
            yield from self._resource(resource)
        for condition in need.conditions:
            values = joined([str(value) for value in condition.values])
            yield line(("  only where ", "dim"), f"{condition.key} {condition.operator} {values}")
        for evidence in need.evidence[:_SHOWN]:
            yield from self._way(evidence)
        if len(need.evidence) > _SHOWN:
            yield line(f"  and {len(need.evidence) - _SHOWN} more calls")
        yield from self._granted(need)
        if need.doc:
            yield line(("  rule       ", "dim"), need.doc)

    def _resource(self, resource: NeedResource) -> Iterator[Line]:
        meaning = {"exact": "this one", "pattern": "known in part", "any": "not known, any of its type"}
        yield line(("  on ", "dim"), str(resource.text), (f"  ({meaning[resource.certainty]})", "dim"))
        for part in dict.fromkeys(resource.text.parts):
            for words in self._origin(part):
                yield line(("     ", "dim"), words)

    def _origin(self, part: Part) -> Iterator[str]:
        match part:
            case Ref(name, _):
                yield from self._reference(name)
            case Env(name):
                yield f"the environment variable {name}, which the template does not set"
            case Event(path):
                yield f"the event's {'.'.join(path)}"
            case Hole(why) if why:
                yield f"not known: {why}"
            case Hole() | Lit():
                return

    def _reference(self, name: str) -> Iterator[str]:
        template = self.function.entry.template
        for resource in template.resources:
            if resource.id == name:
                yield f"{name} is {resource.type} at {_at(resource.span)}"
        for parameter in template.parameters:
            if parameter.name == name:
                yield f"{name} is a parameter of the template"
        for variable, values in self.function.entry.declaration.environment:
            for value in values:
                if any(isinstance(part, Ref) and part.logical_id == name for part in value.parts):
                    yield f"the environment variable {variable} holds {value}"

    def _way(self, evidence: Evidence) -> Iterator[Line]:
        handler = self.function.handler
        if handler and (evidence.path or evidence.function):
            yield self._step(handler[0], handler[1], "handler")
        for frame in evidence.path:
            yield self._step(frame.span.path, frame.span.line, f"in {frame.function}")
        inside = f", in {evidence.function}" if evidence.function else ""
        yield self._step(evidence.span.path, evidence.span.line, cause(evidence.call) + inside, evidence.span.column)

    def _step(self, path: str, number: int, what: str, column: int | None = None) -> Line:
        place = f"{path}:{number}" if column is None else f"{path}:{number}:{column}"
        return line(f"  {place}  ", (what, "head"), (f"  | {self.source(path, number)}", "dim"))

    def _place(self, span: Span, message: str) -> Iterator[Line]:
        yield line(f"  {_at(span)}  {message}")
        yield line((f"    | {self.source(span.path, span.line)}", "dim"))

    def _grants(self, need: Need) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The statements of the role that allow a need, and those that deny it, by index."""
        statements = [grant.statement for grant in self.function.entry.role.grants]
        resources = need.resources or (NeedResource(Text.of("*")),)
        decisions = [evaluate(statements, None, need.action, resource.text) for resource in resources]
        granting = dict.fromkeys(index for one in decisions for index in one.granting)
        denying = dict.fromkeys(index for one in decisions for index in one.denying)
        return tuple(granting), tuple(denying)

    def _overlapping(self, need: Need) -> list[Grant]:
        """Statements that allow the action on something that may be what is reached, where it is not known which."""
        unsure = [resource for resource in need.resources if resource.certainty != "exact"]
        return [
            grant
            for grant in self.function.entry.role.grants
            if grant.statement.effect == "Allow"
            and any(action_matches(pattern, need.action) for pattern in grant.statement.actions)
            and any(overlaps(text, one.text) != "no" for text in grant.statement.resources for one in unsure)
        ]

    def _spelled(self, grant: Grant, need: Need) -> str:
        patterns = [item for item in grant.statement.actions if action_matches(item, need.action)] or ["NotAction"]
        targets = joined([str(text) for text in grant.statement.resources])
        return f"{_at(grant.span)}  {grant.written or joined(patterns)}{f' on {targets}' if targets else ''}"

    def _granted(self, need: Need) -> Iterator[Line]:
        role = self.function.entry.role
        granting, denying = self._grants(need)
        for index in denying:
            yield line(("  denied by  ", "dim"), f"{_at(role.grants[index].span)}")
        for index in granting:
            yield line(("  granted by ", "dim"), self._spelled(role.grants[index], need))
        partly = [] if granting else self._overlapping(need)
        for grant in partly:
            yield line(("  granted in part by ", "dim"), self._spelled(grant, need))
        if not granting and not partly and not need.explains_only:
            known = "" if role.complete else ", as far as the role is known"
            yield line("  ", ("not granted", "error"), f" by {role.id}{known}")

    def _finding(self, finding: Finding) -> Iterator[Line]:
        yield line("")
        subject = finding.grant or joined(finding.actions) or finding.rule
        yield line((subject, "code"), "  ", (finding.level, finding.level),
                   (f"  [{finding.rule}, {finding.confidence} confidence]", "dim"))  # fmt: skip
        yield from self._place(finding.span, finding.message)
        for related in finding.related:
            yield from self._place(related.span, related.message)
        if finding.category == "over-grant":
            yield from self._looked_at(finding.actions)

    def _looked_at(self, actions: tuple[str, ...]) -> Iterator[Line]:
        services = {action.partition(":")[0].lower() for action in actions} - {"*"}
        required = (need for need in self.function.needs if not need.explains_only)
        kin = [need for need in required if not services or need.action.partition(":")[0].lower() in services]
        handler = self.function.handler
        if handler:
            yield line(("  looked at  ", "dim"), f"everything that {handler[0]}:{handler[1]} can reach")
        if kin:
            yield line(("  reached    ", "dim"), joined(list(dict.fromkeys(need.action for need in kin))[:_SHOWN]))
        elif services:
            yield line(("  reached    ", "dim"), f"no call that needs {joined(sorted(services))}")
        yield from self._doubts()

    def _nothing(self, pattern: str) -> Iterator[Line]:
        yield line("")
        yield line((pattern, "code"), " is not needed: nothing that the handler reaches calls for it")
        grants = [
            grant
            for grant in self.function.entry.role.grants
            if any(action_matches(item, pattern) for item in grant.statement.actions)
        ]
        for grant in grants:
            yield line(
                ("  granted by ", "dim"), f"{_at(grant.span)}  {grant.written or joined(grant.statement.actions)}"
            )
        if not grants:
            yield line("  and its role does not grant it")
        yield from self._looked_at((pattern,))

    def _doubts(self) -> Iterator[Line]:
        gaps = self.function.gaps
        if not gaps:
            yield line(("  unseen     ", "dim"), "nothing: the whole of the function's code was understood")
        for gap in gaps[:_SHOWN]:
            yield line(("  unseen     ", "dim"), f"{_at(gap.span)}  {gap.detail} [{gap.kind}]")
        if len(gaps) > _SHOWN:
            yield line(f"             and {len(gaps) - _SHOWN} more places")


def _at(span: Span) -> str:
    return f"{span.path}:{span.line}:{span.column}"


def _meets(action: str, pattern: str | None) -> bool:
    return pattern is None or fnmatchcase(action.lower(), pattern.lower())


def _concerns(finding: Finding, pattern: str | None) -> bool:
    if pattern is None:
        return True
    names = (*finding.actions, *((finding.grant,) if finding.grant else ()))
    return any(_meets(name, pattern) or action_matches(name, pattern) for name in names)
