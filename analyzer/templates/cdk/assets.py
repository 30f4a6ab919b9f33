"""Assets of an assembly: what was staged for upload, and templates with the staged path in the upload's place.

Source: https://docs.aws.amazon.com/cdk/v2/guide/assets.html
"""

import re
from typing import Any

from msgspec import Struct

from analyzer.templates.cdk.documents import table
from analyzer.templates.cdk.metadata import Metadata, rows_of
from analyzer.templates.cdk.sources import Sources
from analyzer.templates.model import Entry, Mapping, Node, Scalar
from analyzer.templates.nodes import at, string, walk

_HASH = re.compile(r"[0-9a-f]{64}")


class Asset(Struct, frozen=True):
    """What was staged: a path relative to the assembly (absolute without staging), of an image with what builds it."""

    path: str
    image: bool = False
    dockerfile: str = ""
    target: str = ""


def listed_assets(manifest: Any) -> dict[str, Asset]:
    """The assets of an asset manifest by the hashes that templates know them by."""
    found: dict[str, Asset] = {}
    for name, file in table(manifest, "files").items():
        if isinstance(path := table(file, "source").get("path"), str):
            places = table(file, "destinations").values()
            keys = [one for place in places for one in _HASH.findall(str(table(place).get("objectKey")))]
            found.update(dict.fromkeys((str(name), *keys), Asset(path)))
    for name, image in table(manifest, "dockerImages").items():
        source = table(image, "source")
        if isinstance(directory := source.get("directory"), str):
            found[str(name)] = Asset(directory, True, _text(source, "dockerFile"), _text(source, "dockerBuildTarget"))
    return found


def old_assets(metadata: Metadata) -> dict[str, Asset]:
    """Assets as assemblies without asset manifests list them, beside the constructs."""
    found: dict[str, Asset] = {}
    for _, data in rows_of(metadata, "aws:cdk:asset"):
        row = table(data)
        if isinstance(path := row.get("path"), str):
            asset = Asset(path, row.get("packaging") == "container-image", _text(row, "file"), _text(row, "target"))
            found.update({one: asset for key in ("sourceHash", "id") if (one := _text(row, key))})
    return found


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def asset_of(resource: Node, keys: tuple[str, ...], assets: dict[str, Asset]) -> Asset | None:
    """The asset that a property of a resource holds the location of: by its hash, else by the resource's metadata."""
    node = at(resource, *keys)
    for _, one in walk(node) if node is not None else ():
        for found in _HASH.findall(string(one) or ""):
            if found in assets:
                return assets[found]
    metadata = at(resource, "Metadata")
    path = string(at(metadata, "aws:asset:path"))
    if node is None or path is None or not keys[-1].startswith(string(at(metadata, "aws:asset:property")) or "?"):
        return None
    image = at(metadata, "aws:asset:dockerfile-path") is not None
    file, target = (string(at(metadata, f"aws:asset:{key}")) for key in ("dockerfile-path", "docker-build-target"))
    return Asset(path, image, file or "", target or "")


def localized(resource: Node, folder: str, assets: dict[str, Asset], sources: Sources) -> Node:
    """A function or layer with a local path as its code, as templates have it before they are packaged."""
    for key in ("Code", "Content"):
        asset = asset_of(resource, ("Properties", key), assets)
        if asset is not None and isinstance(resource, Mapping):
            return _with_code(resource, key, asset, folder, sources)
    return resource


def _with_code(resource: Mapping, key: str, asset: Asset, folder: str, sources: Sources) -> Mapping:
    place = sources.original(folder, asset.path)
    if not asset.image:
        return _put(resource, ("Properties", key), place)
    changed = _put(resource, ("Metadata", "DockerContext"), place)
    if asset.dockerfile:
        changed = _put(changed, ("Metadata", "Dockerfile"), asset.dockerfile)
    return _put(changed, ("Metadata", "DockerBuildTarget"), asset.target) if asset.target else changed


def _put(node: Mapping, keys: tuple[str, ...], value: str) -> Mapping:
    """The mapping with a string at a path of keys, in the place of what stands there."""
    first, *rest = keys
    before = node.get(first)
    span = before.span if before is not None else node.span
    inner = before if isinstance(before, Mapping) else Mapping((), span)
    new = _put(inner, tuple(rest), value) if rest else Scalar(value, span, value, span.line)
    kept = tuple(one for one in node.entries if one.key != first)
    return Mapping((*kept, Entry(first, new, span)), node.span)
