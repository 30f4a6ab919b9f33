"""The hand-written rules of operations and resources, read file by file and once."""

from collections.abc import Mapping
from pathlib import Path

from analyzer.rulebook.injected import check_injected, load_injected
from analyzer.rulebook.model import Injected
from analyzer.rulebook.operations import RUNTIME, check_operations, load_operations
from analyzer.rulebook.resources import ResourceTypes, check_resources, load_resources
from analyzer.rulebook.rules_model import OperationRule


class HandWritten:
    """The rows of ``rules/operations`` and ``rules/resources``; ``RulesError`` where a file cannot be used."""

    def __init__(self, directory: Path) -> None:
        self._operations_folder = directory / "operations"
        self._resources_folder = directory / "resources"
        self._operations: dict[str, Mapping[str, OperationRule]] = {}
        self._injected: dict[str, tuple[Injected, ...]] = {}
        self._resources: ResourceTypes | None = None

    def operations(self, service: str) -> Mapping[str, OperationRule]:
        """The rows of an SDK service by operation name."""
        if service not in self._operations:
            self._operations[service] = load_operations(self._operations_folder, service)
        return self._operations[service]

    def runtime(self) -> Mapping[str, OperationRule]:
        """What a function's configuration needs, by cause (``tracing``, ``event SQS``)."""
        return self.operations(RUNTIME)

    def injected(self, service: str) -> tuple[Injected, ...]:
        """The methods that boto3 and botocore add to a service's client and resources by hand."""
        if service not in self._injected:
            self._injected[service] = load_injected(self._operations_folder, service)
        return self._injected[service]

    def resources(self) -> ResourceTypes:
        """All resource types."""
        if self._resources is None:
            self._resources = load_resources(self._resources_folder)
        return self._resources


def check_rules(directory: Path) -> list[str]:
    """Every error of every hand-written operation and resource file, empty when all can be used."""
    operations, resources = directory / "operations", directory / "resources"
    return [*check_operations(operations), *check_injected(operations), *check_resources(resources)]
