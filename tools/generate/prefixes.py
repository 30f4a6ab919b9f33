"""Which IAM prefix the operations of an SDK service are authorized under, where the two tables tell."""

from collections.abc import Mapping

from analyzer.rulebook.model import IamService, ServiceIndex


def derived_prefixes(services: tuple[ServiceIndex, ...], table: Mapping[str, IamService]) -> dict[str, str]:
    """The IAM prefix by SDK service.

    Candidates are the names that the service model itself gives, the signing name first; of those
    that IAM knows, the one that has most of the operations as actions.  A service none of whose
    names IAM knows is left out: ``rules/operations/_prefixes.toml`` says what its prefix is.
    """
    actions = {prefix: {each.name.lower() for each in service.actions} for prefix, service in table.items()}
    found: dict[str, str] = {}
    for service in services:
        candidates = [name for name in _names(service) if name in actions]
        if candidates:
            found[service.name] = max(candidates, key=lambda name: _overlap(service, actions[name]))
    return dict(sorted(found.items()))


def _names(service: ServiceIndex) -> tuple[str, ...]:
    words = service.service_id.lower()
    return (
        service.signing_name,
        service.endpoint_prefix,
        service.name,
        words.replace(" ", "-"),
        words.replace(" ", ""),
    )


def _overlap(service: ServiceIndex, actions: set[str]) -> int:
    return sum(each.name.lower() in actions for each in service.operations)
