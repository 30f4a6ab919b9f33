"""The strings that an expression of a template may become.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from analyzer.core import Hole, Lit, Ref, Text, lit
from analyzer.templates.model import Mapping, Node, Scalar, Sequence
from analyzer.templates.nodes import at, entries, function, items, no_value, string
from analyzer.templates.references import resolved
from analyzer.templates.scope import Scope, decide

MAX_ALTERNATIVES = 16
MAX_TEXT = 20_000  # longer than any ARN, policy or environment variable may be; expressions can double endlessly
IMPORT = "Fn::ImportValue"  # as a logical id: ``Ref("Fn::ImportValue", export name)``

Texts = tuple[Text, ...]
_VARIABLE = re.compile(r"\$\{(!?)([^{}]*)\}")


def evaluate(node: Node | None, scope: Scope) -> Texts:
    """Every string that a node may become, in the template's order; empty for ``AWS::NoValue`` and nothing.

    Both arms of ``Fn::If`` are alternatives.  Parameters stay references unless their value is
    fixed.  What cannot be known, a list or a mapping where a string belongs, is a text with a hole.
    """
    if node is None or (isinstance(node, Scalar) and node.value is None):
        return ()
    if isinstance(node, Scalar):
        return (_literal(node.text),)
    call = function(node)
    if call is None:
        return (_hole("a list or a mapping where a string is expected"),)
    name, argument = call
    known = _FUNCTIONS.get(name)
    return known(argument, scope) if known else (_hole(f"{name} is not evaluated"),)


def arms(node: Node | None, scope: Scope) -> Iterator[tuple[Node, bool]]:
    """The node itself, or every arm of its ``Fn::If``, True where nothing decides it; ``AWS::NoValue`` is left out."""
    if node is None or no_value(node):
        return
    call = function(node)
    if call is None or call[0] != "Fn::If":
        yield node, False
        return
    chosen = _chosen(call[1], scope)
    for arm in chosen:
        for found, inner in arms(arm, scope):
            yield found, inner or len(chosen) > 1


def may_be_absent(node: Node, scope: Scope) -> bool:
    """Whether some arm of a node's conditions is ``AWS::NoValue``."""
    call = function(node)
    if call is not None and call[0] == "Fn::If":
        return any(may_be_absent(arm, scope) for arm in _chosen(call[1], scope))
    return no_value(node)


def elements(node: Node | None, scope: Scope) -> Iterator[tuple[Node, bool]]:
    """The elements of a list or of a single value, ``Fn::If`` opened at both levels; True where a condition decides."""
    for found, outer in arms(node, scope):
        written = _written_lists(found, scope)
        for listed in written or (found,):
            for item in items(listed):
                for element, inner in arms(item, scope):
                    yield element, outer or inner or len(written) > 1


def _written_lists(node: Node, scope: Scope) -> list[Node]:
    """The lists that a map of the template may give; none where it gives no lists."""
    match function(node):
        case ("Fn::FindInMap", argument):
            found = list(_looked_up(argument, scope))
            return found if all(isinstance(one, Sequence) for one in found) else []
    return []


def lists(node: Node | None, scope: Scope) -> tuple[Texts, ...] | None:
    """Every list of strings that a node may become; None where its elements cannot be told."""
    found: list[Texts] = []
    for arm, _ in arms(node, scope):
        match function(arm):
            case None if isinstance(arm, Sequence):
                found.extend(_products([evaluate(item, scope) or (lit(""),) for item in arm.items]))
            case ("Fn::Split", argument):
                split = _split(argument, scope)
                if split is None:
                    return None
                found.extend(split)
            case ("Fn::FindInMap", argument) if (value := _find_lists(argument, scope)) is not None:
                found.extend(value)
            case _:
                return None
    return tuple(found)[:MAX_ALTERNATIVES]


def _hole(why: str) -> Text:
    return Text((Hole(why),))


def _bounded(texts: Iterable[Text]) -> Texts:
    unique = tuple(dict.fromkeys(texts))
    return unique if len(unique) <= MAX_ALTERNATIVES else (_hole("too many alternatives"),)


def _concatenated(pieces: Iterable[Text | str]) -> Text:
    """The pieces as one text, or a hole before it grows beyond all use."""
    kept: list[Text | str] = []
    size = 0
    for piece in pieces:
        size += len(piece) if isinstance(piece, str) else _length(piece)
        if size > MAX_TEXT:
            return _hole("too long")
        kept.append(piece)
    return resolved(Text.of(*kept))


def _length(text: Text) -> int:
    return sum(len(part.value) if isinstance(part, Lit) else 1 for part in text.parts)


