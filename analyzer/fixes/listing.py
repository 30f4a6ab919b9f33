"""Elements put into lists and taken out, in the manner in which the list is written."""

import re
from collections.abc import Sequence

from analyzer.fixes.tree import CannotWriteError, Document, Edit, Node

KEEP = None
Replacement = list[str | None]  # what stands in the place of one element: texts, and KEEP for itself
_DASH = re.compile(r"-[ \t]*(?:\r?\n[ \t]*)?\Z")


def list_edits(document: Document, node: Node, plan: Sequence[Replacement]) -> list[Edit]:
    """The edits that make of each element what the plan says; of a single value (no list) a list where it must be.

    At least one element is left: a list that becomes empty is for its owner to remove.
    """
    if all(replacement == [KEEP] for replacement in plan):
        return []
    assert any(plan), "an empty list is removed, not written"
    if node.kind == "blocks":
        return _blocks(document, node, plan)
    if node.kind != "list":
        return _single(document, node, plan[0])
    return _flow(document, node, plan) if node.flow else _block(document, node, plan)


def item_column(document: Document, node: Node) -> int:
    """The column at which the elements of a block list begin, or a single value will when it has become a list."""
    if node.kind == "list" and node.items:
        return document.column(node.items[0].start)
    return _list_column(document, node) + 2


def spread(document: Document, node: Node) -> str | None:
    """The blanks before each element of a list in brackets that has its elements on lines of their own, else None."""
    if node.kind not in ("list", "map") or not node.items:
        return None
    first = node.keys[0] if node.kind == "map" else node.items[0]
    before = document.text[document.line_start(first.start) : first.start]
    return before if not before.strip() and "\n" in document.text[node.start : first.start] else None


def _flow(document: Document, node: Node, plan: Sequence[Replacement]) -> list[Edit]:
    blanks = spread(document, node)
    separator = ", " if blanks is None else f",{document.newline}{blanks}"
    edits = []
    for item, replacement in zip(node.items, plan, strict=True):
        if replacement and replacement != [KEEP]:
            if replacement[0] is KEEP:
                edits.append(Edit(item.end, item.end, "".join(separator + (one or "") for one in replacement[1:])))
            else:
                edits.append(Edit(item.start, item.end, separator.join(one or "" for one in replacement)))
    gone = [not one for one in plan]
    lines = blanks is not None and _own_lines(document, node)
    return [*edits, *(_gone_lines_of(document, node, gone) if lines else gone_from_flow(node.items, node.items, gone))]


def _own_lines(document: Document, node: Node) -> bool:
    """Whether each element begins a line of its own, and the bracket that ends the list too."""
    begins = [one.start for one in node.items] + [node.end - 1]
    return all(not document.text[document.line_start(at) : at].strip() for at in begins)


def _gone_lines_of(document: Document, node: Node, gone: Sequence[bool]) -> list[Edit]:
    """The lines of elements taken out, and the comma that stands behind the last one left where none may."""
    edits = [gone_lines(document, item.start, item.end) for item, one in zip(node.items, gone, strict=True) if one]
    last = max(index for index, one in enumerate(gone) if not one)
    ended = document.text[node.items[-1].end : node.end].lstrip().startswith(",")
    if last + 1 < len(gone) and not ended:
        comma = document.text.find(",", node.items[last].end)
        edits.append(Edit(comma, comma + 1, ""))
    return edits


def gone_from_flow(starts: Sequence[Node], ends: Sequence[Node], gone: Sequence[bool]) -> list[Edit]:
    """The edits that take elements out of brackets, each run with the commas that become too many."""
    edits: list[Edit] = []
    index = 0
    while index < len(gone):
        if not gone[index]:
            index += 1
            continue
        last = index
        while last + 1 < len(gone) and gone[last + 1]:
            last += 1
        if last + 1 < len(gone):
            edits.append(Edit(starts[index].start, starts[last + 1].start, ""))
        else:
            edits.append(Edit(ends[index - 1].end, ends[last].end, ""))
        index = last + 1
    return edits


