"""Calls of AWS APIs that an entry can reach, free of Python: what goes on to IAM."""

from typing import Literal

from msgspec import Struct

from analyzer.core import Span, Text


class Known(Struct, frozen=True, tag="known", array_like=True):
    """A scalar argument: every string it may be; ``open`` when it may be something else too."""

    texts: tuple[Text, ...]
    open: bool = False


class Members(Struct, frozen=True, tag="members", array_like=True):
    """A dict argument; ``open`` when it may have members that are not listed."""

    fields: tuple[tuple[str, "Argument"], ...]
    open: bool = False

    def get(self, name: str) -> "Argument | None":
        """The member of this name, or None."""
        for key, value in self.fields:
            if key == name:
                return value
        return None


class Items(Struct, frozen=True, tag="items", array_like=True):
    """A list argument: its possible elements; ``open`` when it may hold others."""

    elements: tuple["Argument", ...]
    open: bool = False


class Opaque(Struct, frozen=True, tag="opaque", array_like=True):
    """An argument that nothing is known about, and why."""

    why: str = ""


Argument = Known | Members | Items | Opaque


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
