"""The SDK's surface, read service by service from ``rules/generated/sdk.zip``."""

from pathlib import Path

from msgspec import json

from analyzer.rulebook.model import Annotation, Operation, SdkNames, ServiceIndex
from analyzer.rulebook.shards import Shards

_NAMES = "_names.json"
_SUFFIX = ".json"
# The packages that carry the same classes: annotations for boto3 under two names, and for its asynchronous kin.
STUBS = ("mypy_boto3_", "types_boto3_", "types_aiobotocore_", "types_aioboto3_")
_GENERIC: dict[str, Annotation] = {
    "Client": Annotation("client", ""),
    "ServiceResource": Annotation("service-resource", "", "ServiceResource"),
}


class Sdk:
    """Services, their operations and the names of their types; each service is read once."""

    def __init__(self, generated: Path) -> None:
        self._shards = Shards(generated / "sdk.zip")
        self._services: dict[str, ServiceIndex | None] = {}
        self._methods: dict[str, dict[str, Operation]] = {}
        self._known: SdkNames | None = None

    def service(self, name: str) -> ServiceIndex | None:
        """The index of a service by the name that ``boto3.client`` takes, or None when there is none."""
        if name not in self._services:
            self._services[name] = self._read(name)
        return self._services[name]

    def service_names(self) -> tuple[str, ...]:
        """The names of all services, sorted."""
        return self._names().services

    def operation_of_method(self, service: str, method: str) -> Operation | None:
        """The operation that a client's method runs, or None when the client has no such method."""
        if service not in self._methods:
            self._methods[service] = _methods(self.service(service))
        return self._methods[service].get(method)

    def annotation(self, name: str, module: str = "") -> Annotation | None:
        """What a class name in an annotation stands for.

        ``module`` is where the name was imported from (``mypy_boto3_dynamodb.service_resource``);
        a module that is no package of stubs gives None.  Without a module the name must belong to
        one service alone.
        """
        found = self._names().annotations.get(name.rpartition(".")[2], ())
        if not module:
            return found[0] if len(found) == 1 else None
        service = self._service_of_package(module.partition(".")[0])
        if service is None:
            return None
        if name in _GENERIC:
            return Annotation(_GENERIC[name].kind, service, _GENERIC[name].name)
        return next((each for each in found if each.service == service), None)

    def _service_of_package(self, package: str) -> str | None:
        for prefix in STUBS:
            if package.startswith(prefix):
                service = package.removeprefix(prefix)
                return next((name for name in self.service_names() if name.replace("-", "_") == service), None)
        return None

    def _read(self, name: str) -> ServiceIndex | None:
        if name.startswith("_"):
            return None
        data = self._shards.read(name + _SUFFIX)
        if data is not None:
            return json.decode(data, type=ServiceIndex)
        alias = self._names().aliases.get(name)
        return self.service(alias) if alias is not None else None

    def _names(self) -> SdkNames:
        if self._known is None:
            data = self._shards.read(_NAMES)
            assert data is not None, f"{_NAMES} is missing from the SDK index"
            self._known = json.decode(data, type=SdkNames)
        return self._known


def _methods(index: ServiceIndex | None) -> dict[str, Operation]:
    if index is None:
        return {}
    methods = {each.method: each for each in index.operations}
    return methods | {alias: methods[method] for alias, method in index.aliases}
