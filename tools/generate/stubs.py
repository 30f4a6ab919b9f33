"""Class names of boto3-stubs and what they stand for, read from the stub files without importing them."""

import ast
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

from analyzer.rulebook.model import Annotation

DISTRIBUTION = "boto3-stubs-full"
_PACKAGE = "mypy_boto3_"
_BASES = {"BaseClient": "client", "ServiceResource": "resource", "ResourceCollection": "collection"}


class ServiceStubs(NamedTuple):
    """What the stubs of one service say: its client class, every named class, every method per owner.

    ``methods`` are (owner, method) pairs in which the owner is ``client`` or a resource type.
    """

    package: str
    client_class: str
    annotations: tuple[tuple[str, Annotation], ...]
    methods: tuple[tuple[str, str], ...]


def stub_packages() -> dict[str, Path]:
    """The folder of each package of stubs by the package's name (``mypy_boto3_acm_pca``)."""
    files = distribution(DISTRIBUTION).files or []
    clients = (file for file in files if file.name == "client.pyi" and file.parts[0].startswith(_PACKAGE))
    return {file.parts[0]: Path(str(file.locate())).parent for file in clients}


def package_of(service: str) -> str:
    """The name of the package of stubs of a service of the SDK."""
    return _PACKAGE + service.replace("-", "_")


def read_stubs(service: str, folder: Path, operations: dict[str, str]) -> ServiceStubs:
    """What the stubs in a folder say of a service; ``operations`` maps client methods to operations."""
    client = _parse(folder / "client.pyi")
    classes = list(_classes(client))
    client_class = next(each.name for each in classes if _base(each) == "client")
    annotations = {client_class: Annotation("client", service)}
    annotations |= _makers(service, client, operations)
    methods = [("client", name) for each in classes if each.name == client_class for name in _methods(each)]
    resources = folder / "service_resource.pyi"
    if resources.exists():
        found, owned = _resources(service, list(_classes(_parse(resources))))
        annotations |= found
        methods += owned
    return ServiceStubs(folder.name, client_class, tuple(sorted(annotations.items())), tuple(sorted(set(methods))))


def _resources(service: str, classes: list[ast.ClassDef]) -> tuple[dict[str, Annotation], list[tuple[str, str]]]:
    annotations: dict[str, Annotation] = {}
    methods: list[tuple[str, str]] = []
    for each in classes:
        if _base(each) != "resource":
            continue
        is_root = each.name.endswith("ServiceResource")
        owner = "ServiceResource" if is_root else each.name
        annotations[each.name] = Annotation("service-resource" if is_root else "resource", service, owner)
        methods += [(owner, name) for name in _methods(each)]
        for attribute, kind in _attributes(each):
            if kind.endswith("Collection"):
                annotations[kind] = Annotation("collection", service, f"{owner}.{attribute}")
    return annotations, methods


def _makers(service: str, client: ast.Module, operations: dict[str, str]) -> dict[str, Annotation]:
    """Paginator and waiter classes, by the literal that the client's overloads take for them."""
    found: dict[str, Annotation] = {}
    for node in ast.walk(client):
        if not isinstance(node, ast.FunctionDef) or node.name not in {"get_paginator", "get_waiter"}:
            continue
        name, made = _overload(node)
        if node.name == "get_paginator":
            found[made] = Annotation("paginator", service, operations[name])
        else:
            found[made] = Annotation("waiter", service, name)
    return found


def _overload(node: ast.FunctionDef) -> tuple[str, str]:
    match node.args.args[1].annotation, node.returns:
        case ast.Subscript(slice=ast.Constant(value=str(name))), ast.Name(id=made):
            return name, made
    message = f"a {node.name} overload that is not Literal -> class, line {node.lineno}"
    raise ValueError(message)


def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes(), str(path))


def _classes(module: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in module.body if isinstance(node, ast.ClassDef))


def _base(node: ast.ClassDef) -> str:
    return next((_BASES[base.id] for base in node.bases if isinstance(base, ast.Name) and base.id in _BASES), "")


def _methods(node: ast.ClassDef) -> Iterator[str]:
    for each in node.body:
        is_property = isinstance(each, ast.FunctionDef) and any(
            isinstance(mark, ast.Name) and mark.id == "property" for mark in each.decorator_list
        )
        if isinstance(each, ast.FunctionDef) and not is_property:
            yield each.name


def _attributes(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for each in node.body:
        match each:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id=kind)):
                yield name, kind
