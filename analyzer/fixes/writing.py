"""From plans to the new text of files."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from analyzer.core import Problem, Span, Text
from analyzer.diffs import WHOLE
from analyzer.fixes.draft import Draft, cut_off
from analyzer.fixes.homes import home_of
from analyzer.fixes.model import Refusal, RolePlan, Slot
from analyzer.fixes.planning import grouped
from analyzer.fixes.rendering import Writer
from analyzer.fixes.sharing import Sharing
from analyzer.fixes.statement import Rewriting
from analyzer.fixes.tree import CannotWriteError, Document, Node
from analyzer.fixes.yaml_tree import yaml_tree
from analyzer.iam.model import Statement
from analyzer.templates.model import Grant, Template

Read = Callable[[str], bytes | Problem]
_CURRENT = re.compile(r"\bdata\.(aws_region|aws_caller_identity|aws_partition)\.current\b")
_MADE = frozenset({".aws-sam", ".serverless", "cdk.out"})
_BOM = b"\xef\xbb\xbf"


class Workshop:
    """The files of the repository as they are; ``write`` says what they become, and may be asked again and again."""

    def __init__(self, read: Read, files: Sequence[str], templates: Iterable[Template]) -> None:
        self._read = read
        self._documents: dict[str, Document | str] = {}
        self._uses = Counter(
            (grant.span.path, grant.span.line, grant.span.column)
            for template in templates
            for role in template.roles
            for grant in _distinct(role.grants)
        )
        self.sharing = Sharing(self.document, files)

    def write(self, plans: Sequence[RolePlan]) -> tuple[dict[str, bytes], tuple[Refusal, ...]]:
        """The new bytes of each file that changes, and what could not be written."""
        drafts: dict[str, Draft] = {}
        refusals: list[Refusal] = []
        for plan in plans:
            writer = _RoleWriter(self, plan, drafts, refusals)
            if plan.team.template.dialect == "cdk":
                writer.refuse(_by_program(plan))
            else:
                writer.write()
        files: dict[str, bytes] = {}
        for path, draft in sorted(drafts.items()):
            try:
                self._declare(path, draft)
                data = draft.text().encode()
            except CannotWriteError as error:
                refusals.append(Refusal(Span(path), path, error.why))
                continue
            old = self._read(path)
            assert isinstance(old, bytes)
            data = _BOM + data if old.startswith(_BOM) else data
            if data != old:
                files[path] = data
        return files, tuple(refusals)

    def _declare(self, path: str, draft: Draft) -> None:
        """Data sources that new text of Terraform refers to and its module lacks are put at the end of the file."""
        kinds = set(_CURRENT.findall(draft.text())) if path.endswith(".tf") else set()
        beside = [self.document(one).text for one in self.sharing.beside(path)] if kinds else []
        for kind in sorted(kinds - set(_CURRENT.findall(draft.document.text))):
            if not any(re.search(rf'data\s+"{kind}"\s+"current"', one) for one in beside):
                draft.append(f'data "{kind}" "current" {{}}')

    def document(self, path: str) -> Document:
        """A file with its nodes; raises ``CannotWriteError`` where it cannot be had."""
        if path not in self._documents:
            try:
                self._documents[path] = self._opened(path)
            except CannotWriteError as error:
                self._documents[path] = error.why
        found = self._documents[path]
        if isinstance(found, str):
            raise CannotWriteError(found)
        return found

    def _opened(self, path: str) -> Document:
        if not _MADE.isdisjoint(path.split("/")):
            raise CannotWriteError("another tool makes the file")
        data = self._read(path)
        if isinstance(data, Problem):
            raise CannotWriteError(data.message)
        data = data.removeprefix(_BOM)
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            raise CannotWriteError("the file is not UTF-8") from error
        if path.endswith(".tf"):
            from analyzer.fixes.hcl_tree import hcl_tree  # its parser is an extra

            return Document(path, text, *hcl_tree(data, text, path))
        root, starts = yaml_tree(text)
        return Document(path, text, [root], starts)

    def site(self, grant: Grant, *kinds: str) -> tuple[Document, Node]:
        """The node that a grant stands at; raises where it is not the grant's alone."""
        span = grant.span
        if self._uses[span.path, span.line, span.column] > 1:
            raise CannotWriteError("several roles have it from here")
        document = self.document(span.path)
        node = document.find(span.line, span.column, *kinds)  # type: ignore[arg-type]
        if node is None:
            raise CannotWriteError("it is not written out in this place")
        self.sharing.check(document, node)
        return document, node


def _by_program(plan: RolePlan) -> str:
    """Why nothing is written into what a CDK program makes, and what to write in the program."""
    own = plan.team.members[0].entry.declaration.id
    return (
        "a CDK program makes the template: change the grant in the program; "
        f"overgrant policy --function {own} --format json prints what iam.PolicyStatement.from_json takes"
    )


