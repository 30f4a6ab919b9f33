"""One statement rewritten: its actions and resources exchanged in place, and copied where it has to be several."""

from collections.abc import Sequence

from analyzer.core import Text
from analyzer.fixes.listing import KEEP, Replacement, list_edits
from analyzer.fixes.model import Part, Place, Slot
from analyzer.fixes.planning import grouped
from analyzer.fixes.rendering import Writer
from analyzer.fixes.tree import CannotWriteError, Document, Edit, Node, applied
from analyzer.iam import action_matches
from analyzer.templates.model import Grant

_WORDS = {
    False: ("Action", "NotAction", "Resource", "NotResource", "Sid"),
    True: ("actions", "not_actions", "resources", "not_resources", "sid"),
}


class Rewriting:
    """What becomes of one statement: ``edits`` make its first form in place, ``copies`` are the others' texts."""

    def __init__(self, document: Document, node: Node, slot: Slot, writer: Writer) -> None:
        self.document = document
        self.node = node
        self.grant: Grant = slot.grants[0]
        self.writer = writer
        names = _WORDS[bool(node.get("actions") or node.get("not_actions"))]
        self.action, self.not_action, self.resource, self.not_resource, self.sid = names
        self.edits: list[Edit] = []
        self.copies: list[str] = []
        for number, (places, members) in enumerate(grouped(slot.parts or ()).items()):
            edits = self._variant([slot.parts[one] for one in members] if slot.parts else [], places)
            if number == 0:
                self.edits = edits
            else:
                edits += self._numbered(number + 1)
                self.copies.append(applied(document.raw(node), edits, node.start))

    def _variant(self, parts: Sequence[Part], places: tuple[Place, ...]) -> list[Edit]:
        return [*self._actions([part.action for part in parts]), *self._resources(places)]

    def _actions(self, actions: list[str]) -> list[Edit]:
        statement = self.grant.statement
        old = statement.actions or statement.not_actions
        node, edits = self._list(self.action, self.not_action)
        items = node.items if node.kind == "list" else [node]
        if [item.value.strip() for item in items] != list(old) or any(item.kind != "scalar" for item in items):
            raise CannotWriteError("its actions are not written out in the statement")
        plan: list[Replacement] = [[KEEP] if one in actions and statement.actions else [] for one in old]
        for action in actions:
            if action in old and statement.actions:
                continue
            index = _spot(plan, [action_matches(one, action) for one in old])
            plan[index].append(self.writer.action(action, self.document.raw(items[index]), node))
        return edits + list_edits(self.document, node, plan)

    def _resources(self, places: tuple[Place, ...]) -> list[Edit]:
        statement = self.grant.statement
        old = statement.resources or statement.not_resources
        if places == tuple(range(len(statement.resources))) and statement.resources:
            return []
        node, edits = self._list(self.resource, self.not_resource)
        items = node.items if node.kind == "list" else [node]
        if len(items) != len(old) or any(item.kind == "alias" for item in items):
            raise CannotWriteError("its resources are not written out in the statement")
        plan: list[Replacement] = [[KEEP] if index in places else [] for index in range(len(old))]
        for place in places:
            if isinstance(place, Text):
                index = _spot(plan, [True] * len(old))
                plan[index].append(self.writer.resource(place, self.document, items[index]))
        return edits + list_edits(self.document, node, plan)

    def _list(self, name: str, negated: str) -> tuple[Node, list[Edit]]:
        """The list at a key, or at its negated form, which is then renamed."""
        for key, value in zip(self.node.keys, self.node.items, strict=True):
            if key.value in (name, negated):
                if value.kind == "alias" or value.shared or any(item.shared for item in value.items):
                    raise CannotWriteError("an anchor shares it with other places")
                raw = self.document.raw(key)
                edits = [Edit(key.start, key.end, raw.replace(negated, name))] if key.value == negated else []
                return value, edits
        raise CannotWriteError("it is not written out in the statement")

    def _numbered(self, number: int) -> list[Edit]:
        """The edit that makes the Sid of a copy another one: a Sid is unique in its policy."""
        sid = self.node.get(self.sid)
        if sid is None:
            return []
        if sid.kind != "scalar" or not sid.value.isalnum():
            raise CannotWriteError("its Sid is not written out")
        return [Edit(sid.start, sid.end, self.document.raw(sid).replace(sid.value, f"{sid.value}{number}"))]


def _spot(plan: Sequence[Replacement], fitting: Sequence[bool]) -> int:
    """Where a new element goes: to one that goes and fits, else to any that goes, else behind the last that stays."""
    free = [index for index, one in enumerate(plan) if KEEP not in one]
    return next((index for index in free if fitting[index]), free[0] if free else len(plan) - 1)
