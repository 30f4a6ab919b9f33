"""Calls of AWS APIs that an entry can reach, free of Python: what goes on to IAM."""

from typing import Literal

from msgspec import Struct

from analyzer.core import Span, Text
from analyzer.values.arguments import Argument, Items, Known, Members, Opaque

__all__ = ["Access", "Argument", "Frame", "Items", "Known", "Members", "Opaque"]


class Frame(Struct, frozen=True, array_like=True):
    """One step of an evidence path: in ``function``, at ``span``, the next one is called."""

    span: Span
    function: str


class Access(Struct, frozen=True, array_like=True):
    """One API operation called with these arguments at this place.

    ``service`` is boto3's service name (``dynamodb``), ``operation`` botocore's operation name
    (``Query``) or the name of an injected method that is no operation (``generate_db_auth_token``).
    ``principal`` is empty for the function's own role, else says whose credentials made the client.
    ``path`` is the shortest chain of calls from the handler to the call, outermost first.
    ``region`` is the region that the client was made for, None for the function's own.
    ``function`` is the dotted name of the function that the call stands in.
    """

    service: str
    operation: str
    arguments: Members
    span: Span
    path: tuple[Frame, ...] = ()
    principal: str = ""
    origin: Literal["call", "library"] = "call"
    certainty: Literal["certain", "possible"] = "certain"
    because: str = ""
    region: Text | None = None
    function: str = ""
