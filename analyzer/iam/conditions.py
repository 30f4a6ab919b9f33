"""Whether a condition holds for what is known of a request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
"""

from msgspec import Struct

from analyzer.core import Text
from analyzer.iam.model import Condition, Context
from analyzer.iam.operators import OPERATORS, Operator
from analyzer.iam.variables import resolved
from analyzer.iam.verdicts import Verdict, every, negate, some, verdict


def holds(condition: Condition, context: Context) -> Verdict:
    """Whether one line of a Condition block holds; ``maybe`` where a key or a value is unknown.

    An operator that is not known gives ``maybe`` as well.
    """
    quantifier, name, optional = _parse(condition.operator)
    values = context.get(condition.key)
    if values is None:
        return "maybe"
    if name == "null":
        return some(_null(text, absent=not values) for text in condition.values)
    operator = OPERATORS.get(name)
    if operator is None:
        return "maybe"
    test = _Test(operator, condition.values, context)
    match quantifier:
        case "foranyvalue":
            return some(test.holds(value) for value in values)
        case "forallvalues":
            return every(test.holds(value) for value in values)
        case _ if not values:
            return verdict(optional or operator.negated)
        case _ if len(values) > 1:
            return "no"  # a multivalued key needs a set operator
        case _:
            return test.holds(values[0])


def _parse(operator: str) -> tuple[str, str, bool]:
    """(set operator or empty, base operator, whether IfExists), all in lower case."""
    quantifier, _, name = operator.strip().lower().rpartition(":")
    return quantifier, name.removesuffix("ifexists"), name.endswith("ifexists")


def _null(text: Text, *, absent: bool) -> Verdict:
    match (text.literal or "").lower():
        case "true":
            return verdict(absent)
        case "false":
            return verdict(not absent)
        case _:
            return "no" if text.literal is not None else "maybe"


class _Test(Struct, frozen=True):
    operator: Operator
    patterns: tuple[Text, ...]
    context: Context

    def holds(self, value: Text) -> Verdict:
        """Whether one value of the request passes: any value of the policy, or none when negated."""
        results = (self._compare(pattern, value) for pattern in self.patterns)
        return every(results) if self.operator.negated else some(results)

    def _compare(self, pattern: Text, value: Text) -> Verdict:
        known = resolved(pattern, self.context, wild=self.operator.wild)
        result = None if known is None else self.operator.compare(known, value)
        if result is None:
            return "no"
        return negate(result) if self.operator.negated else result
