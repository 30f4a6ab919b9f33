"""Every need of the corpus before another evaluator: its policy allows the request, and no statement is more than needed.

The evaluator brings IAM data of its own: an action that it does not know, or a resource that is none of the
action's types, fails here too.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from casebook import all_cases
from casebook.running import scan_case
from simulator import REASON, outcomes

from analyzer.core import Lit, Ref, Text
from analyzer.iam.model import Condition, Statement
from analyzer.needs import Speller
from analyzer.needs.model import Need
from analyzer.reports.model import FunctionReport
from analyzer.rulebook import Rulebook

pytestmark = pytest.mark.skipif(bool(REASON), reason=REASON)

ACCOUNT = "123456789012"
PSEUDO = {"AWS::Partition": "aws", "AWS::Region": "eu-west-1", "AWS::AccountId": ACCOUNT}
TYPES = Rulebook().resources()
# The simulator takes the first part of a resource for its type and lets no wildcard stand there.  Here that part is
# the id of an API, for which AWS's own examples write one, and a type that no reference to a consumer tells:
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html
UNMATCHED = ("arn:aws:execute-api:eu-west-1:123456789012:x/", "arn:aws:kinesis:eu-west-1:123456789012:x/x/consumer/")


class Plain:
    """One function's texts with every reference written out."""

    def __init__(self, function: FunctionReport) -> None:
        self._speller = Speller(function.entry.template, TYPES)

    def text(self, text: Text, *, wild: str = "*") -> str | None:
        """The text as a policy or, with another ``wild``, a request has it; None where a whole ARN is not known."""
        parts = self._speller.spell(text, defaults=True).parts
        if parts and not isinstance(parts[0], Lit) and len(text.parts) >= 1 and isinstance(text.parts[0], Ref):
            return None
        made = "".join(self._part(part) for part in parts)
        return made.replace("*", wild).replace("?", "a") if wild != "*" and made != "*" else made

    def _part(self, part: Any) -> str:
        match part:
            case Lit(value):
                return value
            case Ref(logical_id, attribute):
                return PSEUDO.get(logical_id) or re.sub(r"[^A-Za-z0-9]", "", logical_id + attribute).lower()
            case _:
                return "*"

    def statement(self, statement: Statement) -> dict[str, Any] | None:
        """The statement as JSON, None where a resource cannot be written out."""
        resources = [self.text(one) for one in statement.resources]
        if None in resources:
            return None
        made: dict[str, Any] = {"Effect": "Allow", "Action": list(statement.actions), "Resource": resources}
        for one in filter(_judged, statement.conditions):
            values = [self.text(each) for each in one.values]
            made.setdefault("Condition", {}).setdefault(one.operator, {})[one.key] = values
        return made

    def requests(self, need: Need) -> Iterator[dict[str, Any]]:
        """One request for each resource of the need that can be written out; what is of another account that one decides too."""
        context = {one.key: self.text(one.values[0]) for one in filter(_judged, need.conditions)}
        for resource in need.resources:
            text = self.text(resource.text, wild="x")
            if text is not None and not text.startswith(UNMATCHED) and _account(text) in ("", "x", ACCOUNT):
                yield {"action": need.action, "resource": text, "context": context}


def _account(arn: str) -> str:
    """The account in an ARN; empty for ``*`` and where there is none."""
    return (arn.split(":") + [""] * 5)[4]


def _judged(condition: Condition) -> bool:
    """Whether the simulator can judge the key: it drops names behind a second colon (``kms:EncryptionContext:tenant``)."""
    return condition.key.count(":") == 1


Row = tuple[str, dict[str, Any], list[dict[str, Any]], list[int]]
"""Case and function, its policy, the requests of its needs, and which statement each was written for."""


@pytest.fixture(scope="module")
def judged(solutions: Path) -> tuple[Row, ...]:
    """All functions of the corpus."""
    return tuple(_rows(solutions))


def _rows(solutions: Path) -> Iterator[Row]:
    for case in all_cases():
        for function in scan_case(case, solutions).functions:
            plain = Plain(function)
            statements, requests, served = [], [], []
            for explained in function.policy.statements:
                statement = plain.statement(explained.statement)
                if statement is None:
                    continue
                for need in explained.needs:
                    for request in plain.requests(need):
                        requests.append(request)
                        served.append(len(statements))
                statements.append(statement)
            name = f"{case.name}: {function.entry.declaration.id}"
            yield name, {"Version": "2012-10-17", "Statement": statements}, requests, served


def test_policies_allow_what_is_needed_and_no_statement_is_more(record_property, judged: tuple[Row, ...]) -> None:
    allowed = outcomes("judge", [{"policy": policy, "requests": requests} for _, policy, requests, _ in judged])
    refused = [
        f"{name}: {request['action']} on {request['resource']}: {outcome}"
        for (name, _, requests, _), outcomes_ in zip(judged, allowed, strict=True)
        for request, outcome in zip(requests, outcomes_, strict=True)
        if outcome != "Allowed"
    ]
    total = sum(len(requests) for _, _, requests, _ in judged)
    record_property("score:needs-simulated", f"{total - len(refused)} of {total} requests of needs allowed")
    assert total > 1_000
    assert not refused, f"{len(refused)} of {total}\n" + "\n".join(refused[:60])


def test_without_a_statement_a_need_is_refused(judged: tuple[Row, ...]) -> None:
    cases, names = [], []
    for name, policy, requests, served in judged:
        for index, _ in enumerate(policy["Statement"]):
            own = [request for request, by in zip(requests, served, strict=True) if by == index]
            rest = [one for place, one in enumerate(policy["Statement"]) if place != index]
            if own and rest:
                cases.append({"policy": {"Version": "2012-10-17", "Statement": rest}, "requests": own})
                names.append(f"{name}: {policy['Statement'][index]}")
    idle = [name for name, row in zip(names, outcomes("judge", cases), strict=True) if set(row) == {"Allowed"}]
    assert not idle, "\n".join(idle[:20])


def test_one_step_beside_the_resource_is_refused(judged: tuple[Row, ...]) -> None:
    """Another account, region or name than the one that is needed is not allowed by the need's own statement."""
    cases, names = [], []
    for name, policy, requests, served in judged:
        for request, by in zip(requests, served, strict=True):
            beside = _beside(request["resource"])
            open_ended = any(
                one == "*" or one.startswith("arn:aws:s3:::*") for one in policy["Statement"][by]["Resource"]
            )
            if beside and not open_ended:
                own = {"Version": "2012-10-17", "Statement": [policy["Statement"][by]]}
                cases.append({"policy": own, "requests": [{**request, "resource": beside}]})
                names.append(f"{name}: {request['action']} on {beside} by {policy['Statement'][by]['Resource']}")
    assert len(cases) > 300
    open_ = [name for name, (outcome,) in zip(names, outcomes("judge", cases), strict=True) if outcome == "Allowed"]
    assert not open_, f"{len(open_)} of {len(cases)}\n" + "\n".join(open_[:20])


def _beside(arn: str) -> str:
    """The same thing in an account beside; of a bucket, which has none, another bucket; empty for ``*``."""
    pieces = arn.split(":", 5)
    if len(pieces) < 6:
        return ""
    if pieces[2] == "s3" and not pieces[4]:
        return ":".join([*pieces[:5], "beside-" + pieces[5]])
    return ":".join([*pieces[:4], "999999999999", pieces[5]])
