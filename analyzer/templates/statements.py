"""Policy documents to grants: every statement, action and resource with its place.

Single values stand for lists of one, and ``Fn::If`` may stand at every level: both arms count.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from analyzer.core import Gap, Span, Text
from analyzer.iam.model import Condition, Statement
from analyzer.templates.intrinsics import arms, elements, evaluate
from analyzer.templates.model import Grant, GrantSource, Mapping, Node
from analyzer.templates.nodes import at, entries, function, string
from analyzer.templates.scope import Scope

_LAMBDA = re.compile(r"(edge)?lambda\.(amazonaws\.com(\.cn)?|\$\{[^}]*(URLSuffix|dns_suffix)\})")


class Reading(Struct, frozen=True):
    """Grants read from somewhere, and the gaps where statements may exist that were not understood."""

    grants: tuple[Grant, ...] = ()
    gaps: tuple[Gap, ...] = ()


class Origin(Struct, frozen=True):
    """Where statements come from: what a grant says of all of them.

    ``span`` overrides the place of every part, for statements that the template only names.
    """

    source: GrantSource
    written: str = ""
    span: Span | None = None
    conditional: bool = False


def together(readings: Iterable[Reading]) -> Reading:
    """Several readings as one, in order."""
    listed = tuple(readings)
    return Reading(
        tuple(grant for reading in listed for grant in reading.grants),
        tuple(gap for reading in listed for gap in reading.gaps),
    )


def unknown(span: Span, detail: str) -> Reading:
    """A reading that says only that something is granted which is not known."""
    return Reading(gaps=(Gap("unknown-role", span, detail),))


def read_document(document: Node | None, scope: Scope, origin: Origin) -> Reading:
    """The grants of a policy document (a mapping with ``Statement``)."""
    readings: list[Reading] = []
    for found, decided in arms(document, scope):
        inside = _with(origin, conditional=decided)
        statement = at(found, "Statement")
        if not isinstance(found, Mapping) or statement is None:
            readings.append(unknown(origin.span or found.span, "a policy document that is no mapping with a Statement"))
            continue
        readings.extend(
            read_statement(node, scope, _with(inside, conditional=c)) for node, c in elements(statement, scope)
        )
    return together(readings)


def _with(origin: Origin, *, conditional: bool) -> Origin:
    return Origin(origin.source, origin.written, origin.span, origin.conditional or conditional)


def read_statement(node: Node, scope: Scope, origin: Origin) -> Reading:
    """The grants of one statement; two where a condition decides its effect."""
    span = origin.span or node.span
    if not isinstance(node, Mapping):
        return unknown(span, "a statement that is no mapping")
    effects = {text.literal for text in evaluate(node.get("Effect"), scope)}
    parts = _Parts(node, scope, origin)
    gaps = [Gap("unknown-role", at_, f"an action that is not known: {text}") for text, at_ in parts.unknown_actions]
    grants = tuple(
        parts.grant(effect, span, several=len(effects) > 1) for effect in ("Allow", "Deny") if effect in effects
    )
    if effects - {"Allow", "Deny"} or not effects:
        gaps.append(Gap("unknown-role", span, "a statement whose Effect is neither Allow nor Deny"))
    return Reading(grants, tuple(gaps))


class _Parts:
    """The lists of one statement, each element with its place."""

    def __init__(self, node: Mapping, scope: Scope, origin: Origin) -> None:
        self.scope = scope
        self.origin = origin
        self.conditional = origin.conditional
        self.unknown_actions: list[tuple[Text, Span]] = []
        self.actions = self._actions(node.get("Action"))
        self.not_actions = self._actions(node.get("NotAction"))
        self.resources = self._texts(node.get("Resource"))
        self.not_resources = self._texts(node.get("NotResource"))
        self.conditions = _conditions(node.get("Condition"), scope)
        self.sid = next((text.literal or "" for text in evaluate(node.get("Sid"), scope)), "")

    def _texts(self, node: Node | None) -> list[tuple[Text, Span]]:
        found: list[tuple[Text, Span]] = []
        for item, decided in elements(node, self.scope):
            texts = evaluate(item, self.scope)
            self.conditional |= decided or len(texts) > 1
            found.extend((text, self.origin.span or item.span) for text in texts)
        return found

    def _actions(self, node: Node | None) -> list[tuple[str, Span]]:
        found: list[tuple[str, Span]] = []
        for text, span in self._texts(node):
            literal = text.literal
            if literal is None:
                self.unknown_actions.append((text, span))
            else:
                found.append((literal.strip(), span))
        return found

    def grant(self, effect: str, span: Span, *, several: bool) -> Grant:
        statement = Statement(
            effect="Deny" if effect == "Deny" else "Allow",
            actions=tuple(action for action, _ in self.actions),
            not_actions=tuple(action for action, _ in self.not_actions),
            resources=tuple(text for text, _ in self.resources),
            not_resources=tuple(text for text, _ in self.not_resources),
            conditions=self.conditions,
            sid=self.sid,
        )
        return Grant(
            statement=statement,
            source=self.origin.source,
            span=span,
            written=self.origin.written,
            action_spans=tuple(span for _, span in self.actions or self.not_actions),
            resource_spans=tuple(span for _, span in self.resources or self.not_resources),
            conditional=self.conditional or several,
        )


def _conditions(node: Node | None, scope: Scope) -> tuple[Condition, ...]:
    found: list[Condition] = []
    for arm, _ in arms(node, scope):
        for operator in entries(arm):
            for body, _ in arms(operator.value, scope):
                found.extend(
                    Condition(
                        operator.key,
                        line.key,
                        tuple(t for n, _ in elements(line.value, scope) for t in evaluate(n, scope)),
                    )
                    for line in entries(body)
                )
    return tuple(found)


def trusted_principals(document: Node | None, scope: Scope) -> tuple[str, ...]:
    """Who a trust policy lets assume the role: service names, ARNs, identity providers; sorted.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
    """
    found: set[str] = set()
    for arm, _ in arms(document, scope):
        for statement, _ in elements(at(arm, "Statement"), scope):
            if string(at(statement, "Effect")) != "Deny":
                found.update(str(text) for text in principals(at(statement, "Principal"), scope))
    return tuple(sorted(found))


def is_lambda(principal: str) -> bool:
    """Whether a principal of a trust policy is Lambda, in whatever partition: ``lambda.${AWS::URLSuffix}`` too."""
    return _LAMBDA.fullmatch(principal) is not None


def principals(node: Node | None, scope: Scope) -> Iterator[Text]:
    """Every principal that a ``Principal`` names, of whatever kind."""
    for arm, _ in arms(node, scope):
        kinds = [arm] if function(arm) or not isinstance(arm, Mapping) else [kind.value for kind in entries(arm)]
        for value in kinds:
            for item, _ in elements(value, scope):
                yield from evaluate(item, scope)
