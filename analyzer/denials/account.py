"""The explanation of a refused request: the call, the statement, the fix."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from analyzer.core import lit
from analyzer.denials.message import Denial
from analyzer.denials.reaching import Reaching, reaching
from analyzer.iam import evaluate
from analyzer.iam.model import Decision
from analyzer.needs.model import Need
from analyzer.policies.formats.yaml_text import yaml_text
from analyzer.reports.explanation import Source, ways
from analyzer.reports.lines import Line, line
from analyzer.reports.masking import mask
from analyzer.reports.model import FunctionReport
from analyzer.templates.model import Grant

_SHOWN = 10
_ELSEWHERE = {
    "resource": "the resource's own policy decides: in one account a statement of the role would do as well, across accounts"
    " both must allow",
    "session": "a session policy decides: it was passed when the role was assumed, no template shows it",
    "endpoint": "the policy of a VPC endpoint decides: change the endpoint's policy, no statement of the role helps",
    "organization": "a policy of the organization decides: whoever keeps it must change it, no statement of the role helps",
    "trust": "the role's trust policy decides who may assume it: no permission of the caller alone helps",
}


def account(denial: Denial, function: FunctionReport, source: Source) -> list[Line]:
    """What was refused to a function, which call asked, what its role says to that, and what to change; every word masked."""
    lines = _Account(denial, function, source).lines()
    return [tuple((mask(word), style) for word, style in words) for words in lines]


class _Account(Struct, frozen=True):
    denial: Denial
    function: FunctionReport
    source: Source

    def lines(self) -> Iterator[Line]:
        declaration = self.function.entry.declaration
        found = reaching(self.denial, self.function)
        yield line((declaration.id, "head"), f"  {declaration.template}:{declaration.span.line}")
        yield from self._request()
        yield line("")
        yield from self._calls(found)
        yield line("")
        yield from self._verdict(found)

    def _request(self) -> Iterator[Line]:
        denial = self.denial
        on = f" on {denial.resource}" if denial.resource else ""
        yield line(("  refused    ", "dim"), (denial.action or denial.operation, "code"), on)
        if denial.role:
            yield line(("  to         ", "dim"), f"role {denial.role}, session {denial.session}")
        if denial.kind:
            what = "an explicit deny" if denial.explicit else "no allow"
            policy = f" {denial.policy}" if denial.policy else ""
            yield line(("  because    ", "dim"), f"{what} in {_KIND_WORDS[denial.kind]}{policy}")
        if denial.note:
            yield line(("  note       ", "dim"), denial.note)
        if denial.encoded:
            yield line(("  not known  ", "dim"), "the reasons are encoded, and only AWS can read them:")
            yield line("             aws sts decode-authorization-message --encoded-message …")

    def _calls(self, found: Reaching) -> Iterator[Line]:
        needs = found.needs or found.elsewhere
        if not needs:
            what = self.denial.action or self.denial.operation
            yield line("  ", (f"no call that this handler reaches needs {what}", "warning"))
            gaps = [gap for gap in self.function.gaps if gap.services != ()][:_SHOWN]
            for gap in gaps:
                yield line(("  unseen     ", "dim"), f"{gap.span}  {gap.detail} [{gap.kind}]")
            if not gaps:
                yield line("  the message may be another function's, or of code that was deployed before")
            return
        if not found.needs:
            reached = ", ".join(dict.fromkeys(found.resources))
            yield line("  ", ("the code reaches another resource", "warning"), f": {reached}")
            yield line("  the name may come from a value that the deployment sets otherwise")
        for need in needs:
            yield line("  ", (need.action, "code"), " is called for")
            yield from ways(self.function, need, self.source)

    def _verdict(self, found: Reaching) -> Iterator[Line]:
        kind = self.denial.kind
        if kind in _ELSEWHERE:
            yield line(("  fix  ", "head"), _ELSEWHERE[kind])
            return
        for need in found.needs or found.elsewhere or _asked(self.denial):
            yield from self._said(need)

    def _said(self, need: Need) -> Iterator[Line]:
        """What the role, as the template has it, says to one need."""
        role = self.function.entry.role
        boundary = None if role.boundary is None else [grant.statement for grant in role.boundary]
        statements = [grant.statement for grant in role.grants]
        texts = [resource.text for resource in need.resources] or [lit(self.denial.resource or "*")]
        decisions = [evaluate(statements, boundary, need.action, text) for text in texts]
        denying = _places(role.grants, [index for each in decisions for index in each.denying])
        fenced = _places(role.boundary or (), [index for each in decisions for index in each.boundary_denying])
        granting = _places(role.grants, [index for each in decisions for index in each.granting])
        if denying or fenced:
            yield line(("  denied by  ", "dim"), ", ".join((*denying, *fenced)))
            yield line(("  fix  ", "head"), f"take {need.action} out of that Deny: no Allow outweighs it")
        elif self.denial.kind == "identity" and self.denial.explicit:
            which = self.denial.policy or "a policy that the template does not show"
            yield line(("  fix  ", "head"), f"the Deny stands in {which}: take {need.action} out of it")
        elif any(each.bounded != "yes" for each in decisions) or self.denial.kind == "boundary":
            yield line(("  fix  ", "head"), f"the permissions boundary must allow {need.action} too: add it there")
        elif all(each.granted == "yes" for each in decisions):
            yield from self._granted(need, granting)
        else:
            yield from self._lacking(need, decisions, granting)

    def _granted(self, need: Need, granting: tuple[str, ...]) -> Iterator[Line]:
        yield line(("  granted by ", "dim"), ", ".join(granting))
        yield line(("  fix  ", "head"), f"the template grants {need.action} already: deploy it")
        yield line(
            "       if it is deployed, something that no template shows refuses: the resource's policy (of a key: the key"
            " policy), a policy of the organization, or a condition of the statement"
        )

    def _lacking(self, need: Need, decisions: list[Decision], granting: tuple[str, ...]) -> Iterator[Line]:
        role = self.function.entry.role
        wrong = granting or _elsewhere_granted(need.action, role.grants)
        known = "" if role.complete else " (as far as the role is known)"
        if wrong:
            unsure = " for certain" if any(each.granted == "maybe" for each in decisions) else ""
            yield line(("  granted by ", "dim"), f"{', '.join(wrong)}, but not{unsure} on what the call reaches{known}")
        else:
            yield line("  ", (f"{role.id} does not grant {need.action}", "error"), known)
        statements = self._statements(need.action)
        if not statements:
            yield line(
                ("  fix  ", "head"), f"allow {need.action} on {self.denial.resource or 'the resource it is called on'}"
            )
            return
        yield line(("  fix  ", "head"), f"{'correct that statement to' if wrong else 'add to the role'}:")
        for text in yaml_text(statements, tags=self.function.entry.declaration.dialect != "terraform").splitlines():
            yield line(f"    {text}")

    def _statements(self, action: str) -> list[dict[str, Any]]:
        """The statements of the minimal policy that allow the action, with that action alone."""
        return [
            {**statement, "Action": [action]}
            for statement in self.function.policy_document.get("Statement", [])
            if action.lower() in (str(each).lower() for each in statement.get("Action", []))
        ]


_KIND_WORDS = {
    "identity": "the role's own policies",
    "boundary": "the permissions boundary",
    "resource": "the resource's policy",
    "session": "a session policy",
    "endpoint": "a VPC endpoint's policy",
    "organization": "a policy of the organization",
    "trust": "the role's trust policy",
}


def _asked(denial: Denial) -> tuple[Need, ...]:
    """The request as a need, where no call is known to make it."""
    return (Need(denial.action, (), "call", ()),) if denial.action else ()


def _places(grants: tuple[Grant, ...], indices: list[int]) -> tuple[str, ...]:
    spans = (grants[index].span for index in sorted(set(indices)))
    return tuple(dict.fromkeys(f"{span.path}:{span.line}" for span in spans))


def _elsewhere_granted(action: str, grants: tuple[Grant, ...]) -> tuple[str, ...]:
    """The places of statements that allow the action on any resource at all."""
    one = [index for index, grant in enumerate(grants) if _allows(action, grant)]
    return _places(grants, one)


def _allows(action: str, grant: Grant) -> bool:
    """Whether a statement would allow the action, were its resources other ones."""
    anywhere = replace(grant.statement, resources=(lit("*"),), not_resources=(), conditions=())
    return evaluate([anywhere], None, action, lit("*")).granted == "yes"
