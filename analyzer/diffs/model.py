"""Declared against needed: needed, unneeded, cannot tell."""

from typing import Literal

from msgspec import Struct

from analyzer.core import Gap, Text
from analyzer.needs.model import Need, NeedResource
from analyzer.templates.model import Grant


class Unneeded(Struct, frozen=True):
    """A grant, or a part of one, that no need explains.

    ``pattern`` is the action pattern of ``grant`` as written (empty: the whole managed policy or
    SAM template, whose grants are ``grants``); ``needed`` are the single actions under it that are
    needed, ``actions`` those that are not.  ``gaps`` could explain it: not empty means cannot tell.
    ``others`` are functions sharing the role that do need it.
    """

    grants: tuple[Grant, ...]
    pattern: str
    index: int
    actions: tuple[str, ...]
    needed: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    others: tuple[str, ...] = ()


class TooWide(Struct, frozen=True):
    """A needed action granted on more resources than are reached: write ``tighter`` instead."""

    grant: Grant
    pattern: str
    index: int
    actions: tuple[str, ...]
    granted: tuple[Text, ...]
    tighter: tuple[NeedResource, ...]
    gaps: tuple[Gap, ...] = ()


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
