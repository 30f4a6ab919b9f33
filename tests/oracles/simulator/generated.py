"""Random policies and requests with plain texts, drawn so that all outcomes are common.

Left out is what the two evaluators are known to read differently, each time with AWS's own page for
ours: the action ``*:*``, wildcards of an ARN that span a colon, ``${*}`` where wildcards do not count,
single addresses (no range) of another IP version, Unix time against a date, variables without value in
NotResource.
"""

from random import Random
from typing import Any

REQUESTS_PER_POLICY = 8
_ACTIONS = ["s3:GetObject", "s3:PutObject", "sqs:SendMessage", "sns:Publish", "dynamodb:Query", "logs:PutLogEvents"]
_ACTION_PATTERNS = [*_ACTIONS, "*", "s3:*", "s3:Get*", "S3:getobject", "sqs:Send?essage", "dynamodb:*", "sns:P*h"]
_ARNS = [
    "arn:aws:s3:::b/in/x.csv",
    "arn:aws:s3:::b/ann/x.csv",
    "arn:aws:s3:::other/x",
    "arn:aws:sqs:eu-west-1:123456789012:jobs",
    "arn:aws:sqs:us-east-1:123456789012:jobs-dead",
    "arn:aws:sns:eu-west-1:123456789012:news",
    "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
    "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-day",
    "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/f:log-stream:s",
]
_KEYS: dict[str, tuple[str, list[str]]] = {
    "aws:username": ("String", ["ann", "bob", "Ann", "b*"]),
    "aws:PrincipalTag/team": ("String", ["red", "blue", "RED", "r?d"]),
    "s3:prefix": ("String", ["in/", "ann/", "in/x.csv", ""]),
    "aws:TagKeys": ("String", ["red", "blue", "owner"]),
    "aws:SourceArn": ("Arn", [_ARNS[3], _ARNS[5], _ARNS[6], "not-an-arn"]),
    "s3:max-keys": ("Numeric", ["1", "10", "10.0", "-3", "many"]),
    "aws:CurrentTime": ("Date", ["2024-01-01T00:00:00Z", "2024-06-01T12:30:00Z", "2025-01-01", "soon"]),
    "aws:EpochTime": ("Date", ["1704067200", "1735689600"]),
    "aws:SecureTransport": ("Bool", ["true", "false", "True", "yes"]),
    "aws:SourceIp": ("IpAddress", ["203.0.113.9", "10.0.0.1", "2001:db8:0:0:0:0:0:1", "here"]),
    "k:data": ("Binary", ["QmluYXJ5", "b3RoZXI="]),
}
_PATTERNS = {
    "String": ["ann", "red", "*", "a*", "?ed", "${aws:username}", "${aws:PrincipalTag/team, 'blue'}", "in/*", ""],
    "Arn": ["arn:aws:sqs:*:123456789012:jobs*", _ARNS[5], "arn:aws:*:eu-west-1:*:*", "arn:aws:s3:::b/*", "nonsense"],
    "Numeric": ["1", "9.5", "10", "ten"],
    "Date": ["2024-01-01T00:00:00Z", "2024-12-31", "never"],
    "Bool": ["true", "false", "TRUE", "maybe"],
    "IpAddress": ["203.0.113.0/24", "10.0.0.0/8", "2001:db8:0:0:0:0:0:0/32", "anywhere"],
    "Binary": ["QmluYXJ5", "eHl6"],
}
_EPOCHS = ["1704067200", "1720000000"]
_RELATIONS = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"]
_OPERATORS = {
    "String": [
        *("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase"),
        *("StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"),
    ],
    "Arn": ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"],
    "Numeric": [f"Numeric{relation}" for relation in _RELATIONS],
    "Date": [f"Date{relation}" for relation in _RELATIONS],
    "Bool": ["Bool"],
    "IpAddress": ["IpAddress", "NotIpAddress"],
    "Binary": ["BinaryEquals"],
}


def generated(seed: int, policies: int) -> list[dict[str, Any]]:
    """Cases for ``simulator.outcomes``: the same for the same seed on every machine."""
    random = Random(seed)  # noqa: S311  no secret
    return [_case(random) for _ in range(policies)]