def _products(choices: list[Texts]) -> list[Texts]:
    size = 1
    for choice in choices:
        size *= max(1, len(choice))
    if size > MAX_ALTERNATIVES:
        return [tuple(choice[0] if len(choice) == 1 else _hole("too many alternatives") for choice in choices)]
    return list(product(*choices))


def _literal(value: str) -> Text:
    """A literal in which dynamic references keep their identity: their value is not known here."""
    if len(value) > MAX_TEXT:
        return _hole("too long")
    return resolved(lit(value))


def _ref(argument: Node, scope: Scope) -> Texts:
    name = string(argument)
    if name is None:
        return (_hole("Ref to something that is no name"),)
    return _named(name, scope)


def _named(name: str, scope: Scope) -> Texts:
    if name == "AWS::NoValue":
        return ()
    if name in scope.fixed:
        return scope.fixed[name]
    parameter = scope.parameters.get(name)
    if parameter is not None and parameter.value is not None:
        return (parameter.value,)
    return (Text((Ref(name),)),)


def _get_att(argument: Node, scope: Scope) -> Texts:
    if isinstance(argument, Scalar):
        name, _, attribute = argument.text.partition(".")
        return (Text((Ref(name, attribute),)),) if attribute else (_hole("Fn::GetAtt without an attribute"),)
    parts = items(argument)
    name_text = string(parts[0]) if parts else None
    if name_text is None or len(parts) < 2:
        return (_hole("Fn::GetAtt of something that is no name"),)
    attributes = [evaluate(part, scope) for part in parts[1:]]
    spelled = [choice[0].literal if len(choice) == 1 else None for choice in attributes]
    if any(part is None for part in spelled):
        return (_hole("Fn::GetAtt with a computed attribute"),)
    return (Text((Ref(name_text, ".".join(part for part in spelled if part)),)),)


def _sub(argument: Node, scope: Scope) -> Texts:
    parts = items(argument)
    pattern = string(parts[0]) if parts else None
    if pattern is None:
        return (_hole("Fn::Sub of something that is no string"),)
    if len(parts) > 1:
        scope = scope.bound({local.key: evaluate(local.value, scope) for local in entries(parts[1])})
    return substitute(pattern, scope)


def substitute(pattern: str, scope: Scope) -> Texts:
    """The strings of a ``Fn::Sub`` pattern: ``${Name}``, ``${Name.Attribute}``, ``${!literal}``."""
    choices: list[Texts] = []
    end = 0
    for match in _VARIABLE.finditer(pattern):
        choices.append((_literal(pattern[end : match.start()]),))
        choices.append(_variable(match[2].strip(), escaped=bool(match[1]), scope=scope))
        end = match.end()
    choices.append((_literal(pattern[end:]),))
    return _bounded(_concatenated(pieces) for pieces in _products([choice for choice in choices if choice]))


def _variable(name: str, *, escaped: bool, scope: Scope) -> Texts:
    if escaped:
        return (lit("${" + name + "}"),)
    if "." in name and name not in scope.fixed:
        logical_id, _, attribute = name.partition(".")
        return (Text((Ref(logical_id, attribute),)),)
    return _named(name, scope)


def _join(argument: Node, scope: Scope) -> Texts:
    parts = items(argument)
    delimiter = string(parts[0]) if len(parts) == 2 else None
    if delimiter is None:
        return (_hole("Fn::Join of an unusual form"),)
    found = lists(_without_no_value(parts[1], scope), scope)
    if found is None:
        return (_hole("Fn::Join of a list that is not known"),)
    return _bounded(_joined(delimiter, texts) for texts in found)


def _without_no_value(node: Node, scope: Scope) -> Node:
    if not isinstance(node, Sequence):
        return node
    return Sequence(tuple(item for item in node.items if any(arms(item, scope))), node.span)


def _joined(delimiter: str, texts: Texts) -> Text:
    pieces: list[Text | str] = []
    for text in texts:
        pieces += [delimiter, text]
    return _concatenated(pieces[1:])


def _select(argument: Node, scope: Scope) -> Texts:
    parts = items(argument)
    index = string(parts[0]) if len(parts) == 2 else None
    found = lists(parts[1], scope) if index is not None and index.isdigit() else None
    if found is None or index is None:
        return (_hole("Fn::Select from a list that is not known"),)
    position = int(index[:6])
    return _bounded(texts[position] for texts in found if position < len(texts)) or (_hole("Fn::Select past the end"),)


def _split(argument: Node, scope: Scope) -> list[Texts] | None:
    """Split strings that are known, or whose references are ARNs and addresses of resources of this template."""
    parts = items(argument)
    delimiter = string(parts[0]) if len(parts) == 2 else None
    if not delimiter:
        return None
    split: list[Texts] = []
    for text in evaluate(parts[1], scope):
        pieces = _pieces(text, delimiter, scope)
        if pieces is None:
            return None
        split.append(pieces)
    return split


