"""AWS's own policies: the managed ones by name, and SAM's policy templates."""

from importlib.resources import files
from pathlib import Path

from moto.iam.aws_managed_policies import aws_managed_policies_data
from msgspec import json

from analyzer.rulebook.managed import shard_of
from analyzer.rulebook.model import ManagedPolicy
from tools.generate.withdrawn import carried_over, older


def managed_shards(before: Path, release: str, files: tuple[Path, ...] = ()) -> dict[str, bytes]:
    """The shards of managed policies: the current ones, and those that AWS has withdrawn.

    ``before`` is the archive that is replaced, made from ``release`` of the source; ``files`` hold
    older data, see ``withdrawn``.
    """
    current = json.decode(aws_managed_policies_data)
    policies = {name: ManagedPolicy(name, each["Path"], each["Document"]) for name, each in current.items()}
    for found in (carried_over(before, release), *map(older, files)):
        for policy in found:
            policies.setdefault(policy.name, policy)
    shards: dict[str, dict[str, ManagedPolicy]] = {}
    for name in sorted(policies):
        shards.setdefault(shard_of(name), {})[name] = policies[name]
    return {name: json.encode(shard) for name, shard in shards.items()}


def releases_of(shards: dict[str, bytes]) -> tuple[str, ...]:
    """The older releases that withdrawn policies come from, as ``package version``, sorted."""
    policies = (json.decode(shard, type=dict[str, ManagedPolicy]).values() for shard in shards.values())
    return tuple(sorted({each.retired for found in policies for each in found if each.retired}))


def sam_templates() -> bytes:
    """SAM's policy templates as one JSON object by name: parameters and definition."""
    data = (files("samtranslator") / "policy_templates_data" / "policy_templates.json").read_bytes()
    templates = json.decode(data)["Templates"]
    return json.format(json.encode(dict(sorted(templates.items()))), indent=1) + b"\n"