def _block(document: Document, node: Node, plan: Sequence[Replacement]) -> list[Edit]:
    edits = []
    for item, replacement in zip(node.items, plan, strict=True):
        if replacement == [KEEP]:
            continue
        dash = _dash(document, item)
        if not replacement:
            edits.append(gone_lines(document, dash, item.end))
            continue
        if replacement[0] is not KEEP:
            edits.append(Edit(item.start, item.end, replacement[0]))
        prefix = document.text[document.line_start(dash) : item.start]
        prefix = " " * document.column(dash) + prefix[document.column(dash) :]
        more = "".join(f"{document.newline}{prefix}{one}" for one in replacement[1:])
        if more:
            end = document.line_end(item.end)
            edits.append(Edit(end, end, more))
    return edits


def _dash(document: Document, item: Node) -> int:
    """Where the dash of an element stands: on its line, or alone on the line above."""
    first = document.line_start(item.start)
    if first and not document.text[first : item.start].strip():
        first = document.line_start(first - 1)
    found = _DASH.search(document.text, first, item.start)
    if found is None:
        raise CannotWriteError("an element that does not stand behind its dash")
    return found.start()


def gone_lines(document: Document, start: int, end: int) -> Edit:
    """The lines from one offset to another taken out, with the line break before; only where they hold nothing else."""
    first = document.line_start(start)
    if document.text[first:start].strip():
        raise CannotWriteError("other text stands on its line")
    last = document.line_end(end)
    if first == 0:
        return Edit(0, document.text.find("\n", last) + 1 or len(document.text), "")
    before = first - 2 if document.text[first - 2 : first] == "\r\n" else first - 1
    return Edit(before, last, "")


def _single(document: Document, node: Node, replacement: Replacement) -> list[Edit]:
    texts = [document.raw(node) if one is KEEP else one for one in replacement]
    # Several lines stand behind a dash, not behind the key.
    if len(texts) == 1 and (node.kind != "scalar" or "\n" not in texts[0]):
        return [Edit(node.start, node.end, texts[0])]
    parent = node.parent
    if node.language != "yaml" or (parent is not None and parent.flow) or parent is None:
        return [Edit(node.start, node.end, f"[{', '.join(texts)}]")]
    column = _list_column(document, node)
    prefix = f"{document.newline}{' ' * column}- "
    whole = "".join(prefix + text for text in texts)
    on_key = document.text[document.line_start(node.start) : node.start].strip()
    start = node.start
    while on_key and document.text[start - 1] in " \t":
        start -= 1
    return [Edit(start, node.end, whole if on_key else whole.removeprefix(document.newline + " " * column))]


def _list_column(document: Document, node: Node) -> int:
    """Where the dashes of a list stand that takes the place of a single value: two right of its key."""
    key = node.parent.key_of(node) if node.parent is not None else None
    if key is None:
        return document.column(node.start)
    on_key = document.line_start(key.start) == document.line_start(node.start)
    return document.column(key.start) + 2 if on_key else document.column(node.start)


def _blocks(document: Document, node: Node, plan: Sequence[Replacement]) -> list[Edit]:
    edits = []
    for item, replacement in zip(node.items, plan, strict=True):
        if not replacement:
            edits.append(_without_blank(document, gone_lines(document, item.start, item.end)))
            continue
        if replacement[0] is not KEEP:
            edits.append(Edit(item.start, item.end, replacement[0]))
        between = f"{document.newline}{document.newline}{document.indent(item.start)}"
        more = "".join(between + (one or "") for one in replacement[1:])
        if more:
            edits.append(Edit(item.end, item.end, more))
    return edits


def _without_blank(document: Document, edit: Edit) -> Edit:
    """With a block goes the empty line before it, where one follows too or the bracket does."""
    blank = edit.start > 0 and not document.text[document.line_start(edit.start) : edit.start].strip()
    after = document.text[edit.end :].lstrip("\r\n \t")
    if not blank or not (after.startswith("}") or document.text[edit.end :].startswith(("\n\n", "\r\n\r\n"))):
        return edit
    line = document.line_start(edit.start)
    before = line - 2 if document.text[line - 2 : line] == "\r\n" else line - 1
    return Edit(max(before, 0), edit.end, "")
