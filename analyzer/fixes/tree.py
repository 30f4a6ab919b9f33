"""Files as nodes that know where they begin and end, so that text can be cut out and put in."""

from typing import Literal

from msgspec import Struct

Kind = Literal["scalar", "list", "map", "blocks", "alias", "other"]
Language = Literal["yaml", "json", "hcl"]


class CannotWriteError(Exception):
    """A place that is not changed; ``why`` says so for a person."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Edit(Struct, frozen=True):
    """The characters from ``start`` to ``end`` are replaced by ``text``."""

    start: int
    end: int
    text: str


class Node:
    """A value in a file, from ``start`` to ``end``.

    ``items`` are the elements of a list, or the values of a map, whose keys are ``keys``; ``value`` is a scalar's
    text.  ``flow``: in brackets.  ``shared``: an alias elsewhere repeats it.  Of ``blocks`` (those in a block of
    Terraform) each item is a map whose ``value`` is the block's type and labels.
    """

    __slots__ = ("end", "flow", "items", "keys", "kind", "language", "parent", "shared", "start", "value")

    def __init__(
        self, kind: Kind, start: int, end: int, language: Language, *, flow: bool = True, value: str = ""
    ) -> None:
        self.kind: Kind = kind
        self.start = start
        self.end = end
        self.language: Language = language
        self.flow = flow
        self.value = value
        self.items: list[Node] = []
        self.keys: list[Node] = []
        self.parent: Node | None = None
        self.shared = False

    def get(self, key: str) -> "Node | None":
        """The value of a key of a map, the last of equal ones."""
        for name, value in zip(reversed(self.keys), reversed(self.items), strict=True):
            if name.value == key:
                return value
        return None

    def key_of(self, child: "Node") -> "Node | None":
        """The key that a child of a map stands at."""
        return next((key for key, value in zip(self.keys, self.items, strict=False) if value is child), None)

    def at(self, *path: str) -> "Node | None":
        """The value behind a path of keys."""
        node: Node | None = self
        for key in path:
            node = node.get(key) if node is not None and node.kind == "map" else None
        return node


class Document:
    """The text of one file with its nodes; ``roots`` are its trees: the file's own, and those inside of strings."""

    def __init__(self, path: str, text: str, roots: list[Node], starts: list[int]) -> None:
        self.path = path
        self.text = text
        self.roots = roots
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._starts = starts
        self._nodes: dict[int, list[Node]] = {}
        waiting = list(reversed(roots))
        while waiting:
            node = waiting.pop()
            self._nodes.setdefault(node.start, []).append(node)
            waiting.extend((*reversed(node.items), *reversed(node.keys)))

    def find(self, line: int, column: int, *kinds: Kind) -> Node | None:
        """The outermost node of these kinds that begins at a place."""
        if not 0 < line <= len(self._starts):
            return None
        found = self._nodes.get(self._starts[line - 1] + column - 1, ())
        return next((node for node in found if node.kind in kinds), None)

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line break."""
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > offset and self.text[end - 1] == "\r" else end

    def indent(self, offset: int) -> str:
        """The blanks that the line of an offset begins with."""
        start = self.line_start(offset)
        line = self.text[start : self.line_end(start)]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def column(self, offset: int) -> int:
        """How many characters stand before an offset on its line."""
        return offset - self.line_start(offset)

    def raw(self, node: Node) -> str:
        """The characters of a node."""
        return self.text[node.start : node.end]


def applied(text: str, edits: list[Edit], base: int = 0) -> str:
    """The text, which begins at ``base``, with the edits made; raises where two overlap."""
    out: list[str] = []
    at = base
    for edit in sorted(
        edits, key=lambda edit: (edit.start, edit.end)
    ):  # of insertions at one place the first stays first
        if edit.start < at:
            raise CannotWriteError("two changes meet at one place")
        out += [text[at - base : edit.start - base], edit.text]
        at = edit.end
    return "".join([*out, text[at - base :]])
