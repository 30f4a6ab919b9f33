"""Whether text in a template serves something else too: an anchor, a policy that is attached elsewhere."""

import re
from collections.abc import Callable, Sequence

from analyzer.fixes.tree import CannotWriteError, Document, Node

_POLICIES = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
_DATA = "data aws_iam_policy_document "
_ATTACHED = ("resource aws_iam_policy ", _DATA)


class Sharing:
    """Asked of each place before it is changed."""

    def __init__(self, document: Callable[[str], Document], files: Sequence[str]) -> None:
        self._document = document
        self._files = files

    def check(self, document: Document, node: Node) -> None:
        """Raises ``CannotWriteError`` where a change at this node would change something else too."""
        at: Node | None = node
        while at is not None:
            if at.shared:
                raise CannotWriteError("an anchor shares it with other places")
            parent = at.parent
            if parent is not None and parent.kind == "map" and at.kind == "map":
                key = parent.key_of(at)
                kind = at.get("Type")
                if key is not None and kind is not None and kind.value in _POLICIES:
                    self._policy(document, key, at, kind.value)
            if at.kind == "map" and at.value.startswith(_ATTACHED):
                self._terraform(document.path, at.value)
            at = parent

    def _policy(self, document: Document, key: Node, node: Node, kind: str) -> None:
        roles = node.at("Properties", "Roles")
        if node.at("Properties", "Users") or node.at("Properties", "Groups") or (roles and len(roles.items) > 1):
            raise CannotWriteError(f"{key.value} is attached to more than this role")
        rest = document.text[: key.start] + document.text[node.end :]
        uses = len(re.findall(rf"(?<![\w-]){re.escape(key.value)}(?![\w-])", rest))
        if kind == "AWS::IAM::ManagedPolicy" and uses > (0 if roles else 1):
            raise CannotWriteError(f"{key.value} may be attached to more than this role")

    def _terraform(self, path: str, value: str) -> None:
        """A document or policy of Terraform that several things in its module name."""
        name = ".".join(value.removeprefix("resource ").split(" "))
        pattern = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w-])")
        uses: list[tuple[str, int]] = []
        for other in self.beside(path):
            text = self._document(other).text
            uses += [(other, match.start()) for match in pattern.finditer(text)]
        if len(uses) > 1:
            raise CannotWriteError(f"{name} is used in several places")
        for other, offset in uses:
            around = _block_at(self._document(other).roots[0], offset)
            if around is not None and around.value.startswith(_ATTACHED) and around.value != value:
                self._terraform(other, around.value)

    def beside(self, path: str) -> list[str]:
        """The Terraform files of the module that a file belongs to."""
        folder = path.rpartition("/")[0]
        return [one for one in self._files if one.endswith(".tf") and one.rpartition("/")[0] == folder]


def _block_at(root: Node, offset: int) -> Node | None:
    """The outermost block around an offset."""
    blocks = next((item for item in root.items if item.kind == "blocks"), None)
    return next((one for one in blocks.items if one.start <= offset < one.end), None) if blocks is not None else None
