"""Whether what a report says covers what was recorded."""

import re
from collections.abc import Iterator
from typing import Any

from casebook import Case, Note

from analyzer.core import Lit, Part, Ref, Text
from analyzer.needs.model import Evidence, Need
from analyzer.reports.model import FunctionReport
from recorder.stack import ACCOUNT, REGION

BY_PATH = {"s3-uri": "s3"}  # what library models call for paths stands for these services
PSEUDO = {"AWS::Partition": "aws", "AWS::Region": REGION, "AWS::AccountId": ACCOUNT}
# Arguments that name what is called.  For the harness' own resources only: their ARNs are known.
NAMING = ("TableName", "Bucket", "QueueUrl", "TopicArn", "TargetArn", "StreamName", "StreamARN", "SecretId", "KeyId",
          "Name", "stateMachineArn", "logGroupName", "EventBusName", "UserPoolId")  # fmt: skip


def uncovered(function: FunctionReport, calls: list[dict[str, Any]], arns: dict[str, str]) -> Iterator[str]:
    """One line per recorded call that the report does not account for.

    Where a resource of the account is named, a need must be on it, and on the object, index or
    stream inside it that the call names.
    """
    for call in calls:
        name = f"{call['service']}.{call['operation']}"
        if not call["own"]:
            if not any(name in " ".join(row) for row in function.elsewhere):
                yield f"{name} was made with other credentials; other principals' calls: {list(function.elsewhere)}"
            continue
        needs = [need for need in function.needs if _accounts_for(need, call)]
        if not needs:
            yield f"{name}({_short(call['arguments'])}) was called; needs come from {_calls(function)}"
            continue
        if not any(_in_region(need, call["region"]) for need in needs):
            shown = [str(resource.text) for need in needs for resource in need.resources]
            yield f"{name} was called in {call['region']}; needs are on {shown}"
        for arn in _reached(call["arguments"], arns):
            if not any(_covers(need, arn, arns) for need in needs):
                shown = [str(resource.text) for need in needs for resource in need.resources]
                yield f"{name} reached {arn}; needs are on {shown}"


def never_recorded(case: Case, function: FunctionReport, calls: list[dict[str, Any]]) -> Iterator[str]:
    """One line per call that the report claims, no event led to, and no ``# unrun: reason`` explains."""
    excused = {(note.file, note.line) for note in case.of_kind("unrun") if _speaks_of(note, function)}
    for need in function.needs:
        if need.origin != "call":
            continue
        for evidence in need.evidence:
            if (
                not any(_shows(evidence, call) for call in calls)
                and (evidence.span.path, evidence.span.line) not in excused
            ):
                yield f"{evidence.span.path}:{evidence.span.line}: {evidence.call} is claimed and was never recorded"


def _in_region(need: Need, region: str) -> bool:
    """Whether the need is on something in this region, or in none: parameters may be any."""
    for resource in need.resources:
        pieces = "".join(_shown(part) for part in resource.text.parts).split(":")
        if len(pieces) < 6 or pieces[3] in ("", "*", region):
            return True
    return False


def _shown(part: Part) -> str:
    if isinstance(part, Lit):
        return part.value
    return PSEUDO.get(part.logical_id, "*") if isinstance(part, Ref) else "*"


def _accounts_for(need: Need, call: dict[str, Any]) -> bool:
    return any(_shows(evidence, call) for evidence in need.evidence)


def _shows(evidence: Evidence, call: dict[str, Any]) -> bool:
    """Whether the evidence is this call's: by its operation, or by its line, where one line runs several operations.

    A transfer's worker threads have no line of the handler: there the service has to do.
    """
    if evidence.call == f"{call['service']}.{call['operation']}":
        return True
    service = evidence.call.partition(".")[0]
    if service in BY_PATH:  # an object that is opened is read and written at other lines than this one
        return bool(BY_PATH[service] == call["service"])
    if service != call["service"]:
        return False
    return not call["places"] or any(
        place.endswith(f"{evidence.span.path}:{evidence.span.line}") for place in call["places"]
    )


def _speaks_of(note: Note, function: FunctionReport) -> bool:
    return not note.functions or function.entry.declaration.id in note.functions


def _reached(arguments: dict[str, Any], arns: dict[str, str]) -> Iterator[str]:
    """ARNs of the account's own resources that the arguments name, down to the object, index or log stream."""
    for member in NAMING:
        value = arguments.get(member)
        if not isinstance(value, str):
            continue
        for arn in filter(None, arns.values()):
            if value in (arn, _tail(arn)) or (member == "QueueUrl" and value.endswith("/" + _tail(arn))):
                yield from _inside(arn.removesuffix(":*"), arguments)


def _inside(arn: str, arguments: dict[str, Any]) -> list[str]:
    """The parts of a resource that the arguments name; the resource itself where they name none."""
    keys = [arguments["Key"]] if isinstance(arguments.get("Key"), str) else []
    keys += [each["Key"] for each in arguments.get("Delete", {}).get("Objects", [])]
    if arn.startswith("arn:aws:s3:") and keys:
        return [f"{arn}/{key}" for key in keys]
    if "IndexName" in arguments:
        return [f"{arn}/index/{arguments['IndexName']}"]
    if "logStreamName" in arguments:
        return [f"{arn}:log-stream:{arguments['logStreamName']}"]
    return [arn]


def _tail(arn: str) -> str:
    return re.split(r"[:/]", arn.removesuffix(":*").split(":", 5)[5], maxsplit=1)[-1]


def _covers(need: Need, arn: str, arns: dict[str, str]) -> bool:
    """Whether a resource of the need is this ARN or a pattern that matches it."""
    return any(re.fullmatch(_pattern(resource.text, arns), arn) for resource in need.resources)


def _pattern(text: Text, arns: dict[str, str]) -> str:
    out = []
    for part in text.parts:
        match part:
            case Lit(value):
                out.append(re.escape(value).replace(r"\*", ".*").replace(r"\?", "."))
            case Ref(logical_id, attribute) if logical_id in arns:
                arn = re.escape(arns[logical_id]).replace(r"\*", ".*")
                name = re.escape(_tail(arns[logical_id]))
                out.append(arn if attribute == "Arn" else f"(?:{name}|{arn})")
            case Ref(logical_id, _) if logical_id in PSEUDO:
                out.append(re.escape(PSEUDO[logical_id]))
            case _:
                out.append(".*")
    return "".join(out)


def _calls(function: FunctionReport) -> list[str]:
    return sorted({evidence.call for need in function.needs for evidence in need.evidence})


def _short(arguments: dict[str, Any]) -> str:
    return ", ".join(f"{key}={str(value)[:40]!r}" for key, value in arguments.items())
