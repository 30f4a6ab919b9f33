"""Which of SAM's policy templates grant nothing but needed permissions, and with which parameters."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from analyzer.core import Lit, Part, Ref, Text, ref
from analyzer.iam import Statement
from analyzer.needs import Speller
from analyzer.rulebook import Rulebook
from analyzer.templates.model import Template

_PARAMETER = "SAM parameter"  # the attribute that marks a parameter among a pattern's references
Pair = tuple[str, Text]


class Use(Struct, frozen=True):
    """A policy template with the values of its parameters."""

    name: str
    parameters: tuple[tuple[str, Text], ...]


class _Pattern(Struct, frozen=True):
    """A policy template: its pairs of action and resource, the one parameter a reference in the latter."""

    name: str
    parameter: str
    pairs: tuple[Pair, ...]


class SamTemplates:
    """SAM's policy templates that have at most one parameter and no condition."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._patterns = tuple(self._read())

    def fitted(
        self, statements: Sequence[Statement], template: Template
    ) -> tuple[tuple[Use, ...], tuple[Statement, ...]]:
        """The templates that cover only what the statements grant, the widest first, and what is left of these."""
        speller = Speller(template, self._rulebook.resources())
        spelled = {text: speller.spell(text) for statement in statements for text in statement.resources}
        open_pairs: dict[Pair, None] = {}
        for statement in statements:
            if not statement.conditions and not statement.sid.startswith("Possible"):
                open_pairs |= {
                    (action, spelled[text]): None for action in statement.actions for text in statement.resources
                }
        originals = {canonical: text for text, canonical in spelled.items()} | _names(spelled, speller)
        used: list[Use] = []
        done: set[Pair] = set()
        while found := self._widest(open_pairs, originals):
            use, pairs = found
            used.append(use)
            done |= pairs
            open_pairs = {pair: None for pair in open_pairs if pair not in pairs}
        return tuple(used), tuple(rest for one in statements for rest in _left(one, spelled, done))

    def _widest(self, wanted: dict[Pair, None], originals: dict[Text, Text]) -> tuple[Use, frozenset[Pair]] | None:
        candidates = [
            (len(pairs), pattern.name, Use(pattern.name, parameters), pairs)
            for pattern in self._patterns
            for parameters, pairs in _bindings(pattern, wanted, originals)
        ]
        if not candidates:
            return None
        _, _, use, pairs = min(candidates, key=lambda one: (-one[0], one[1]))
        return use, pairs

    def _read(self) -> Iterator[_Pattern]:
        for name in self._rulebook.sam_templates():
            body = self._rulebook.sam_template(name) or {}
            parameters = list(body.get("Parameters", {}))
            statements = body.get("Definition", {}).get("Statement", [])
            if len(parameters) > 1 or any("Condition" in statement for statement in statements):
                continue
            yield _Pattern(name, parameters[0] if parameters else "", tuple(self._pairs(statements)))

    def _pairs(self, statements: list[dict[str, Any]]) -> Iterator[Pair]:
        for statement in statements:
            for pattern in _list(statement["Action"]):
                for action in self._rulebook.expand(pattern) or (pattern,):
                    for resource in _list(statement["Resource"]):
                        yield action, _text(resource)


def _names(texts: Iterable[Text], speller: Speller) -> dict[Text, Text]:
    """The declared names of the resources that are referred to, as the references that give them."""
    found: dict[Text, Text] = {}
    for part in (part for text in texts for part in text.parts if isinstance(part, Ref)):
        declared, kind = speller.declared(part) or (None, None)
        attribute = kind.attribute("name") if kind else None
        if declared is not None and attribute is not None:
            found[speller.name(declared)] = ref(declared.id, attribute)
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(resource: Any) -> Text:
    """A resource of a policy template: ``*``, or ``Fn::Sub`` with its parameter under another name."""
    if isinstance(resource, str):
        return Text.of(resource)
    body = resource["Fn::Sub"]
    pattern, names = body if isinstance(body, list) else (body, {})
    first, *others = pattern.split("${")
    pieces: list[Part | str] = [first]
    for other in others:
        name, _, rest = other.partition("}")
        pieces += [Ref(name, _PARAMETER) if name in names else Ref(name), rest]
    return Text.of(*pieces)


def _bindings(
    pattern: _Pattern, wanted: dict[Pair, None], originals: dict[Text, Text]
) -> Iterator[tuple[tuple[tuple[str, Text], ...], frozenset[Pair]]]:
    """Each value of the parameter with which the template grants only wanted pairs."""
    if not pattern.parameter:
        pairs = frozenset(pattern.pairs)
        if all(pair in wanted for pair in pairs):
            yield (), pairs
        return
    action, resource = next(pair for pair in pattern.pairs if _bound(pair[1], Text()) != pair[1])
    seen: set[Text] = set()
    for needed, text in wanted:
        value = _solved(resource, text) if needed == action else None
        if value is None or value in seen:
            continue
        seen.add(value)
        pairs = frozenset((name, _bound(one, value)) for name, one in pattern.pairs)
        if all(pair in wanted for pair in pairs):
            yield ((pattern.parameter, originals.get(value, value)),), pairs


def _bound(pattern: Text, value: Text) -> Text:
    return Text.of(*(value if _is_parameter(part) else part for part in pattern.parts))


def _is_parameter(part: Part) -> bool:
    return isinstance(part, Ref) and part.attribute == _PARAMETER


def _solved(pattern: Text, text: Text) -> Text | None:
    """The value of the pattern's parameter that makes it this text, None where there is none or it is a wildcard."""
    place = next(index for index, part in enumerate(pattern.parts) if _is_parameter(part))
    start, end = _symbols(pattern.parts[:place]), _symbols(pattern.parts[place + 1 :])
    whole = _symbols(text.parts)
    if len(whole) <= len(start) + len(end) or whole[: len(start)] != start:
        return None
    if end and whole[-len(end) :] != end:
        return None
    inner = whole[len(start) : len(whole) - len(end)]
    return None if "*" in inner else Text.of(*inner)


def _symbols(parts: Sequence[Part]) -> list[Part | str]:
    return [symbol for part in parts for symbol in (part.value if isinstance(part, Lit) else (part,))]


def _left(statement: Statement, spelled: dict[Text, Text], done: set[Pair]) -> Iterator[Statement]:
    """The statement without the pairs that templates grant: as it is, in parts, or not at all."""
    if statement.conditions or statement.sid.startswith("Possible"):
        yield statement
        return
    groups: dict[tuple[Text, ...], list[str]] = {}
    for action in statement.actions:
        resources = tuple(text for text in statement.resources if (action, spelled[text]) not in done)
        if resources:
            groups.setdefault(resources, []).append(action)
    for number, (resources, actions) in enumerate(groups.items(), start=1):
        sid = statement.sid if number == 1 else f"{statement.sid}Part{number}"
        yield replace(statement, actions=tuple(actions), resources=resources, sid=sid)
