"""Whether what a report says covers what was recorded."""

import re
from collections.abc import Iterator
from typing import Any

from casebook import Case, Note

from analyzer.core import Lit, Ref, Text
from analyzer.needs.model import Need
from analyzer.reports.model import FunctionReport
from recorder.stack import ACCOUNT, REGION

PSEUDO = {"AWS::Partition": "aws", "AWS::Region": REGION, "AWS::AccountId": ACCOUNT}
# Arguments that name what is called.  For the harness' own resources only: their ARNs are known.
NAMING = ("TableName", "Bucket", "QueueUrl", "TopicArn", "TargetArn", "StreamName", "StreamARN", "SecretId", "KeyId",
          "Name", "stateMachineArn", "logGroupName", "EventBusName", "UserPoolId")  # fmt: skip


def uncovered(function: FunctionReport, calls: list[dict[str, Any]], arns: dict[str, str]) -> Iterator[str]:
    """One line per recorded call that the report does not account for."""
    for call in calls:
        name = f"{call['service']}.{call['operation']}"
        if not call["own"]:
            if not any(name in " ".join(row) for row in function.elsewhere):
                yield f"{name} was made with other credentials; other principals' calls: {list(function.elsewhere)}"
            continue
        needs = [need for need in function.needs if any(each.call == name for each in need.evidence)]
        if not needs:
            yield f"{name}({_short(call['arguments'])}) was called; needs come from {_calls(function)}"
            continue
        for arn in _reached(call["arguments"], arns):
            if not any(_covers(need, arn, arns) for need in needs):
                shown = [str(resource.text) for need in needs for resource in need.resources]
                yield f"{name} reached {arn}; needs are on {shown}"


def never_recorded(case: Case, function: FunctionReport, calls: list[dict[str, Any]]) -> Iterator[str]:
    """One line per call that the report claims, no event led to, and no ``# unrun: reason`` explains."""
    seen = {f"{call['service']}.{call['operation']}" for call in calls}
    excused = {(note.file, note.line) for note in case.of_kind("unrun") if _speaks_of(note, function)}
    for need in function.needs:
        if need.origin != "call":
            continue
        for evidence in need.evidence:
            if evidence.call not in seen and (evidence.span.path, evidence.span.line) not in excused:
                yield f"{evidence.span.path}:{evidence.span.line}: {evidence.call} is claimed and was never recorded"


def _speaks_of(note: Note, function: FunctionReport) -> bool:
    return not note.functions or function.entry.declaration.id in note.functions


def _reached(arguments: dict[str, Any], arns: dict[str, str]) -> Iterator[str]:
    """ARNs of the account's own resources that the arguments name."""
    for member in NAMING:
        value = arguments.get(member)
        if not isinstance(value, str):
            continue
        for arn in arns.values():
            if (arn and value in (arn, _tail(arn))) or (
                arn and value.endswith("/" + _tail(arn)) and member == "QueueUrl"
            ):
                yield arn


def _tail(arn: str) -> str:
    return re.split(r"[:/]", arn.split(":", 5)[5], maxsplit=1)[-1]


def _covers(need: Need, arn: str, arns: dict[str, str]) -> bool:
    """Whether a resource of the need is this ARN or something inside it (an object, an index)."""
    patterns = [_pattern(resource.text, arns) for resource in need.resources]
    return any(re.fullmatch(pattern, candidate) for pattern in patterns for candidate in (arn, arn + "/x", arn + ":x"))


def _pattern(text: Text, arns: dict[str, str]) -> str:
    out = []
    for part in text.parts:
        match part:
            case Lit(value):
                out.append(re.escape(value).replace(r"\*", ".*").replace(r"\?", "."))
            case Ref(logical_id, attribute) if logical_id in arns:
                arn = arns[logical_id]
                out.append(
                    re.escape(arn if attribute == "Arn" or not _tail(arn) else _tail(arn)) + "|" + re.escape(arn)
                )
                out[-1] = f"(?:{out[-1]})"
            case Ref(logical_id, _) if logical_id in PSEUDO:
                out.append(re.escape(PSEUDO[logical_id]))
            case _:
                out.append(".*")
    return "".join(out)


def _calls(function: FunctionReport) -> list[str]:
    return sorted({evidence.call for need in function.needs for evidence in need.evidence})


def _short(arguments: dict[str, Any]) -> str:
    return ", ".join(f"{key}={str(value)[:40]!r}" for key, value in arguments.items())