def _distinct(grants: Iterable[Grant]) -> list[Grant]:
    """The grants, those of one named policy once."""
    found: dict[object, Grant] = {}
    for grant in grants:
        found.setdefault((grant.source, grant.written, grant.span) if grant.source in WHOLE else id(grant), grant)
    return list(found.values())


class _Gone(NamedTuple):
    """A statement or a named policy that goes, and where it stands."""

    slot: Slot
    draft: Draft
    node: Node


class _RoleWriter:
    """One role's plan on its way into the drafts of files."""

    def __init__(self, shop: Workshop, plan: RolePlan, drafts: dict[str, Draft], refusals: list[Refusal]) -> None:
        self.shop = shop
        self.plan = plan
        self.drafts = drafts
        self.refusals = refusals
        first = plan.team.members[0].entry.declaration
        self.writer = Writer(plan.team.template.dialect, first.words)

    def write(self) -> None:
        """Asks the drafts for everything that the plan says."""
        gone: list[_Gone] = []
        for slot in self.plan.slots:
            if slot.touched:
                self._guarded(slot, gone)
        saved = {path: draft.saved() for path, draft in self.drafts.items()}
        if not self._added(gone):
            gone = [one for one in gone if not one.slot.parts]
        for one in gone:
            before = one.draft.saved()
            one.draft.remove(one.node)
            try:
                one.draft.text()
            except CannotWriteError as error:
                self.refusals.append(self._refusal(one.slot, error.why))
                one.draft.restore(before)
                if one.slot.parts:  # what takes its place is written already
                    self._take_back(saved, error.why)
                    return

    def refuse(self, why: str) -> None:
        """Writes nothing of the plan, for this reason."""
        self.refusals += [self._refusal(slot, why) for slot in self.plan.slots if slot.touched]
        self._refuse_additions(why)

    def _refuse_additions(self, why: str) -> None:
        span, team = self.plan.team.role.span, self.plan.team.name
        self.refusals += [Refusal(span, ", ".join(one.actions), why, team) for one in self.plan.additions]

    def _take_back(self, saved: dict[str, Any], why: str) -> None:
        """Nothing is put in or taken out after all; changes inside of statements stay."""
        for path, draft in self.drafts.items():
            if path in saved:
                draft.restore(saved[path])
        self._refuse_additions(why)

    def _added(self, gone: Sequence["_Gone"]) -> bool:
        """Puts in what the role lacks and what takes the place of named policies; False where there is no place."""
        named = [one.slot for one in gone if one.slot.parts]
        extra = [statement for slot in named for statement in statements_of(slot)]
        if not extra and not self.plan.additions:
            return True
        try:
            found = home_of(self.plan, self.shop, self.draft, frozenset(id(one.node) for one in gone))
            found.add((*extra, *self.plan.additions), self.writer)
        except CannotWriteError as error:
            self.refusals += [self._refusal(slot, error.why) for slot in named]
            self._refuse_additions(error.why)
            return False
        return True

    def draft(self, document: Document) -> Draft:
        """The draft of a file, begun where it is not."""
        return self.drafts.setdefault(document.path, Draft(document))

    def _guarded(self, slot: Slot, gone: list[_Gone]) -> None:
        try:
            if slot.grants[0].source in WHOLE:
                self._named(slot, gone)
            else:
                self._statement(slot, gone)
        except CannotWriteError as error:
            self.refusals.append(self._refusal(slot, error.why))

    def _statement(self, slot: Slot, gone: list[_Gone]) -> None:
        document, node = self.shop.site(slot.grants[0], "map")
        draft = self.draft(document)
        if not slot.parts:
            draft.check_removal(node)
            gone.append(_Gone(slot, draft, node))
            return
        rewriting = Rewriting(document, node, slot, self.writer)
        if rewriting.copies:
            cut_off(node)
        draft.change(node, rewriting.edits, rewriting.copies)

    def _named(self, slot: Slot, gone: list[_Gone]) -> None:
        grant = slot.grants[0]
        document, node = self.shop.site(grant, "map", "scalar", "other")
        draft = self.draft(document)
        if slot.instead and draft.rename(node, grant.written, slot.instead):
            return
        draft.check_removal(node)
        gone.append(_Gone(slot, draft, node))

    def _refusal(self, slot: Slot, why: str) -> Refusal:
        grant = slot.grants[0]
        name = grant.written or ", ".join(grant.statement.actions or grant.statement.not_actions)
        return Refusal(grant.span, name, why, self.plan.team.name)


def statements_of(slot: Slot) -> list[Statement]:
    """The statements that take the place of a named policy."""
    parts = slot.parts or ()
    found = []
    for places, numbers in grouped(parts).items():
        texts = tuple(one for one in places if isinstance(one, Text))
        found.append(Statement("Allow", actions=tuple(parts[number].action for number in numbers), resources=texts))
    return found
