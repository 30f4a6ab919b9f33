"""Nested stacks whose templates are files of the repository."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from analyzer.core import Problem, Span
from analyzer.templates.document import parse
from analyzer.templates.globals import folded
from analyzer.templates.model import Mapping, Template
from analyzer.templates.nesting.opening import opened
from analyzer.templates.nesting.references import References, Stack
from analyzer.templates.sheet import Desk

MAX_DEPTH = 8
MAX_STACKS = 200  # below one template: each is read with what it reaches in the others
_KEY = re.compile(r"[^A-Za-z0-9-]+")


def read_nest(template: Template, found: dict[str, Template], desk: Desk) -> tuple[Template, ...]:
    """A template and those that it nests, each with what leads from one to another followed.

    ``found`` are the templates read alone, by path; ``extra`` of each says what it nests.
    """
    stacks = tuple(_stacks(template, found, desk))
    references = References(stacks)
    parts = [
        replace(opened(stack, references, desk), problems=found[stack.path].problems)
        for stack in stacks
        if stack.path in found
    ]
    if len(stacks) >= MAX_STACKS:
        why = f"it nests {MAX_STACKS} templates or more; the rest was not read"
        problem = Problem("template-unreadable", Span(template.path), why)
        parts[0] = replace(parts[0], problems=(*parts[0].problems, problem))
    return tuple(parts)


def _stacks(template: Template, found: dict[str, Template], desk: Desk) -> Iterator[Stack]:
    """The stack of a template and those nested in it, outermost first; templates that nest each other are cut off."""
    roots = _Roots(desk)
    name = _KEY.sub("-", template.path.rpartition("/")[2].rpartition(".")[0])
    name += "-" * (name in dict(template.extra))
    waiting: list[tuple[Stack, tuple[str, ...]]] = [(Stack(name, template.path, roots.of(template.path)), ())]
    for count, (stack, above) in enumerate(waiting):  # grows while it is read
        yield stack
        within = (*above, stack.path)
        for logical_id, path in (found[stack.path].extra or ()) if stack.path in found else ():
            if path in within or len(within) > MAX_DEPTH or len(waiting) >= MAX_STACKS:
                continue
            key = f"{stack.key}-{logical_id}" if count else logical_id
            waiting.append((Stack(key, path, roots.of(path), parent=stack.key, within=logical_id), within))


class _Roots:
    """The documents of the templates, each parsed once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.known: dict[str, Mapping] = {}

    def of(self, path: str) -> Mapping:
        """The document of a file; empty where it cannot be read."""
        if path not in self.known:
            data = self.desk.repository.read(path)
            root = None if isinstance(data, Problem) else parse(data, path)[0]
            self.known[path] = folded(root) if isinstance(root, Mapping) else Mapping((), Span(path))
        return self.known[path]
