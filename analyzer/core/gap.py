"""What the analysis does not know, and what it could not read."""

from typing import Literal

from msgspec import Struct

from analyzer.core.span import Span

GapKind = Literal[
    "dynamic-service",
    "dynamic-operation",
    "escaped-client",
    "unresolved-import",
    "unseen-package",
    "widened",
    "recursion-cap",
    "unparsable-file",
    "opaque-library",
    "reflection",
    "subprocess",
    "other-language-code",
    "unlocated-code",
    "unknown-role",
    "service-on-behalf",
]


# A package that the requirements name as a public one; code that alone fits a handler; a layer that nobody knows.
_ASSUMED = frozenset({"unseen-package", "unlocated-code", "opaque-library"})


class Gap(Struct, frozen=True, order=True, array_like=True):
    """Where precision was lost, why, and which grants that could explain.

    ``services`` names the SDK services (``"s3"``) whose calls may be hidden behind the gap;
    ``None`` means any service, an empty tuple means no hidden call (only a value is less known).
    """

    kind: GapKind
    span: Span
    detail: str
    services: tuple[str, ...] | None = None

    @property
    def is_assumption(self) -> bool:
        """Whether the analysis went on with what is likely: no call is thought hidden, nothing is quite sure either."""
        return self.services == () and self.kind in _ASSUMED


class Problem(Struct, frozen=True, order=True, array_like=True):
    """Something that could not be read or is wrong in the input: reported, never raised.

    ``code`` is a stable word such as ``template-unreadable``; ``message`` is one line for a person.
    """

    code: str
    span: Span
    message: str
