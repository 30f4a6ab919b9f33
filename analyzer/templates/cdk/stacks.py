"""The stacks of an assembly, each as a template."""

import re
import tomllib

from msgspec.structs import replace

from analyzer.templates.cdk.assembly import MARKER, Assembly
from analyzer.templates.cdk.assets import localized
from analyzer.templates.cdk.places import Places
from analyzer.templates.cdk.sources import Sources
from analyzer.templates.model import Entry, FunctionDecl, Mapping, RoleDecl, Template
from analyzer.templates.nesting import References, Stack, opened
from analyzer.templates.sheet import Desk

_NAMES = re.compile(r"[^A-Za-z0-9]")


def read_stacks(assembly: Assembly, desk: Desk) -> tuple[Template, ...]:
    """A template for each stack; one more for what of the assembly cannot be read."""
    marked = (path.rpartition("/") for path in desk.repository.files)
    sources = Sources(desk.repository, tuple(folder for folder, _, name in marked if name == MARKER))
    reader = _Reader(assembly, sources, desk)
    found = [reader.template(stack) for stack in assembly.stacks]
    if assembly.problems:
        path = f"{assembly.folder}/{MARKER}" if assembly.folder else MARKER
        found.append(Template(path, "cdk", problems=assembly.problems))
    return tuple(found)


class _Reader:
    """What the stacks of one assembly are read with."""

    def __init__(self, assembly: Assembly, sources: Sources, desk: Desk) -> None:
        self.assembly = assembly
        self.sources = sources
        self.desk = desk
        self.references = References(assembly.stacks)
        self.places = Places(assembly, sources)
        path = desk.knowledge.rulebook.directory / "cdk" / "own.toml"
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["constructs"]
        self._own = tuple(row["path"] for row in rows)

    def template(self, stack: Stack) -> Template:
        """One stack as a template: its own functions with their roles, wherever in the assembly those stand."""
        read = opened(stack, self.references, self.desk, dialect="cdk", prepared=self._localized)
        kept = tuple(one for one in read.functions if not self._is_own(_logical_id(one), stack))
        roles = {one.role for one in kept}
        return replace(
            read,
            functions=tuple(self.places.function(one) for one in kept),
            roles=tuple(self._role(one, read.functions, kept) for one in read.roles if one.id in roles),
        )

    def _localized(self, root: Mapping) -> Mapping:
        def local(entry: Entry) -> Entry:
            return Entry(
                entry.key, localized(entry.value, self.assembly.folder, self.assembly.assets, self.sources), entry.span
            )

        def within(entry: Entry) -> Entry:
            node = entry.value
            if entry.key != "Resources" or not isinstance(node, Mapping):
                return entry
            return Entry(entry.key, Mapping(tuple(local(one) for one in node.entries), node.span), entry.span)

        return Mapping(tuple(within(one) for one in root.entries), root.span)

    def _is_own(self, logical_id: str, stack: Stack) -> bool:
        """Whether the CDK itself adds this function, with a role that nobody writes."""
        steps = stack.paths.get(logical_id, "").split("/")
        return logical_id.startswith(tuple(_NAMES.sub("", one) for one in self._own)) or any(
            step.startswith(self._own) for step in steps
        )

    def _role(self, role: RoleDecl, everyone: tuple[FunctionDecl, ...], kept: tuple[FunctionDecl, ...]) -> RoleDecl:
        """A role; the CDK's own functions that use it too count as other users."""
        ids = {one.id for one in kept}
        others = tuple(one.id for one in everyone if one.role == role.id and one.id not in ids)
        return replace(self.places.role(role), used_by=tuple(dict.fromkeys((*role.used_by, *others))))


def _logical_id(function: FunctionDecl) -> str:
    return dict(function.extra).get("logical-id", function.id)
