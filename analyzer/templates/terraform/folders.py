"""One directory of Terraform files: everything that it declares, by kind and name.

Source: https://developer.hashicorp.com/terraform/language/files
"""

from typing import Any

from msgspec import Struct

from analyzer.core import Problem, Span
from analyzer.repository import Repository
from analyzer.templates.terraform import json_files
from analyzer.templates.terraform.parsing import parse
from analyzer.templates.terraform.syntax import Attribute, Block, Body, Expression, Literal, Template

SUFFIXES = (".tf", ".tf.json")


class Folder(Struct, frozen=True):
    """What the files of one directory declare.

    ``resources`` are keyed by ("resource" or "data", type, name); ``calls`` are the module blocks.
    """

    path: str
    files: tuple[str, ...]
    resources: dict[tuple[str, str, str], Block]
    variables: dict[str, Block]
    locals: dict[str, Attribute]
    outputs: dict[str, Block]
    calls: dict[str, Block]
    problems: tuple[Problem, ...] = ()

    @property
    def span(self) -> Span:
        """The beginning of its first file."""
        return Span(self.files[0] if self.files else self.path)


def read_folder(path: str, repository: Repository) -> Folder:
    """The declarations of every Terraform file directly in a directory, files in the order of their names."""
    names = [name for name in repository.children(path) if name.endswith(SUFFIXES)]
    files = tuple(f"{path}/{name}" if path else name for name in names)
    files = tuple(file for file in files if repository.is_file(file))
    found = Folder(path, files, {}, {}, {}, {}, {})
    problems: list[Problem] = []
    for file in sorted(files, key=_is_override):
        data = repository.read(file)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        body, odd = json_files.parse_file(data, file) if file.endswith(".json") else parse(data, file)
        problems.extend(odd)
        for block in body.blocks:
            _declare(block, found)
    return Folder(
        path, files, found.resources, found.variables, found.locals, found.outputs, found.calls, tuple(problems)
    )


def _is_override(path: str) -> bool:
    return path.removesuffix(".json").endswith(("_override.tf", "/override.tf")) or path.partition(".")[0] == "override"


def _declare(block: Block, folder: Folder) -> None:
    match block.type, block.labels:
        case "resource" | "data", (kind, name):
            _add(folder.resources, (block.type, kind, name), block)
        case "variable", (name,):
            _add(folder.variables, name, block)
        case "output", (name,):
            _add(folder.outputs, name, block)
        case "module", (name,):
            _add(folder.calls, name, block)
        case "locals", ():
            folder.locals.update({one.name: one for one in block.body.attributes})


def _add(known: dict[Any, Block], key: Any, block: Block) -> None:
    """A block of an override file replaces what it names in the block that stands already."""
    before = known.get(key)
    if before is None or not _is_override(block.span.path):
        known[key] = block
        return
    names = {one.name for one in block.body.attributes}
    kinds = {one.type for one in block.body.blocks}
    attributes = (*(one for one in before.body.attributes if one.name not in names), *block.body.attributes)
    blocks = (*(one for one in before.body.blocks if one.type not in kinds), *block.body.blocks)
    known[key] = Block(before.type, before.labels, Body(attributes, blocks), before.span, before.whole)


def plain(expression: Expression | None) -> str | None:
    """The string of an expression that needs no evaluation, as sources of modules are; None otherwise."""
    if isinstance(expression, Template):
        texts = [getattr(part, "text", None) for part in expression.parts]
        return "".join(text for text in texts if text is not None) if None not in texts else None
    if isinstance(expression, Literal) and expression.value is not None:
        return str(expression.value)
    return None
