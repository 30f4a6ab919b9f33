"""The stacks of an assembly, each as a template."""

import re
import tomllib

from msgspec.structs import replace

from analyzer.templates.cdk.assembly import MARKER, Assembly, Stack
from analyzer.templates.cdk.assets import localized
from analyzer.templates.cdk.places import Places
from analyzer.templates.cdk.references import References
from analyzer.templates.cdk.sources import Sources
from analyzer.templates.cdk.views import View
from analyzer.templates.cloudformation import read_root
from analyzer.templates.model import Entry, FunctionDecl, Mapping, RoleDecl, Template
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
        self.references = References(assembly)
        self.places = Places(assembly, sources)
        path = desk.knowledge.rulebook.directory / "cdk" / "own.toml"
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["constructs"]
        self._own = tuple(row["path"] for row in rows)

    def template(self, stack: Stack) -> Template:
        """One stack as a template: its own functions with their roles, wherever in the assembly those stand."""
        view = View(stack, self.references)
        root = self._localized(view.root())
        read = read_root(stack.path, root, self.desk, stack.problems, dialect="cdk")
        words = tuple(sorted({**_arns(read, view.words, self.desk), **view.words}.items()))
        kept = tuple(one for one in read.functions if "/" not in one.id and not self._is_own(one.id, stack))
        roles = {one.role for one in kept}
        return replace(
            read,
            functions=tuple(self._function(one, stack, words) for one in kept),
            roles=tuple(self._role(one, read.functions, kept) for one in read.roles if one.id in roles),
            extra=None,
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

    def _function(self, function: FunctionDecl, stack: Stack, words: tuple[tuple[str, str], ...]) -> FunctionDecl:
        placed = self.places.function(function)
        nesting = self._nesting(stack)
        extra = (*placed.extra, ("logical-id", function.id)) if nesting else placed.extra
        return replace(placed, id=nesting + function.id, words=words, extra=extra)

    def _nesting(self, stack: Stack) -> str:
        parent = self.references.stacks.get(stack.parent)
        return "" if parent is None else f"{self._nesting(parent)}{stack.within}."

    def _role(self, role: RoleDecl, everyone: tuple[FunctionDecl, ...], kept: tuple[FunctionDecl, ...]) -> RoleDecl:
        """A role; functions of other stacks that use it too count as other users."""
        ids = {one.id for one in kept}
        others = tuple(one.id for one in everyone if one.role == role.id and one.id not in ids)
        return replace(self.places.role(role), used_by=tuple(dict.fromkeys((*role.used_by, *others))))


def _arns(template: Template, words: dict[str, str], desk: Desk) -> dict[str, str]:
    """How to write the ARN of a foreign resource of which only the name comes into the stack."""
    types = desk.knowledge.rulebook.resources()
    found: dict[str, str] = {}
    for one in template.resources:
        kind = types.template_type(one.type) if "/" in one.id else None
        arn = types.arn_type(kind.resource) if kind is not None else None
        name = words.get(one.id)
        if kind is None or arn is None or name is None or kind.meaning("") != "name" or "Arn" not in dict(kind.gives):
            continue
        holes = [hole for hole in re.findall(r"\$\{(\w+)\}", arn.arn) if hole not in {"Partition", "Region", "Account"}]
        if len(holes) == 1:
            pseudo = re.sub(r"\$\{(Partition|Region)\}", r"${AWS::\1}", arn.arn)
            pseudo = pseudo.replace("${Account}", "${AWS::AccountId}")
            found[f"{one.id}.Arn"] = pseudo.replace("${" + holes[0] + "}", name)
    return found
