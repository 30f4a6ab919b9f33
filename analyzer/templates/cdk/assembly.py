"""A cloud assembly: the stacks that its manifest names, and what was staged for them.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.cloud_assembly_schema-readme.html
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from analyzer.core import Problem, Span
from analyzer.repository import resolve
from analyzer.templates.cdk.assets import Asset, asset_of, listed_assets, old_assets
from analyzer.templates.cdk.documents import read_json, table
from analyzer.templates.cdk.metadata import Metadata, logical_ids, read_metadata, traces
from analyzer.templates.document import parse
from analyzer.templates.model import Mapping
from analyzer.templates.nesting import Stack
from analyzer.templates.nodes import at, entries, string
from analyzer.templates.sheet import Desk

MARKER = "cdk.out"  # the file in every assembly that says which version of the schema it has
MAX_STACKS = 2_000
_KEY = re.compile(r"[^A-Za-z0-9-]+")


class Assembly(Struct, frozen=True):
    """One assembly; those of its stages are assemblies of their own."""

    folder: str
    stacks: tuple[Stack, ...] = ()
    assets: dict[str, Asset] = {}
    problems: tuple[Problem, ...] = ()


def read_assembly(folder: str, desk: Desk) -> Assembly:
    """The assembly in a folder, read; what of it cannot be read is told by problems."""
    manifest, problems = read_json(resolve(folder, "manifest.json"), desk)
    artifacts = {str(name): table(value) for name, value in table(manifest, "artifacts").items()}
    metadata = {name: read_metadata(folder, one, desk) for name, one in artifacts.items() if _is_stack(one)}
    assets: dict[str, Asset] = {}
    for one in artifacts.values():
        file = table(one, "properties").get("file")
        if one.get("type") == "cdk:asset-manifest" and isinstance(file, str):
            assets = {**listed_assets(read_json(resolve(folder, file), desk)[0]), **assets}
    for known in metadata.values():
        assets = {**old_assets(known), **assets}
    found: list[Stack] = []
    for name, known in metadata.items():
        file = table(artifacts[name], "properties").get("templateFile")
        stack, odd = _stack(_KEY.sub("-", name), resolve(folder, str(file or "")), desk)
        problems = (*problems, *odd)
        if stack is not None and len(found) < MAX_STACKS:
            found.extend(_with_nested(stack, Assembly(folder, (), assets), known, desk))
    return Assembly(folder, tuple(found), assets, problems)


def _is_stack(artifact: dict[str, Any]) -> bool:
    return artifact.get("type") == "aws:cloudformation:stack"


def _stack(key: str, path: str | None, desk: Desk) -> tuple[Stack | None, list[Problem]]:
    if path is None or not desk.repository.is_file(path):
        return None, [
            Problem("template-unreadable", Span(path or key), "there is no such template; run cdk synth again")
        ]
    data = desk.repository.read(path)
    root, problems = (None, (data,)) if isinstance(data, Problem) else parse(data, path)
    if not isinstance(root, Mapping):
        return None, list(problems) or [Problem("template-unreadable", Span(path), "a template must be a mapping")]
    return Stack(key, path, root, problems), []


def _with_nested(stack: Stack, assembly: Assembly, metadata: Metadata, desk: Desk) -> Iterator[Stack]:
    """A stack with where its constructs were made, and the stacks nested in it, outermost first."""
    waiting = [(stack, frozenset({stack.path}))]
    count = 0
    while waiting and count < MAX_STACKS:
        one, above = waiting.pop(0)
        count += 1
        ids = logical_ids(metadata, one.path.rpartition("/")[2])
        yield replace(one, traces=traces(metadata, ids), paths=ids)
        for logical_id, file in nested(one, assembly):
            child, _ = _stack(f"{one.key}-{logical_id}", resolve(assembly.folder, file), desk)
            if child is not None and child.path not in above:
                waiting.append((replace(child, parent=one.key, within=logical_id), above | {child.path}))


def nested(stack: Stack, assembly: Assembly) -> Iterator[tuple[str, str]]:
    """The nested stacks whose templates are assets of this assembly: (logical id, file)."""
    for entry in entries(stack.root.get("Resources")):
        if string(at(entry.value, "Type")) == "AWS::CloudFormation::Stack":
            asset = asset_of(entry.value, ("Properties", "TemplateURL"), assembly.assets)
            if asset is not None:
                yield entry.key, asset.path