def _case(random: Random) -> dict[str, Any]:
    case: dict[str, Any] = {
        "policy": _policy(random, random.randint(1, 4)),
        "requests": [_request(random) for _ in range(REQUESTS_PER_POLICY)],
    }
    if random.random() < 0.25:
        case["boundary"] = _policy(random, random.randint(1, 2))
    return case


def _policy(random: Random, size: int) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": [_statement(random) for _ in range(size)]}


def _statement(random: Random) -> dict[str, Any]:
    statement: dict[str, Any] = {"Effect": "Deny" if random.random() < 0.2 else "Allow"}
    statement["NotAction" if random.random() < 0.15 else "Action"] = _some(random, _ACTION_PATTERNS)
    element = "NotResource" if random.random() < 0.15 else "Resource"
    statement[element] = [_resource(random, variables=element == "Resource") for _ in range(random.randint(1, 3))]
    if random.random() < 0.5:
        statement["Condition"] = _conditions(random)
    return statement


def _resource(random: Random, *, variables: bool) -> str:
    """``*`` or an ARN of the pool with parts of it replaced by wildcards or a variable."""
    if random.random() < 0.2:
        return "*"
    segments = random.choice(_ARNS).split(":", 5)
    for place in (3, 4):
        if segments[place] and random.random() < 0.4:
            segments[place] = "*"
    name = segments[5]
    type_end = 1 + max(name.find("/"), 0) if segments[2] != "s3" else 0
    kind, rest = name[:type_end], name[type_end:]
    match random.randint(0, 5):
        case 0:
            rest = "*"
        case 1:
            rest = rest[: random.randint(0, len(rest))] + "*"
        case 2 if rest:
            place = random.randrange(len(rest))
            rest = rest[:place] + "?" + rest[place + 1 :]
        case 3 if variables:
            rest = rest.replace("ann", random.choice(["${aws:username}", "${aws:username, 'ann'}", "${k:absent}"]))
        case 4:
            rest = "*" + rest[random.randint(0, len(rest)) :]
    return ":".join([*segments[:5], kind + rest])


def _conditions(random: Random) -> dict[str, dict[str, list[str]]]:
    block: dict[str, dict[str, list[str]]] = {}
    for _ in range(random.choice([1, 1, 2])):
        key = random.choice([*_KEYS, "k:absent"])
        kind = _KEYS[key][0] if key in _KEYS else "String"
        operator = _operator(random, kind)
        name = key.upper() if random.random() < 0.1 else key
        block.setdefault(operator, {})[name] = _some(random, _values(key, operator))
    if random.random() < 0.15:
        block.setdefault("Null", {})[random.choice([*_KEYS])] = [random.choice(["true", "false"])]
    return block


def _values(key: str, operator: str) -> list[str]:
    kind, values = _KEYS.get(key, ("String", ["red"]))
    if key == "aws:EpochTime":
        return _EPOCHS
    if kind == "IpAddress":
        return _PATTERNS[kind]
    return [*_PATTERNS[kind], *values[:2], *(["b${*}", "${?}"] if "Like" in operator and kind == "String" else [])]


def _operator(random: Random, kind: str) -> str:
    operator = random.choice(_OPERATORS[kind])
    if random.random() < 0.2:
        operator += "IfExists"
    if random.random() < 0.3:
        operator = random.choice(["ForAllValues:", "ForAnyValue:"]) + operator
    return operator


def _request(random: Random) -> dict[str, Any]:
    context: dict[str, str | list[str]] = {}
    for key, (_, values) in _KEYS.items():
        if random.random() < 0.6:
            many = key == "aws:TagKeys" or random.random() < 0.1
            context[key] = random.sample(values, 2) if many else random.choice(values)
    return {"action": random.choice(_ACTIONS), "resource": random.choice(_ARNS), "context": context}


def _some(random: Random, pool: list[str]) -> list[str]:
    return random.sample(pool, random.choice([1, 1, 2, 3]) if len(pool) > 2 else 1)
