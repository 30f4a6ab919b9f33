"""Where statements that a role lacks are put: beside those that it has, else where its dialect has them."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from analyzer.diffs import WHOLE
from analyzer.fixes.draft import Draft, cut_off
from analyzer.fixes.listing import item_column, spread
from analyzer.fixes.model import RolePlan
from analyzer.fixes.rendering import Writer, block_hcl, block_yaml, in_brackets
from analyzer.fixes.tree import CannotWriteError, Document, Node
from analyzer.iam.model import Statement

if TYPE_CHECKING:
    from analyzer.fixes.writing import Workshop

_TEMPLATE_LIKE = ("managed", "sam-template")


class Home:
    """A place for statements in one file."""

    def __init__(self, draft: Draft, shop: "Workshop") -> None:
        self.draft = draft
        self.document: Document = draft.document
        self.shop = shop

    def add(self, statements: Sequence[Statement], writer: Writer) -> None:
        """Puts the statements there; raises ``CannotWriteError`` where one cannot be written."""
        raise NotImplementedError


class Beside(Home):
    """Behind a statement of the role."""

    def __init__(self, draft: Draft, shop: "Workshop", node: Node) -> None:
        super().__init__(draft, shop)
        self.node = node

    def add(self, statements: Sequence[Statement], writer: Writer) -> None:
        """Behind the statement, in its layout."""
        texts = [self._text(one, writer) for one in statements]
        for text in texts:
            self.draft.add_behind(self.node, text)

    def _text(self, statement: Statement, writer: Writer) -> str:
        node, document = self.node, self.document
        named = node.get("Sid") is not None or node.get("sid") is not None
        entries = writer.statement(statement, document, node, sid=named)
        owner = node.parent
        if owner is not None and owner.kind == "blocks":
            return block_hcl(entries, document.indent(node.start), document.newline)
        listed = owner is not None and owner.kind == "list"
        if not node.flow and not (listed and owner is not None and owner.flow):
            column = item_column(document, owner if listed and owner is not None else node)
            # a single statement that becomes a list is moved as a whole, the new one with it
            column -= 0 if listed else 2
            return f"{document.newline}{' ' * column}".join(block_yaml(entries))
        blanks = spread(document, owner) if listed and owner is not None else None
        inside = spread(document, node)
        if inside is not None and blanks is None:
            blanks = document.indent(node.start)
        step = (inside or "").removeprefix(blanks or "") or "  "
        return in_brackets(entries, node, blanks if inside is not None else None, step, document.newline)


class InPolicies(Home):
    """An entry of its own in the ``Policies`` of a SAM function, behind one that is there."""

    def __init__(self, draft: Draft, shop: "Workshop", node: Node) -> None:
        super().__init__(draft, shop)
        self.node = node

    def add(self, statements: Sequence[Statement], writer: Writer) -> None:
        """One entry with all the statements."""
        owner = self.node.parent
        listed = owner is not None and owner.kind == "list"
        entries = [writer.statement(one, self.document, self.node, sid=True) for one in statements]
        if self.node.language == "json" or (listed and owner is not None and owner.flow):
            inner = ", ".join(in_brackets(one, self.node, None, "", "\n") for one in entries)
            key = '"Statement"' if self.node.language == "json" else "Statement"
            self.draft.add_behind(self.node, f"{{{key}: [{inner}]}}")
            return
        column = item_column(self.document, owner if listed and owner is not None else self.node)
        # A mapping is moved by as much when it becomes an element.
        column -= 0 if listed or self.node.kind == "scalar" else 2
        lines = ["Statement:", *(f"  {line}" for one in entries for line in _dashed(block_yaml(one)))]
        self.draft.add_behind(self.node, f"{self.document.newline}{' ' * column}".join(lines))


class NewKey(Home):
    """A key that the declaration of function or role lacks."""

    def __init__(self, draft: Draft, shop: "Workshop", node: Node, path: tuple[str, ...], policy: str) -> None:
        super().__init__(draft, shop)
        self.node = node
        self.path = path
        self.policy = policy

    def add(self, statements: Sequence[Statement], writer: Writer) -> None:
        """The key with everything below it, at the end of the mapping."""
        if self.node.language == "json" or self.node.flow:
            self.draft.add_entry(self.node, self._json(statements, writer))
            return
        lines: list[str] = []
        for depth, key in enumerate(self.path):
            lines.append(f"{'  ' * depth}{key}:")
        blanks = "  " * len(self.path)
        entries = [writer.statement(one, self.document, self.node, sid=True) for one in statements]
        inner = [line for one in entries for line in _dashed(block_yaml(one))]
        if self.path[-1] == "Policies":
            inner = self._wrapped(inner)
        column = self.document.column(self.node.keys[0].start)
        whole = [*lines, *(blanks + line for line in inner)]
        self.draft.add_entry(self.node, f"{self.document.newline}{' ' * column}".join(whole))

    def _wrapped(self, inner: list[str]) -> list[str]:
        if not self.policy:
            return ["- Statement:", *("    " + line for line in inner)]
        head = [f"- PolicyName: {self.policy}", "  PolicyDocument:", "    Version: '2012-10-17'", "    Statement:"]
        return [*head, *("      " + line for line in inner)]

    def _json(self, statements: Sequence[Statement], writer: Writer) -> str:
        json_like = Node("map", 0, 0, "json")
        values = [writer.statement(one, self.document, json_like, sid=True) for one in statements]
        inner = ", ".join(in_brackets(one, json_like, None, "", "\n") for one in values)
        whole: str = f"[{inner}]"
        if self.path[-1] == "Policies":
            document = f'{{"Version": "2012-10-17", "Statement": {whole}}}'
            named = f'{{"PolicyName": {json.dumps(self.policy)}, "PolicyDocument": {document}}}'
            whole = f"[{named if self.policy else document}]"
        for key in reversed(self.path[1:]):
            whole = f'{{"{key}": {whole}}}'
        return f'"{self.path[0]}": {whole}'


class NewBlock(Home):
    """A policy of its own for a role of Terraform, behind the role."""

    def __init__(self, draft: Draft, shop: "Workshop", node: Node) -> None:
        super().__init__(draft, shop)
        self.node = node

    def add(self, statements: Sequence[Statement], writer: Writer) -> None:
        """An ``aws_iam_role_policy`` with a document of its own."""
        _, _, label = self.node.value.split(" ", 2)
        if self.node.get("count") is not None or self.node.get("for_each") is not None:
            raise CannotWriteError("the role is made several times")
        line = self.document.newline
        entries = [writer.statement(one, self.document, Node("map", 0, 0, "hcl"), sid=True) for one in statements]
        blocks = line.join(f"  {block_hcl(one, '  ', line)}" for one in entries)
        name = f"{label}_needs"
        text = line.join([
            f'data "aws_iam_policy_document" "{name}" {{', blocks, "}", "",
            f'resource "aws_iam_role_policy" "{name}" {{', f"  role   = aws_iam_role.{label}.id",
            f"  policy = data.aws_iam_policy_document.{name}.json", "}",
        ])  # fmt: skip
        if f'"{name}"' in self.document.text:
            raise CannotWriteError(f"the name {name} is taken")
        self.draft.append(text)


def home_of(plan: RolePlan, shop: "Workshop", draft: Callable[[Document], Draft], gone: frozenset[int]) -> Home:
    """Where statements of this role go; raises ``CannotWriteError`` where there is no place for them."""
    dialect = plan.team.template.dialect
    found: list[tuple[bool, Home]] = []
    for slot in plan.slots:
        grant = slot.grants[0]
        if grant.source in ("inline", "customer-managed") and grant.statement.effect == "Allow":
            place = _place(shop, grant)
            if place is not None and not grant.conditional:
                found.append((id(place[1]) in gone, Beside(draft(place[0]), shop, place[1])))
    if found:
        left = [home for goes, home in found if not goes]
        return (left or [home for _, home in found])[-1]
    for slot in plan.slots:
        if slot.grants[0].source in _TEMPLATE_LIKE and plan.team.role.kind == "implicit":
            place = _place(shop, slot.grants[0])
            if place is not None and dialect == "sam":
                return InPolicies(draft(place[0]), shop, place[1])
    return _new(plan, shop, draft)


def _place(shop: "Workshop", grant: Any) -> tuple[Document, Node] | None:
    kinds = ("map", "scalar") if grant.source in WHOLE else ("map",)
    try:
        document, node = shop.site(grant, *kinds)
        cut_off(node)
    except CannotWriteError:
        return None
    return document, node


def _new(plan: RolePlan, shop: "Workshop", draft: Callable[[Document], Draft]) -> Home:
    role, first = plan.team.role, plan.team.members[0].entry.declaration
    document = shop.document(role.span.path)
    root = document.roots[0]
    dialect = plan.team.template.dialect
    if dialect == "terraform":
        return _of_terraform(plan, shop, draft(document), document)
    last = first.id.rpartition(".")[2]
    tries: list[tuple[Node | None, tuple[str, ...], str]] = []
    if dialect in ("sam", "cloudformation"):
        owner = last if role.kind == "implicit" else role.id.rpartition(".")[2]
        policy = "" if role.kind == "implicit" else owner
        tries.append((root.at("Resources", owner, "Properties"), ("Policies",), policy))
    elif dialect == "serverless" and len(plan.team.members) >= 1:
        provider = root.at("provider")
        tries += [
            (root.at("provider", "iam", "role"), ("statements",), ""),
            (root.at("provider", "iam"), ("role", "statements"), ""),
            (provider, ("iam", "role", "statements"), ""),
        ]
    for node, path, policy in tries:
        if node is not None and node.kind == "map" and node.keys and node.get(path[0]) is None and not node.shared:
            return NewKey(draft(document), shop, node, path, policy)
    raise CannotWriteError("there is no place in the template to add statements to")


def _of_terraform(plan: RolePlan, shop: "Workshop", draft: Draft, document: Document) -> Home:
    span = plan.team.role.span
    node = document.find(span.line, span.column, "map")
    if node is None or not node.value.startswith("resource aws_iam_role "):
        raise CannotWriteError("there is no place in the template to add statements to")
    return NewBlock(draft, shop, node)


def _dashed(lines: Sequence[str]) -> list[str]:
    return ["- " + lines[0], *("  " + line for line in lines[1:])]
