"""The needs of a function that a refused request belongs to."""

import re

from msgspec import Struct

from analyzer.denials.message import Denial
from analyzer.needs.model import Evidence, Need
from analyzer.reports.model import FunctionReport

_REFERENCE = re.compile(r"\$\{[^}]*\}|\{[^}]*\}|\*")


class Reaching(Struct, frozen=True):
    """``needs`` that ask for the action on the resource of the message; where there is none, those ``elsewhere`` that ask
    for the action on other ``resources``.
    """

    needs: tuple[Need, ...]
    elsewhere: tuple[Need, ...]
    resources: tuple[str, ...]


def reaching(denial: Denial, function: FunctionReport) -> Reaching:
    """The needs by the action of a message, or by its call where it names no action, narrowed by its resource."""
    alike = [need for need in function.needs if _asks(denial, need)]
    arns = {id(need): tuple(_arn(str(one.text), function) for one in need.resources) for need in alike}
    exact = tuple(need for need in alike if _meets(arns[id(need)], denial.resource))
    if exact:
        return Reaching(exact, (), ())
    return Reaching((), tuple(alike), tuple(arn for need in alike for arn in arns[id(need)]))


def _asks(denial: Denial, need: Need) -> bool:
    if denial.action:
        return need.action.lower() == denial.action.lower()
    return not need.explains_only and any(_is_call(denial, evidence) for evidence in need.evidence)


def _is_call(denial: Denial, evidence: Evidence) -> bool:
    service, _, operation = evidence.call.rpartition(".")
    return operation.lower() == denial.operation.lower() and denial.service in ("", service)


def _arn(text: str, function: FunctionReport) -> str:
    return function.arns.get(text, text)


def _meets(arns: tuple[str, ...], resource: str) -> bool:
    """Whether a resource may be one of these; references and unknown parts may be anything."""
    if not resource or not arns:
        return True
    return any(re.fullmatch(_pattern(arn), resource, re.DOTALL) for arn in arns)


def _pattern(arn: str) -> str:
    """The ARN as a regular expression; runs of unknown parts count once, so that matching stays fast."""
    known = [re.escape(part) for part in _REFERENCE.split(arn)]
    return re.sub(r"(?:\.\*)+", ".*", ".*".join(known))
