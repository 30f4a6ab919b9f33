"""One file on its way to its new text: statements changed, put in and taken out, lists that become empty taken out with them."""

import re
from typing import Any

from analyzer.fixes.listing import KEEP, Replacement, gone_from_flow, gone_lines, list_edits
from analyzer.fixes.tree import CannotWriteError, Document, Edit, Node, applied

# A mapping that loses one of these is nothing any more: a document without statements, a policy without a document.
_ESSENTIAL = ("Statement", "PolicyDocument", "Properties")


def cut_off(node: Node) -> None:
    """Raises where an element's list is the arms of a condition: no element can be added there, none taken out."""
    parent = node.parent
    key = parent.parent.key_of(parent) if parent is not None and parent.parent is not None else None
    if parent is not None and (parent.value == "!If" or (key is not None and key.value == "Fn::If")):
        raise CannotWriteError("a condition of the template chooses it")


def _is_properties(node: Node) -> bool:
    """Whether a mapping is what a resource is made of: a function does not go with its policies."""
    key = node.parent.key_of(node) if node.parent is not None and node.parent.kind == "map" else None
    return key is not None and key.value == "Properties"


class Draft:
    """The changes of one file, asked for in any order and made together."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._edits: list[Edit] = []
        self._inside: dict[int, list[Edit]] = {}
        self._copies: dict[int, list[str]] = {}
        self._touched: dict[int, Node] = {}
        self._gone: dict[int, Node] = {}
        self._behind: dict[int, list[str]] = {}
        self._entries: dict[int, tuple[Node, list[str]]] = {}
        self._appendix: list[str] = []

    # ------------------------------------------------------------ what is asked for
    def change(self, node: Node, edits: list[Edit], copies: list[str]) -> None:
        """A statement is changed in place, with copies of it behind."""
        self._inside[id(node)] = edits
        self._copies[id(node)] = copies
        self._touched[id(node)] = node

    def remove(self, node: Node) -> None:
        """An element is taken out."""
        self._gone[id(node)] = node

    def saved(self) -> tuple[list[Edit], list[dict[int, Any]], list[str]]:
        """All that is asked for by now."""
        texts = {key: list(text) for key, text in self._behind.items()}
        entries = {key: (node, list(more)) for key, (node, more) in self._entries.items()}
        kept: list[dict[int, Any]] = [dict(self._inside), dict(self._copies), dict(self._touched), dict(self._gone)]
        return list(self._edits), [*kept, texts, entries], list(self._appendix)

    def restore(self, saved: tuple[list[Edit], list[dict[int, Any]], list[str]]) -> None:
        """Forgets what was asked for since."""
        self._edits, tables, self._appendix = saved
        self._inside, self._copies, self._touched, self._gone, self._behind, self._entries = tables

    def add_behind(self, node: Node, text: str) -> None:
        """A new element stands behind this one, or in its place where it goes."""
        self._behind.setdefault(id(node), []).append(text)
        self._touched[id(node)] = node

    def add_entry(self, node: Node, text: str) -> None:
        """A new entry stands at the end of a mapping."""
        self._entries.setdefault(id(node), (node, []))[1].append(text)

    def edit(self, edit: Edit) -> None:
        """A change of its own."""
        self._edits.append(edit)

    def append(self, text: str) -> None:
        """Text at the end of the file, once."""
        if text not in self._appendix:
            self._appendix.append(text)

    def rename(self, node: Node, written: str, instead: str) -> bool:
        """Exchanges the name of a policy where nothing but the name is written; False where more is."""
        name = node.keys[0] if node.kind == "map" and len(node.keys) == 1 else node
        if name.kind != "scalar" or name.value != written:
            return False
        self._edits.append(Edit(name.start, name.end, self.document.raw(name).replace(written, instead)))
        return True

    def check_removal(self, node: Node) -> None:
        """Raises where the element is one that cannot be taken out."""
        cut_off(node)
        parent = node.parent
        if parent is None:
            raise CannotWriteError("nothing would be left of the policy")
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one.shared:
                raise CannotWriteError("an anchor in it is used elsewhere")
            waiting += one.items

    # ------------------------------------------------------------ what becomes of it
    def text(self) -> str:
        """The file's new text."""
        whole = applied(self.document.text, self._all_edits())
        if self._appendix:
            line = self.document.newline
            whole = whole.rstrip("\r\n") + line + "".join(line + one + line for one in self._appendix)
        return whole

    def _all_edits(self) -> list[Edit]:
        removed = self._removed()
        edits = [*self._edits]
        for key, inner in self._inside.items():
            if key not in removed and not self._rewritten(self._touched[key]):
                edits += inner
        lists: dict[int, Node] = {}
        for node in {**self._touched, **removed}.values():
            owner = self._owner(node)
            if owner is node:
                edits += self._whole(node, removed)
            elif owner is not None and id(owner) not in removed:
                lists[id(owner)] = owner
        for owner in lists.values():
            edits += self._list(owner, removed)
        for node, texts in self._entries.values():
            edits += self._new_entries(node, texts)
        return edits

    def _owner(self, node: Node) -> Node | None:
        """The list, the blocks or the mapping that an element stands in; a single value is its own list."""
        parent = node.parent
        if parent is None or parent.kind != "map":
            return parent
        key = parent.key_of(node)
        single = id(node) in self._behind or (node.kind == "map" and key is not None and key.value == "Statement")
        return node if single else parent

    def _list(self, owner: Node, removed: dict[int, Node]) -> list[Edit]:
        if owner.kind == "map":
            return self._entries_gone(owner, removed)
        return list_edits(self.document, owner, [self._replacement(item, removed) for item in owner.items])

    def _replacement(self, node: Node, removed: dict[int, Node]) -> Replacement:
        kept: Replacement = [] if id(node) in removed else [KEEP]
        return [*kept, *self._copies.get(id(node), ()), *self._behind.get(id(node), ())]

    def _rewritten(self, node: Node) -> bool:
        """Whether a statement is a single value that becomes a list, written anew as a whole."""
        return self._owner(node) is node and bool(self._copies.get(id(node)) or self._behind.get(id(node)))

    def _whole(self, node: Node, removed: dict[int, Node]) -> list[Edit]:
        """A single value that becomes a list: its text is written anew with what was changed inside."""
        replacement = self._replacement(node, removed)
        if not replacement or replacement == [KEEP]:
            return []
        changed = applied(self.document.raw(node), self._inside.get(id(node), []), node.start)
        texts = [changed if one is KEEP else one for one in replacement]
        if node.language == "yaml" and not node.flow:
            texts = [one.replace("\n", "\n  ") for one in texts]
        return list_edits(self.document, node, [list(texts)])

    def _removed(self) -> dict[int, Node]:
        """The elements that go, with the lists and mappings that they leave empty."""
        removed = dict(self._gone)
        waiting = [node for node in self._gone.values() if id(node) not in self._behind]
        while waiting:
            node = waiting.pop()
            removed[id(node)] = node
            parent = node.parent
            if parent is None or node.kind == "blocks" or (parent.parent is None and parent.kind == "list"):
                raise CannotWriteError("nothing would be left of the policy")
            self._check_unused(node, parent)
            key = parent.key_of(node) if parent.kind == "map" else None
            kept = any(id(item) in self._behind or id(item) not in removed for item in parent.items)
            essential = key is not None and key.value in _ESSENTIAL
            if not kept and not essential and _is_properties(parent):
                raise CannotWriteError("nothing would be left of the properties around it")
            if id(parent) not in removed and (not kept or essential):
                waiting.append(parent)
        return removed

    def _check_unused(self, node: Node, parent: Node) -> None:
        """Raises where a resource would go that something else names."""
        key = parent.key_of(node) if node.kind == "map" and node.get("Type") is not None else None
        if key is not None:
            rest = self.document.text[: key.start] + self.document.text[node.end :]
            if re.search(rf"(?<![\w-]){re.escape(key.value)}(?![\w-])", rest):
                raise CannotWriteError(f"nothing would be left of {key.value}, which something else names")

    def _entries_gone(self, node: Node, removed: dict[int, Node]) -> list[Edit]:
        gone = [id(value) in removed for value in node.items]
        if node.flow:
            return gone_from_flow(node.keys, node.items, gone)
        return [
            gone_lines(self.document, key.start, value.end)
            for key, value, is_gone in zip(node.keys, node.items, gone, strict=True)
            if is_gone
        ]

    def _new_entries(self, node: Node, texts: list[str]) -> list[Edit]:
        if node.flow:
            end = node.items[-1].end if node.items else node.start + 1
            return [Edit(end, end, "".join(f", {text}" if node.items else text for text in texts))]
        end = self.document.line_end(node.end)
        blanks = " " * self.document.column(node.keys[0].start)
        return [Edit(end, end, "".join(f"{self.document.newline}{blanks}{text}" for text in texts))]
