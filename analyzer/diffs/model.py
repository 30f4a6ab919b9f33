"""Declared against needed: needed, unneeded, cannot tell."""

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from analyzer.core import Gap, Text
from analyzer.needs.model import Need, NeedResource
from analyzer.rulebook import Rulebook
from analyzer.templates.model import FunctionDecl, Grant, Template

if TYPE_CHECKING:
    from analyzer.diffs.together import Together


class Sibling(Struct, frozen=True):
    """Another Python function on the same role: what it needs, and what is not known of it."""

    id: str
    needs: tuple[Need, ...] = ()
    gaps: tuple[Gap, ...] = ()


class Context(Struct, frozen=True):
    """Whose role is compared: the function, its template (for names), who shares the role.

    ``together`` is the same as ``siblings``, prepared once for all functions of the role; it may hold the function itself.
    """

    declaration: FunctionDecl
    template: Template
    rulebook: Rulebook
    siblings: tuple[Sibling, ...] = ()
    together: "Together | None" = None


class Unneeded(Struct, frozen=True):
    """A grant, or a part of one, that no need explains.

    ``pattern`` is the action pattern of ``grant`` as written (empty: the whole managed policy or
    SAM template, whose grants are ``grants``); ``needed`` are the single actions under it that are
    needed, ``actions`` those that are not.  ``gaps`` could explain it: not empty means cannot tell.
    ``others`` are functions sharing the role that do need it.

    ``reached`` are the resources on which ``needed`` is needed; ``doubted`` are further actions
    under the pattern that a gap of ``doubts`` could explain, so that nothing is said of them;
    ``shared`` are those of ``actions`` that ``others`` need; ``idle`` those that no function on the
    role needs or could need behind a gap; ``perhaps`` are the functions with such gaps; ``users`` are other users of the role (a state machine, a
    trusted service, a function whose code is not seen), for whom nothing can be told; ``instead``
    is a smaller SAM policy template or managed policy that has all that is needed.
    """

    grants: tuple[Grant, ...]
    pattern: str
    index: int
    actions: tuple[str, ...]
    needed: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    others: tuple[str, ...] = ()
    reached: tuple[NeedResource, ...] = ()
    doubted: tuple[str, ...] = ()
    doubts: tuple[Gap, ...] = ()
    shared: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    instead: str = ""


class TooWide(Struct, frozen=True):
    """A needed action granted on more resources than are reached: write ``tighter`` instead.

    ``granted`` are the resources of the statement that are too wide, ``places`` their positions in
    ``grant.statement.resources``; an empty ``tighter`` means that none of them is reached at all.
    """

    grant: Grant
    pattern: str
    index: int
    actions: tuple[str, ...]
    granted: tuple[Text, ...]
    tighter: tuple[NeedResource, ...]
    gaps: tuple[Gap, ...] = ()
    places: tuple[int, ...] = ()
    others: tuple[str, ...] = ()
    users: tuple[str, ...] = ()


class Missing(Struct, frozen=True):
    """A need that the role does not allow.

    ``grants`` are those that allow the action elsewhere (``wrong-resource``) or deny it
    (``denied``).  ``gaps`` not empty: the role or the access is not wholly known.
    """

    need: Need
    resources: tuple[NeedResource, ...]
    why: Literal["no-grant", "wrong-resource", "denied"]
    grants: tuple[Grant, ...] = ()
    gaps: tuple[Gap, ...] = ()


class UnknownAction(Struct, frozen=True):
    """An action pattern that IAM knows no action for; ``suggestion`` is the nearest real one."""

    grant: Grant
    pattern: str
    index: int
    suggestion: str = ""


class Diff(Struct, frozen=True):
    """Everything in which a declared role differs from the needs of one function."""

    unneeded: tuple[Unneeded, ...] = ()
    too_wide: tuple[TooWide, ...] = ()
    missing: tuple[Missing, ...] = ()
    unknown: tuple[UnknownAction, ...] = ()
