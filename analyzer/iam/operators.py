"""How each condition operator compares one value of the policy with one of the request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

import ipaddress
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import Any

from msgspec import Struct

from analyzer.core import Lit, Text
from analyzer.iam.arns import Arn
from analyzer.iam.coverage import matches
from analyzer.iam.verdicts import Verdict, every, verdict

# None: the values cannot be compared (a number that is none); then neither an operator nor its negation holds.
Comparison = Callable[[Text, Text], Verdict | None]


class Operator(Struct, frozen=True):
    """A base operator; ``wild`` says that ``*`` and ``?`` of the policy's value are wildcards."""

    compare: Comparison
    negated: bool = False
    wild: bool = False


def _string(pattern: Text, value: Text) -> Verdict:
    return matches(pattern, value, wild=False)


def _string_ignoring_case(pattern: Text, value: Text) -> Verdict:
    return matches(_lower(pattern), _lower(value), wild=False)


def _lower(text: Text) -> Text:
    return Text.of(*(part.value.lower() if isinstance(part, Lit) else part for part in text.parts))


def _like(pattern: Text, value: Text) -> Verdict:
    return matches(pattern, value)


def _arn(pattern: Text, value: Text) -> Verdict | None:
    """The six components are compared one by one, each may hold wildcards (ArnEquals too)."""
    wanted, given = Arn.parse(pattern), Arn.parse(value)
    if wanted is None or given is None:
        both_known = pattern.literal is not None and value.literal is not None
        return None if both_known else matches(pattern, value)
    pairs = (
        (wanted.partition, given.partition),
        (wanted.service, given.service),
        (wanted.region, given.region),
        (wanted.account, given.account),
        (wanted.resource, given.resource),
    )
    return every(matches(one, other) for one, other in pairs)


def _typed(read: Callable[[str], Any], relation: Callable[[Any, Any], bool]) -> Comparison:
    """A comparison of two values that ``read`` understands, the request's value on the left."""

    def compare(pattern: Text, value: Text) -> Verdict | None:
        wanted, given = pattern.literal, value.literal
        if wanted is None or given is None:
            return "maybe"
        left, right = read(given), read(wanted)
        return None if left is None or right is None else verdict(relation(left, right))

    return compare


_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _date(text: str) -> float | None:
    """Seconds since 1970 of an ISO 8601 date or of Unix time itself."""
    if re.fullmatch(r"-?\d{5,}", text, re.ASCII):
        return float(text)
    whole = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    try:
        moment = datetime.fromisoformat(whole)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _boolean(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text.lower())


def _address(pattern: Text, value: Text) -> Verdict | None:
    wanted, given = pattern.literal, value.literal
    if wanted is None or given is None:
        return "maybe"
    try:
        return verdict(ipaddress.ip_address(given) in ipaddress.ip_network(wanted, strict=False))
    except ValueError:
        return None


OPERATORS: dict[str, Operator] = {
    "stringequals": Operator(_string),
    "stringnotequals": Operator(_string, negated=True),
    "stringequalsignorecase": Operator(_string_ignoring_case),
    "stringnotequalsignorecase": Operator(_string_ignoring_case, negated=True),
    "stringlike": Operator(_like, wild=True),
    "stringnotlike": Operator(_like, negated=True, wild=True),
    "arnequals": Operator(_arn, wild=True),
    "arnnotequals": Operator(_arn, negated=True, wild=True),
    "arnlike": Operator(_arn, wild=True),
    "arnnotlike": Operator(_arn, negated=True, wild=True),
    "numericequals": Operator(_typed(_number, eq)),
    "numericnotequals": Operator(_typed(_number, eq), negated=True),
    "numericlessthan": Operator(_typed(_number, lt)),
    "numericlessthanequals": Operator(_typed(_number, le)),
    "numericgreaterthan": Operator(_typed(_number, gt)),
    "numericgreaterthanequals": Operator(_typed(_number, ge)),
    "dateequals": Operator(_typed(_date, eq)),
    "datenotequals": Operator(_typed(_date, eq), negated=True),
    "datelessthan": Operator(_typed(_date, lt)),
    "datelessthanequals": Operator(_typed(_date, le)),
    "dategreaterthan": Operator(_typed(_date, gt)),
    "dategreaterthanequals": Operator(_typed(_date, ge)),
    "bool": Operator(_typed(_boolean, eq)),
    "binaryequals": Operator(_string),
    "ipaddress": Operator(_address),
    "notipaddress": Operator(_address, negated=True),
}
