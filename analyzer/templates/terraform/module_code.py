"""The package of the registry's Lambda module, for a function or a layer."""

from analyzer.templates.model import CodeSource
from analyzer.templates.terraform.code import folders, package
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.registry import External
from analyzer.templates.terraform.values import settled


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
    return folders(source, span, inventory)
