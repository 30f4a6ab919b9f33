"""What ``AWS::Serverless::Connector`` grants to roles, by the types of its ends, from SAM's own profiles.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
"""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from msgspec import json

_PROFILES = "model/connector_profiles/profiles.json"
_ROLES = "AWS_IAM_ROLE_MANAGED_POLICY"
_ENDS = {f"%{{{end}.{value}}}": f"${{{end}{value}}}" for end in ("Source", "Destination") for value in ("Arn", "Name")}
# A type of SAM's own that the profiles know by what it becomes, which has its role elsewhere.
_OWN_ROLES = {"AWS::Serverless::StateMachine": "Role"}
Table = dict[str, Any]


def sam_connectors() -> bytes:
    """The profiles as one JSON object: ``connectors`` by source and destination type, ``roles``, ``returns``.

    A profile's ``side`` says whose role gets the policy, its other keys are categories with their
    statements, in which ``${SourceArn}`` and the like are those of the ends.  ``roles`` is the property
    that holds the role of an end; ``returns`` how an end is referred to: an attribute, or empty for
    ``Ref``, where that is not the attribute ``Arn``.
    """
    profiles = json.decode((files("samtranslator") / _PROFILES).read_bytes())
    ends = profiles["CfnResourceProperties"]
    made = {
        "connectors": {
            source: dict(_profiles(destinations)) for source, destinations in sorted(profiles["Permissions"].items())
        },
        "returns": {kind: found for kind, row in sorted(ends.items()) if (found := _returns(row))},
        "roles": dict(sorted({**dict(_roles(ends)), **_OWN_ROLES}.items())),
    }
    made["connectors"] = {source: found for source, found in made["connectors"].items() if found}
    return json.format(json.encode(made), indent=1) + b"\n"


def _profiles(destinations: Table) -> Iterator[tuple[str, Table]]:
    for kind, row in sorted(destinations.items()):
        if row["Type"] == _ROLES:
            properties = row["Properties"]
            side = "source" if properties["SourcePolicy"] else "destination"
            yield (
                kind,
                {"side": side}
                | {
                    category: [_statement(each) for each in document["Statement"]]
                    for category, document in sorted(properties["AccessCategories"].items())
                },
            )


def _statement(statement: Table) -> dict[str, list[str]]:
    if set(statement) != {"Effect", "Action", "Resource"} or statement["Effect"] != "Allow":
        message = f"a statement of a connector that is no plain Allow: {statement}"
        raise ValueError(message)
    return {
        "actions": _listed(statement["Action"]),
        "resources": [_spelled(one) for one in _listed(statement["Resource"])],
    }


def _spelled(resource: str) -> str:
    for theirs, ours in _ENDS.items():
        resource = resource.replace(theirs, ours)
    if "%" in resource:
        message = f"a part of a connector's resource that is not known: {resource}"
        raise ValueError(message)
    return resource


def _roles(ends: Table) -> Iterator[tuple[str, str]]:
    for kind, row in ends.items():
        role = row.get("Inputs", {}).get("Role")
        if isinstance(role, str):
            yield kind, role


def _returns(row: Table) -> dict[str, str]:
    outputs = {name: row.get("Outputs", {}).get(name) for name in ("Arn", "Name")}
    found = {name: "" if "Ref" in each else each["Fn::GetAtt"][1] for name, each in outputs.items() if each is not None}
    return {name: attribute for name, attribute in found.items() if (name, attribute) != ("Arn", "Arn")}


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]
