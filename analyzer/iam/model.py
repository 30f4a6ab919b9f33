"""The types of IAM policies.  Source of the grammar:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from typing import Literal

from msgspec import Struct

from analyzer.core import Text
from analyzer.iam.verdicts import Verdict


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


class Context(Struct, frozen=True):
    """What is known of a request beside action and resource: (key, values), keys in any case.

    A key with several values is a multivalued one, with none a key that is known to be absent.
    ``closed`` says that keys which are not listed are absent too; otherwise they are unknown.
    """

    keys: tuple[tuple[str, tuple[Text, ...]], ...] = ()
    closed: bool = False

    def get(self, key: str) -> tuple[Text, ...] | None:
        """The values, empty when the key is absent, None when nothing is known of it."""
        folded = key.lower()
        for name, values in self.keys:
            if name.lower() == folded:
                return values
        return () if self.closed else None


class Decision(Struct, frozen=True):
    """What policies say to one request.

    ``allowed`` is the answer, the rest its reasons: ``granted`` by an Allow, ``denied`` by an
    explicit Deny (of the policies or of the boundary), ``bounded`` allowed by the boundary.
    ``granting`` and ``denying`` are the indices of the statements that do so or may do so;
    ``boundary_denying`` those of the boundary's.
    """

    allowed: Verdict
    granted: Verdict
    denied: Verdict
    bounded: Verdict
    granting: tuple[int, ...] = ()
    denying: tuple[int, ...] = ()
    boundary_denying: tuple[int, ...] = ()
