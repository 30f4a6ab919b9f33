"""What policies say to a request: an explicit deny, else an allow, within the boundary.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
"""

from collections.abc import Sequence

from analyzer.core import Text
from analyzer.iam.actions import action_matches
from analyzer.iam.conditions import holds
from analyzer.iam.coverage import covers_any, overlaps
from analyzer.iam.model import Context, Decision, Statement
from analyzer.iam.variables import resolved
from analyzer.iam.verdicts import Verdict, every, negate, some


def evaluate(
    statements: Sequence[Statement],
    boundary: Sequence[Statement] | None,
    action: str,
    resource: Text,
    context: Context = Context(),  # noqa: B008  frozen
) -> Decision:
    """Whether the action is allowed on every string of ``resource``, which may be a pattern.

    Identity policies and a permissions boundary only: no resource, session or service control policy.
    """
    acting = [(index, one) for index, one in enumerate(statements) if _acts(one, action)]
    fence = [(index, one) for index, one in enumerate(boundary or ()) if _acts(one, action)]
    granted, granting = _allow(acting, resource, context)
    denied, denying = _deny(acting, resource, context)
    fenced, fence_denying = _deny(fence, resource, context)
    bounded = "yes" if boundary is None else _allow(fence, resource, context)[0]
    refused = some((denied, fenced))
    return Decision(
        allowed=every((granted, bounded, negate(refused))),
        granted=granted,
        denied=refused,
        bounded=bounded,
        granting=granting,
        denying=denying,
        boundary_denying=fence_denying,
    )


def _acts(statement: Statement, action: str) -> bool:
    if statement.not_actions:
        return not any(action_matches(pattern, action) for pattern in statement.not_actions)
    return any(action_matches(pattern, action) for pattern in statement.actions)


_Numbered = list[tuple[int, Statement]]


def _allow(statements: _Numbered, resource: Text, context: Context) -> tuple[Verdict, tuple[int, ...]]:
    """Whether the Allow statements together reach all of the resource, and which of them bear on it."""
    allows = [(index, one, _conditions(one, context)) for index, one in statements if one.effect == "Allow"]
    reaching = [(index, one, sure) for index, one, sure in allows if sure != "no"]
    each = [every((_reaches(one, resource, context), sure)) for _, one, sure in reaching]
    bearing = tuple(index for (index, _, _), reach in zip(reaching, each, strict=True) if reach != "no")
    whole = some(each)
    if whole == "yes" or len(reaching) < 2:
        return whole, bearing
    certain = _resources([one for _, one, sure in reaching if sure == "yes"], context)
    if covers_any(certain, resource) == "yes":
        return "yes", _touching(reaching, resource, context)
    conceivable = _resources([one for _, one, _ in reaching], context)
    return some((whole, "no" if covers_any(conceivable, resource) == "no" else "maybe")), bearing


def _touching(reaching: Sequence[tuple[int, Statement, Verdict]], resource: Text, context: Context) -> tuple[int, ...]:
    return tuple(
        index
        for index, one, _ in reaching
        if some(overlaps(text, resource) for text in _resources([one], context)) != "no"
    )


def _deny(statements: _Numbered, resource: Text, context: Context) -> tuple[Verdict, tuple[int, ...]]:
    """Whether a Deny statement reaches the resource; ``maybe`` where it reaches a part of a pattern."""
    found = [
        (index, every((_denies(one, resource, context), _conditions(one, context))))
        for index, one in statements
        if one.effect == "Deny"
    ]
    return some(reach for _, reach in found), tuple(index for index, reach in found if reach != "no")


def _conditions(statement: Statement, context: Context) -> Verdict:
    return every(holds(condition, context) for condition in statement.conditions)


def _reaches(statement: Statement, resource: Text, context: Context) -> Verdict:
    if not statement.not_resources:
        return covers_any(_resources([statement], context), resource)
    excluded = _patterns(statement.not_resources, context)
    if len(excluded) < len(statement.not_resources):
        return "no"  # a variable without a value makes the statement void
    return every(negate(overlaps(text, resource)) for text in excluded)


def _denies(statement: Statement, resource: Text, context: Context) -> Verdict:
    reaches = _reaches(statement, resource, context)
    if reaches != "no":
        return reaches
    if statement.not_resources:
        excluded = _patterns(statement.not_resources, context)
        inert = len(excluded) < len(statement.not_resources) or covers_any(excluded, resource) == "yes"
        return "no" if inert else "maybe"
    touched = some(overlaps(text, resource) for text in _resources([statement], context))
    return "no" if touched == "no" else "maybe"


def _resources(statements: Sequence[Statement], context: Context) -> tuple[Text, ...]:
    return tuple(text for one in statements for text in _patterns(one.resources, context))


def _patterns(texts: tuple[Text, ...], context: Context) -> tuple[Text, ...]:
    return tuple(known for text in texts if (known := resolved(text, context)) is not None)
