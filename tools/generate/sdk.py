"""The SDK index: one shard per service, one shard of annotation names."""

from pathlib import Path

import boto3
from botocore import xform_name
from botocore.handlers import BUILTIN_HANDLERS, ClientMethodAlias
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.utils import SERVICE_NAME_ALIASES
from msgspec import json

from analyzer.rulebook.model import Annotation, SdkNames, ServiceIndex
from tools.generate.operations import operations_of
from tools.generate.resources import resources_of
from tools.generate.stubs import package_of, read_stubs, stub_packages

NAMES = "_names.json"


def sdk_shards(only: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The shards of the SDK index by file name; of some services alone when ``only`` names them."""
    loader = sdk_loader()
    packages = stub_packages()
    shards: dict[str, bytes] = {}
    names: dict[str, list[Annotation]] = {}
    services = loader.list_available_services("service-2")
    for service in only or services:
        index, annotations = _service(service, loader, packages)
        shards[f"{service}.json"] = json.encode(index)
        for name, annotation in annotations:
            names.setdefault(name, []).append(annotation)
    if not only:
        shards[NAMES] = json.encode(_names(services, names))
    return shards


def _names(services: list[str], annotations: dict[str, list[Annotation]]) -> SdkNames:
    return SdkNames(
        services=tuple(sorted(services)),
        aliases=dict(sorted(SERVICE_NAME_ALIASES.items())),
        annotations={name: tuple(found) for name, found in sorted(annotations.items())},
    )


def _service(
    service: str, loader: Loader, packages: dict[str, Path]
) -> tuple[ServiceIndex, tuple[tuple[str, Annotation], ...]]:
    model = ServiceModel(loader.load_service_model(service, "service-2"), service_name=service)
    operations = operations_of(model)
    folder = packages.get(package_of(service))
    stubs = read_stubs(service, folder, {each.method: each.name for each in operations}) if folder else None
    index = ServiceIndex(
        name=service,
        signing_name=model.signing_name,
        endpoint_prefix=model.endpoint_prefix,
        client_class=stubs.client_class if stubs else "",
        operations=operations,
        paginators=_paginators(service, loader),
        waiters=_waiters(service, loader),
        resources=resources_of(service, loader, model),
        service_id=str(model.service_id),
        aliases=_aliases(model.service_id.hyphenize()),
    )
    return index, stubs.annotations if stubs else ()


def sdk_loader() -> Loader:
    """A loader of the models inside the two packages, and of no model from a home directory."""
    models = Path(boto3.__file__).parent / "data"
    return Loader(extra_search_paths=[str(models), Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)


def _paginators(service: str, loader: Loader) -> tuple[str, ...]:
    if service not in loader.list_available_services("paginators-1"):
        return ()
    return tuple(sorted(loader.load_service_model(service, "paginators-1")["pagination"]))


def _waiters(service: str, loader: Loader) -> tuple[tuple[str, str], ...]:
    if service not in loader.list_available_services("waiters-2"):
        return ()
    waiters = loader.load_service_model(service, "waiters-2")["waiters"]
    return tuple(sorted((xform_name(name), waiter["operation"]) for name, waiter in waiters.items()))


def _aliases(service_id: str) -> tuple[tuple[str, str], ...]:
    """Older method names that botocore's clients answer to through a handler of their own."""
    prefix = f"getattr.{service_id}."
    return tuple(
        sorted(
            (event.removeprefix(prefix), handler._actual)  # noqa: SLF001 - botocore has no reader for it
            for event, handler, *_ in BUILTIN_HANDLERS
            if event.startswith(prefix) and isinstance(handler, ClientMethodAlias)
        )
    )
