"""The types of IAM policies.  Source of the grammar:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from typing import Literal

from msgspec import Struct

from analyzer.core import Text


class Condition(Struct, frozen=True, array_like=True):
    """One line of a Condition block: operator, key and the values it is compared with."""

    operator: str
    key: str
    values: tuple[Text, ...]


class Statement(Struct, frozen=True, array_like=True):
    """One policy statement, single objects already made lists.

    ``actions`` and ``not_actions`` are patterns as written (``s3:Get*``); ``resources`` and
    ``not_resources`` are ARN patterns in which ``*`` and ``?`` inside literals are IAM wildcards,
    references stay references and a hole is a string that the template does not tell.
    """

    effect: Literal["Allow", "Deny"]
    actions: tuple[str, ...] = ()
    not_actions: tuple[str, ...] = ()
    resources: tuple[Text, ...] = ()
    not_resources: tuple[Text, ...] = ()
    conditions: tuple[Condition, ...] = ()
    sid: str = ""


class PolicyDocument(Struct, frozen=True, array_like=True):
    """A list of statements."""

    statements: tuple[Statement, ...] = ()
