"""Texts in the raw properties of a template's resource."""

from collections.abc import Iterator

from analyzer.core import Hole, Ref, Text, lit
from analyzer.templates.model import Mapping, Node, Scalar, Sequence


def text_at(node: Node | None, path: str) -> Text | None:
    """The text of the property at the path (``[]`` takes a list's first element), None where there is none."""
    for step in path.replace("[]", ".[]").split("."):
        if step == "[]":
            node = node.items[0] if isinstance(node, Sequence) and node.items else None
        else:
            node = node.get(step) if isinstance(node, Mapping) else None
    return None if node is None else _text(node)


def texts_at(node: Node | None, path: tuple[str, ...]) -> Iterator[Text]:
    """The text of every property at the path (``[]`` stands for each element of a list, ``[Type=S]`` for those that say so)."""
    if not path:
        found = None if node is None else _text(node)
        if found is not None:
            yield found
    elif path[0] == "[]":
        for item in node.items if isinstance(node, Sequence) else ():
            yield from texts_at(item, path[1:])
    elif path[0].startswith("["):
        name, _, wanted = path[0][1:-1].partition("=")
        for each in node.items if isinstance(node, Sequence) else (node,):
            if text_at(each, name) == lit(wanted):
                yield from texts_at(each, path[1:])
    elif isinstance(node, Mapping):
        yield from texts_at(node.get(path[0]), path[1:])


def literal_at(node: Node | None, paths: tuple[str, ...]) -> str:
    """The one text that stands at all of the paths, empty where there is none or there are several."""
    places = [tuple(path.replace("[", ".[").split(".")) for path in paths]
    found = [dict.fromkeys(text.literal for text in texts_at(node, place)) for place in places]
    common = [text for text in found[0] if text and all(text in other for other in found)] if found else []
    return common[0] if len(common) == 1 else ""


def _text(node: Node) -> Text | None:
    match node:
        case Scalar(value):
            return lit(value) if isinstance(value, str) else None
        case Mapping(entries) if len(entries) == 1:
            return _function(entries[0].key, entries[0].value)
        case _:
            return None


def _function(name: str, argument: Node) -> Text | None:
    match name, argument:
        case "Ref", Scalar(str() as target):
            return None if target == "AWS::NoValue" else Text((Ref(target),))
        case "Fn::GetAtt", Scalar(str() as target):
            return Text((Ref(*target.split(".", 1)),))
        case "Fn::GetAtt", Sequence((Scalar(str() as target), Scalar(str() as attribute))):
            return Text((Ref(target, attribute),))
        case "Fn::Sub", Scalar(str() as pattern):
            return _substituted(pattern)
        case _:
            return Text((Hole(f"{name} is not evaluated here"),))


def _substituted(pattern: str) -> Text:
    first, *others = pattern.split("${")
    pieces: list[Ref | str] = [first]
    for other in others:
        name, _, rest = other.partition("}")
        pieces.extend((f"${{{name[1:]}}}" if name.startswith("!") else Ref(*name.split(".", 1)), rest))
    return Text.of(*pieces)
