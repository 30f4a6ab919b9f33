"""One service opened for reading: its sections without variables, its names, its tables of knowledge."""

import re
import tomllib
from functools import cached_property
from typing import Any

from analyzer.core import Problem, Span, Text
from analyzer.templates.model import Entry, Mapping, Node, Parameter, Scalar, Sequence
from analyzer.templates.nodes import at, entries, is_function, items, string
from analyzer.templates.scope import Scope
from analyzer.templates.serverless.nodes import given, members, section
from analyzer.templates.serverless.resolver import Resolver
from analyzer.templates.serverless.sources import Deployment
from analyzer.templates.serverless.words import Composed, Symbol, Words, concrete, joined, node_of
from analyzer.templates.sheet import Desk

_PSEUDO = "AWS::"
_PSEUDO_PARAMETERS = "serverless-pseudo-parameters"
_VARIABLE = re.compile(r"\$\{(!?)([^{}]*)\}")


class Service:
    """What a serverless.yml says.  ``root`` is the document as written, everything else is resolved.

    ``brought`` are functions that stand elsewhere than in the ``functions`` section, or events of those that do; ``packaged`` says
    that the framework has written the document, and the template that it made into it; ``written`` is the document before.
    """

    def __init__(
        self, path: str, root: Mapping, desk: Desk, parameters: dict[str, Node],
        *, packaged: bool = False, written: Mapping | None = None,
    ) -> None:  # fmt: skip
        self.path = path
        self.root = root
        self.written = root if written is None else written
        self.desk = desk
        self.packaged = packaged
        self.deployment = Deployment(root, self.folder, desk, parameters)
        self.resolver = Resolver(self.deployment)
        self.resolver.pseudo = self.has_plugin(_PSEUDO_PARAMETERS)
        self.deployment.settle(self.resolver)
        self.brought: tuple[Entry, ...] = ()
        self.problems: list[Problem] = []

    @property
    def folder(self) -> str:
        """The service's folder, from which its paths start."""
        return self.path.rpartition("/")[0]

    # ------------------------------------------------------------ sections
    def _read(self, name: str) -> Node | None:
        """A section, and a problem for what stands elsewhere and cannot be read."""
        node = self._section(name)
        for part in items(node):
            self._told(part, f"the section {name}")
        return node

    def _told(self, node: Node, what: str) -> None:
        if isinstance(node, Composed):
            message = f"{what} is not read: ${{{self.unknown_names(node)}}} is not known here"
            self.problems.append(Problem("unresolved-variable", node.span, message))

    def unknown_names(self, node: Node) -> str:
        """The variables that a node waits for."""
        return ", ".join(word.name for word in self.words(node) or () if isinstance(word, Symbol))

    def _section(self, *keys: str) -> Node | None:
        node = at(self.root, *keys)
        return None if node is None else self.resolver.section(node)

    @cached_property
    def provider(self) -> Mapping:
        """The ``provider`` section; empty where it is only a name."""
        node = self._read("provider")
        return node if isinstance(node, Mapping) and not is_function(node) else Mapping((), self.root.span)

    @cached_property
    def functions(self) -> tuple[Entry, ...]:
        """The functions by key, those that are null left out."""
        found = entries(section(self._read("functions")))
        known = {entry.key: self._placed(entry) for entry in found if self._readable(entry)}
        for entry in self.brought:
            known[entry.key] = _with_events(known[entry.key], entry) if entry.key in known else entry
        return tuple(known.values())

    def _placed(self, entry: Entry) -> Entry:
        """A function at its line of this document: where it stands in another file, the line that includes that."""
        if entry.span.path == self.root.span.path:
            return entry
        written = at(self.written, "functions") or self.root
        parts = written.items if isinstance(written, Sequence) else ()
        holding = (part for part in parts if at(section(self.resolver.resolve(part)), entry.key) is not None)
        return Entry(entry.key, entry.value, next(holding, written).span)

    def _readable(self, entry: Entry) -> bool:
        self._told(entry.value, f"the function {entry.key}")
        return given(entry.value) is not None and not is_function(entry.value)

    @cached_property
    def resources(self) -> Mapping | None:
        """The ``resources`` section put together."""
        return section(self._read("resources"))

    @cached_property
    def layers(self) -> tuple[Entry, ...]:
        """The layers that this service deploys."""
        return members(self._read("layers"))

    @cached_property
    def package(self) -> Node | None:
        """The ``package`` section."""
        return self._section("package")

    @cached_property
    def constructs(self) -> tuple[Entry, ...]:
        """The constructs of serverless-lift."""
        return members(self._section("constructs"))

    @cached_property
    def plugins(self) -> tuple[tuple[str, Span], ...]:
        """The names of the plugins with their places."""
        node = self._section("plugins")
        modules = at(node, "modules") if isinstance(node, Mapping) else node
        found = [(string(item), item.span) for item in items(modules)]
        return tuple((name, span) for name, span in found if name)

    def custom(self, *keys: str) -> Node | None:
        """A part of the ``custom`` section."""
        node = at(self.root, "custom")
        for key in keys:
            node = at(self.resolver.resolve(node) if isinstance(node, Scalar) else node, key)
        return None if node is None else self.resolver.resolve(node)

    def has_plugin(self, name: str) -> bool:
        """Whether a plugin is used."""
        return any(name == known for known, _ in self.plugins)

    # ------------------------------------------------------------ names
    @cached_property
    def name(self) -> Words:
        """The service's name."""
        node = at(self.root, "service")
        named = at(node, "name") if isinstance(node, Mapping) else node
        words = self.resolver.node_words(named) if named is not None else None
        return words if words is not None else ("service",)

    @cached_property
    def prefix(self) -> Words:
        """``service-stage``, with which names begin."""
        return joined([self.name, "-", self.deployment.stage_words(self.resolver)])

    def words(self, node: Node | None) -> Words | None:
        """The words of a resolved node that stands for a string; None for everything else."""
        if not isinstance(node, Composed):
            plain = string(node)
            return None if plain is None else (plain,) if plain else ()
        return self._reopened(string(at(node, "Fn::Sub")) or "")

    def _reopened(self, pattern: str) -> Words:
        out: list[Words | str] = []
        end = 0
        for match in _VARIABLE.finditer(pattern):
            symbol = self.resolver.symbols.get(match[2])
            out += [pattern[end : match.start()], "${" + match[2] + "}" if match[1] or symbol is None else (symbol,)]
            end = match.end()
        return joined([*out, pattern[end:]])

    def known(self, node: Node | None) -> str | None:
        """The string of a node, defaults in the places of variables; None where it cannot be told."""
        words = self.words(node)
        return concrete(words) if words is not None else None

    def plain(self, node: Node | None) -> Node | None:
        """A string with its defaults filled in, for what locates code and decides; other nodes as they are."""
        value = self.known(node) if isinstance(node, Mapping) else None
        return node if node is None or value is None else Scalar(value, node.span, value, node.span.line)

    def named(self, words: Words, span: Span) -> Node:
        """A node that evaluates to these words."""
        return node_of(words, span)

    # ------------------------------------------------------------ what stays unknown
    def bound(self, scope: Scope) -> Scope:
        """The scope in which the variables that stayed unknown are references with their defaults."""
        parameters = dict(scope.parameters)
        fixed: dict[str, tuple[Text, ...]] = {}
        for key, symbol in self.resolver.symbols.items():
            if symbol.name.startswith(_PSEUDO):
                continue
            fixed[key] = (symbol.text,)
            if symbol.default is not None:
                parameters.setdefault(symbol.name, Parameter(symbol.name, default=worded(symbol.default)))
        return Scope(parameters, scope.mappings, scope.conditions, {**fixed, **scope.fixed})

    @cached_property
    def knowledge(self) -> dict[str, Any]:
        """What the framework makes of a service: ``rules/serverless/framework.toml``."""
        return self._table("framework.toml")

    @cached_property
    def plugin_rules(self) -> dict[str, Any]:
        """What plugins do to roles: ``rules/serverless/plugins.toml``."""
        return self._table("plugins.toml")

    def _table(self, name: str) -> dict[str, Any]:
        path = self.desk.knowledge.rulebook.directory / "serverless" / name
        return tomllib.loads(path.read_text(encoding="utf-8"))


def _with_events(entry: Entry, more: Entry) -> Entry:
    """A function with further events."""
    events = (*items(at(entry.value, "events")), *items(at(more.value, "events")))
    others = tuple(one for one in members(entry.value) if one.key != "events")
    whole = Entry("events", Sequence(events, more.span), more.span)
    return Entry(entry.key, Mapping((*others, whole), entry.value.span), entry.span)


def worded(words: Words) -> Text:
    """Words as a text with references."""
    return Text.of(*(word if isinstance(word, str) else word.text for word in words))
