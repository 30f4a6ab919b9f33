"""The package of the registry's Lambda module, for a function or a layer."""

from analyzer.templates.model import CodeSource
from analyzer.templates.terraform.code import folder, package
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.registry import External
from analyzer.templates.terraform.values import Many, Record, Value, settled


def module_package(external: External, inventory: Inventory) -> CodeSource:
    """The package: ``source_path`` (a folder, or a list of folders and settings), or one that exists already."""
    view = external.view
    handler = settled(view.get("handler")) or ""
    existing = view.get("local_existing_package")
    if existing is not None:
        return package(existing, view.place("local_existing_package"), inventory, handler)
    uploaded = view.get("s3_existing_package")
    if uploaded is not None:
        return CodeSource("remote", view.place("s3_existing_package"), why="its code is in S3")
    source = view.get("source_path")
    span = view.place("source_path")
    if source is None:
        return CodeSource("unknown", view.span, why="its module is given no source_path")
    found = [folder(value, span, inventory) for value in _paths(source)]
    local = [one for one in found if one.kind == "directory"]
    if not local:
        return found[0] if found else CodeSource("unknown", span, why="no folder is named in source_path")
    also = dict.fromkeys(one.path for one in local[1:] if one.path != local[0].path)
    return CodeSource("directory", local[0].span, path=local[0].path, also=tuple(also))


def _paths(source: Value) -> list[Value]:
    listed = source.items if isinstance(source, Many) else (source,)
    found = [one.get("path") if isinstance(one, Record) else one for one in listed]
    return [one for one in found if one is not None]
