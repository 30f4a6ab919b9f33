"""AWS's service reference: which actions authorize each operation, where somebody has a copy of it.

One JSON document a service: ``Name`` is its prefix, each of ``Operations`` has its ``Name``, under ``SDK`` the clients
and methods that run it, and under ``AuthorizedActions`` names and prefixes of actions; an operation without the last
is not mapped yet.  Permissions that a service asks for on its caller's behalf are not in it.
https://docs.aws.amazon.com/service-authorization/latest/reference/service-reference.html
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, json

from analyzer.rulebook import Rulebook
from analyzer.rulebook.model import ServiceIndex

Authorized = dict[str, dict[str, tuple[str, ...]]]
"""SDK service → operation → actions, sorted."""


class Disagreement(Struct, frozen=True):
    """An operation of which rows and reference say different things.

    ``unauthorized`` are actions that are asked for without doubt here and that do not authorize it there, ``unspoken``
    those that authorize it there and that nothing here speaks of.
    """

    service: str
    operation: str
    unauthorized: tuple[str, ...]
    unspoken: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.service}.{self.operation}: not there {list(self.unauthorized)}, not here {list(self.unspoken)}"


def read_reference(folder: Path, services: Mapping[str, ServiceIndex], prefixes: Mapping[str, str]) -> Authorized:
    """What the documents in a folder say of the SDK's operations; ``services`` and ``prefixes`` are by SDK service.

    A document that is none (a list of all services) is left out.
    """
    known = {name: {one.name for one in index.operations} for name, index in services.items()}
    found: Authorized = {}
    for path in sorted(folder.glob("*.json")):
        document = json.decode(path.read_bytes())
        for operation in document.get("Operations", ()) if isinstance(document, dict) else ():
            listed = operation.get("AuthorizedActions")
            if not listed:
                continue
            actions = tuple(sorted({f"{one['Service']}:{one['Name']}" for one in listed}))
            for service in _clients(operation, str(document["Name"]), prefixes):
                if operation["Name"] in known.get(service, ()):
                    found.setdefault(service, {})[operation["Name"]] = actions
    return found


def _clients(operation: dict[str, Any], prefix: str, prefixes: Mapping[str, str]) -> tuple[str, ...]:
    """The SDK services that run an operation: those that it names, else all that are authorized under the prefix."""
    named = {str(one["Name"]).lower() for one in operation.get("SDK", ()) if one.get("Package", "Boto3") == "Boto3"}
    return tuple(sorted(named)) or tuple(service for service, own in prefixes.items() if own == prefix)


def differing(reference: Authorized, prefixes: Mapping[str, str]) -> Authorized:
    """What the reference says of operations beyond that the action of their own name authorizes them."""
    return {
        service: kept
        for service, operations in sorted(reference.items())
        if (kept := {name: actions for name, actions in sorted(operations.items())
                     if actions != (f"{prefixes.get(service, '')}:{name}",)})
    }  # fmt: skip


def disagreements(reference: Authorized, rulebook: Rulebook) -> Iterator[Disagreement]:
    """Operations on which the hand-written rows and names of actions differ from the reference."""
    for service, operations in sorted(reference.items()):
        for operation, actions in sorted(operations.items()):
            needs = rulebook.decision(service, operation).needs
            certain = {one.action for one in needs if not (one.because or one.when or one.explains_only or one.origin)}
            spoken = {one.action for one in needs}
            spoken |= {dependent for action in spoken for dependent in _dependents(rulebook, action)}
            unauthorized = tuple(sorted(certain - set(actions)))
            unspoken = tuple(sorted(set(actions) - spoken))
            if unauthorized or unspoken:
                yield Disagreement(service, operation, unauthorized, unspoken)


def _dependents(rulebook: Rulebook, action: str) -> tuple[str, ...]:
    row = rulebook.iam_action(action)
    return row.dependents if row is not None else ()
