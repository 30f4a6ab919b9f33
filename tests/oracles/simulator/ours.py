"""The same cases before our own evaluator."""

from typing import Any

from analyzer.core import lit
from analyzer.iam import Condition, Context, Decision, Statement, evaluate

Case = dict[str, Any]


def decisions(case: Case) -> list[Decision]:
    """What ``evaluate`` says to each request of a case."""
    statements = parsed(case["policy"])
    boundary = parsed(case["boundary"]) if "boundary" in case else None
    return [
        evaluate(statements, boundary, request["action"], lit(request["resource"]), context_of(request))
        for request in case["requests"]
    ]


def outcome(decision: Decision) -> str:
    """The decision in the simulator's words."""
    if decision.denied == "yes":
        return "ExplicitlyDenied"
    return {"yes": "Allowed", "no": "ImplicitlyDenied", "maybe": "maybe"}[decision.allowed]


def parsed(document: dict[str, Any]) -> list[Statement]:
    """The statements of a plain document in which every element is a list already."""
    return [
        Statement(
            one["Effect"],
            actions=tuple(one.get("Action", ())),
            not_actions=tuple(one.get("NotAction", ())),
            resources=tuple(map(lit, one.get("Resource", ()))),
            not_resources=tuple(map(lit, one.get("NotResource", ()))),
            conditions=tuple(
                Condition(operator, key, tuple(map(lit, values)))
                for operator, block in one.get("Condition", {}).items()
                for key, values in block.items()
            ),
        )
        for one in document["Statement"]
    ]


def context_of(request: dict[str, Any]) -> Context:
    keys = request.get("context", {})
    return Context(
        tuple(
            (key, (lit(value),) if isinstance(value, str) else tuple(map(lit, value))) for key, value in keys.items()
        ),
        closed=True,
    )
