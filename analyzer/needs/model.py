"""What the execution role must allow."""

from typing import Literal

from msgspec import Struct

from analyzer.accesses.model import Frame
from analyzer.core import Span, Text
from analyzer.iam.model import Condition

Origin = Literal["call", "library", "event-source", "runtime", "dependent", "service-on-behalf"]


class NeedResource(Struct, frozen=True, array_like=True):
    """One ARN that is reached.

    ``text`` has references as the template knows them (``${Orders.Arn}/index/by-day``) and ``*``
    literals where the name is not known; ``Text("*")`` is every resource.  ``certainty``: ``exact``
    has no wildcard, ``pattern`` has one in a known name, ``any`` knows at most the type.
    """

    text: Text
    logical_id: str | None = None
    certainty: Literal["exact", "pattern", "any"] = "exact"


class Evidence(Struct, frozen=True, array_like=True):
    """Why a need exists: the call (``dynamodb.Query``) and how the handler gets there.

    For needs that no call shows, ``call`` names the cause (``event source SQS``) and ``span``
    points into the template.  ``function`` is the function that the call stands in.
    """

    span: Span
    call: str
    path: tuple[Frame, ...] = ()
    function: str = ""


class Need(Struct, frozen=True, array_like=True):
    """One action on its resources.

    ``explains_only`` marks a permission that makes a grant legitimate without being required: its
    presence is never over-grant, its absence never missing, and it is not in the minimal policy.  ``alike`` are
    actions of which one does as well: where it is granted, this one is not missing.
    ``because`` is the reason of a ``possible`` need; ``doc`` the page the rule rests on.
    """

    action: str
    resources: tuple[NeedResource, ...]
    origin: Origin
    evidence: tuple[Evidence, ...]
    conditions: tuple[Condition, ...] = ()
    certainty: Literal["certain", "possible"] = "certain"
    because: str = ""
    doc: str = ""
    explains_only: bool = False
    alike: tuple[str, ...] = ()
