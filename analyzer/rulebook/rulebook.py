"""The front of the rules: one object that reads what it is asked for."""

from pathlib import Path

from analyzer.rulebook.directory import rules_dir
from analyzer.rulebook.model import Annotation, Operation, ServiceIndex
from analyzer.rulebook.sdk import Sdk


class Rulebook:
    """Everything under ``rules/``, read lazily and once per instance.

    ``directory`` is the folder of rules, for readers that live in modules of their own.  Pickling
    a rulebook sends the folder alone.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = rules_dir() if directory is None else directory
        generated = self.directory / "generated"
        self._sdk = Sdk(generated)

    def __reduce__(self) -> tuple[type["Rulebook"], tuple[Path]]:
        return (Rulebook, (self.directory,))

    def service(self, name: str) -> ServiceIndex | None:
        """The SDK's surface of a service by the name that ``boto3.client`` takes, or None."""
        return self._sdk.service(name)

    def service_names(self) -> tuple[str, ...]:
        """The names of all services of the SDK, sorted."""
        return self._sdk.service_names()

    def operation_of_method(self, service: str, method: str) -> Operation | None:
        """The operation behind a client's method (``put_object``), or None."""
        return self._sdk.operation_of_method(service, method)

    def annotation(self, name: str, module: str = "") -> Annotation | None:
        """What a class of boto3-stubs named in an annotation stands for; see ``Sdk.annotation``."""
        return self._sdk.annotation(name, module)
