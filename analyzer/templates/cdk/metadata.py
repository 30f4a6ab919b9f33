"""What an assembly says of its constructs: logical ids, and the lines of the program that made them.

Only some settings write the lines: https://docs.aws.amazon.com/cdk/v2/guide/configure-env.html speaks of ``CDK_DEBUG``,
and ``JSII_HOST_STACK_TRACES`` adds those of programs in other languages than JavaScript.
"""

from collections.abc import Iterator
from typing import Any

from analyzer.repository import resolve
from analyzer.templates.cdk.documents import read_json, table
from analyzer.templates.sheet import Desk

Metadata = dict[str, list[dict[str, Any]]]  # by construct path: ``/Stack/Table/Resource``


def read_metadata(folder: str, artifact: dict[str, Any], desk: Desk) -> Metadata:
    """The metadata of a stack's constructs: in the manifest, since 2025 in a file of its own."""
    found = dict(table(artifact, "metadata"))
    file = artifact.get("additionalMetadataFile")
    if isinstance(file, str):
        found |= table(read_json(resolve(folder, file), desk)[0])
    return {str(path): [table(row) for row in rows] for path, rows in found.items() if isinstance(rows, list)}


def rows_of(metadata: Metadata, kind: str) -> Iterator[tuple[str, Any]]:
    """The data of every entry of one type, with the path of its construct."""
    for path, rows in metadata.items():
        for row in rows:
            if row.get("type") == kind:
                yield path, row.get("data")


def logical_ids(metadata: Metadata, name: str) -> dict[str, str]:
    """Logical ids with the construct's path, of the constructs whose nearest stack is written to the file ``name``."""
    files = {path: str(value) for path, value in rows_of(metadata, "aws:cdk:templateFile")}
    found: dict[str, str] = {}
    for path, logical_id in rows_of(metadata, "aws:cdk:logicalId"):
        around = [place for place in _above(path) if place in files]
        if not around or files[around[0]] == name:
            found.setdefault(str(logical_id), path)
    return found


def _above(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


def traces(metadata: Metadata, ids: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The stack traces behind logical ids: an entry of their own, in older assemblies a part of the logical id's."""
    found: dict[str, tuple[str, ...]] = {}
    for logical_id, path in ids.items():
        for row in metadata.get(path, ()):
            frames = row.get("data") if row.get("type") == "aws:cdk:creationStack" else row.get("trace")
            if isinstance(frames, list):
                found.setdefault(logical_id, tuple(frame for frame in frames if isinstance(frame, str)))
    return found
