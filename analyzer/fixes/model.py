"""What is to be changed about a role, before anybody knows how its files are written."""

from msgspec import Struct

from analyzer.core import Gap, Span, Text
from analyzer.findings.model import Finding
from analyzer.functions.model import Entry
from analyzer.iam.model import Statement
from analyzer.needs.model import Need
from analyzer.templates.model import Grant, RoleDecl, Template

Place = int | Text  # a resource that stays, by its position in the statement, or one that is written anew


class Member(Struct, frozen=True):
    """One function on a role: what it needs, what is not known of it, what is reported about it."""

    entry: Entry
    needs: tuple[Need, ...]
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]


class Team(Struct, frozen=True):
    """A role with all Python functions that use it."""

    role: RoleDecl
    template: Template
    members: tuple[Member, ...]

    @property
    def name(self) -> str:
        """The functions' ids."""
        return ", ".join(member.entry.declaration.id for member in self.members)


class Part(Struct, frozen=True):
    """An action, or a pattern that stays, with the resources that it is granted on."""

    action: str
    places: tuple[Place, ...]


class Slot(Struct, frozen=True):
    """One statement of the template, or one policy that it names, and what becomes of it.

    ``parts`` None: it stays as it is; empty: it goes; ``instead`` is the name of a smaller policy that may be
    named in its place.
    """

    grants: tuple[Grant, ...]
    parts: tuple[Part, ...] | None = None
    instead: str = ""

    @property
    def touched(self) -> bool:
        """Whether anything becomes of it."""
        return self.parts is not None


class Refusal(Struct, frozen=True, order=True):
    """A finding that is not fixed: its place, its grant (or the missing actions), and why."""

    span: Span
    grant: str
    why: str
    function: str = ""


class RolePlan(Struct, frozen=True):
    """What is to become of one role's statements; ``additions`` are those that it lacks."""

    team: Team
    slots: tuple[Slot, ...] = ()
    additions: tuple[Statement, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.additions and not any(slot.touched for slot in self.slots)


class Fixed(Struct, frozen=True):
    """The new text of files by path, what was fixed (by fingerprint), and what was refused."""

    files: dict[str, bytes]
    fixed: tuple[Finding, ...]
    refusals: tuple[Refusal, ...]