def _pieces(text: Text, delimiter: str, scope: Scope) -> Texts | None:
    """The pieces between delimiters; None where a part that is not known may hold one."""
    pieces: list[Text] = [Text()]
    for part in text.parts:
        opened = scope.opened(part, delimiter) if isinstance(part, Ref) else Text((part,))
        for inner in (None,) if opened is None else opened.parts:
            if isinstance(inner, Lit):
                first, *rest = inner.value.split(delimiter)
                pieces[-1] = Text.of(pieces[-1], first)
                pieces.extend(map(lit, rest))
            elif isinstance(inner, Ref):
                pieces[-1] = Text.of(pieces[-1], inner)
            else:
                return None
    return tuple(pieces)


def _if(argument: Node, scope: Scope) -> Texts:
    return _bounded(text for arm in _chosen(argument, scope) for text in evaluate(arm, scope))


def _chosen(argument: Node, scope: Scope) -> tuple[Node, ...]:
    """The arms of ``Fn::If`` that may count: one where the condition is decided, else both."""
    parts = items(argument)
    if len(parts) != 3:
        return parts[1:]
    verdict = decide(parts[0], scope)
    return parts[1:] if verdict is None else (parts[1] if verdict else parts[2],)


def _find_in_map(argument: Node, scope: Scope) -> Texts:
    values = list(_looked_up(argument, scope))
    if not values:
        return (_hole("Fn::FindInMap finds nothing"),)
    return _bounded(text for value in values for text in evaluate(value, scope))


def _find_lists(argument: Node, scope: Scope) -> list[Texts] | None:
    values = [lists(value, scope) for value in _looked_up(argument, scope)]
    known = [value for value in values if value is not None]
    return [texts for value in known for texts in value] if len(known) == len(values) and known else None


def _looked_up(argument: Node, scope: Scope) -> Iterator[Node]:
    """What the map holds under the keys; under every key where a key is a reference."""
    parts = items(argument)
    if len(parts) < 3 or not (name := string(parts[0])):
        return
    table = at(scope.mappings, name)
    for row in _under(table, parts[1], scope):
        yield from _under(row, parts[2], scope)
    default = at(parts[3], "DefaultValue") if len(parts) > 3 else None
    if default is not None:
        yield default


def _under(table: Node | None, key: Node, scope: Scope) -> Iterator[Node]:
    names = [text.literal for text in evaluate(key, scope)]
    if any(name is None for name in names):
        yield from (found.value for found in entries(table))
        return
    for name in names:
        value = at(table, name or "")
        if value is not None:
            yield value


def _import(argument: Node, scope: Scope) -> Texts:
    """An imported value is not known, but the same export is the same value: its name is its identity."""
    return _bounded(Text((Ref(IMPORT, _sub_pattern(text)),)) for text in evaluate(argument, scope))


def _sub_pattern(text: Text) -> str:
    """A text as the pattern of ``Fn::Sub``, from which it can be written again."""
    return "".join(
        part.value.replace("${", "${!") if isinstance(part, Lit) else str(Text((part,))) for part in text.parts
    )


def _json_string(argument: Node, scope: Scope) -> Texts:
    return _bounded(_concatenated(pieces) for pieces in _products(list(_json(argument, scope))))


def _json(node: Node, scope: Scope) -> Iterator[Texts]:
    if isinstance(node, Sequence) or (isinstance(node, Mapping) and function(node) is None):
        opening, closing = ("[", "]") if isinstance(node, Sequence) else ("{", "}")
        yield (lit(opening),)
        for index, (key, value) in enumerate(_members(node)):
            yield (lit("," * (index > 0) + key),)
            yield from _json(value, scope)
        yield (lit(closing),)
    elif isinstance(node, Scalar) and not isinstance(node.value, str):
        yield (lit(node.text or "null"),)
    else:
        yield tuple(Text.of('"', text, '"') for text in evaluate(node, scope)) or (lit("null"),)


def _members(node: Mapping | Sequence) -> list[tuple[str, Node]]:
    if isinstance(node, Sequence):
        return [("", item) for item in node.items]
    return [(f'"{found.key}":', found.value) for found in entries(node)]


def _counted(argument: Node, scope: Scope) -> Texts:
    """``Fn::Length`` of a list that is written out or can be told."""
    found = lists(argument, scope)
    return (
        (_hole("Fn::Length of a list that is not known"),)
        if found is None
        else _bounded(lit(str(len(one))) for one in found)
    )


_FUNCTIONS: dict[str, Callable[[Node, Scope], Texts]] = {
    "Ref": _ref,
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::If": _if,
    "Fn::FindInMap": _find_in_map,
    "Fn::ImportValue": _import,
    "Fn::Length": _counted,
    "Fn::ToJsonString": _json_string,
}
