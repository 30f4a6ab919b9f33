"""AWS's own policies, read from ``rules/generated`` shard by shard."""

from pathlib import Path
from typing import Any
from zlib import crc32

from msgspec import json

from analyzer.rulebook.model import ManagedPolicy
from analyzer.rulebook.shards import Shards

_SHARDS = 32
_OWNED_BY_AWS = ":iam::aws:policy/"


def shard_of(name: str) -> str:
    """The member of the archive that holds a policy of this name, whether there is one or not."""
    return f"{crc32(name.encode()) % _SHARDS:02}.json"


class AwsPolicies:
    """Managed policies by name or ARN, and SAM's policy templates by key."""

    def __init__(self, generated: Path) -> None:
        self._generated = generated
        self._shards = Shards(generated / "managed_policies.zip")
        self._read: dict[str, dict[str, ManagedPolicy]] = {}
        self._templates: dict[str, dict[str, Any]] | None = None

    def managed(self, name_or_arn: str) -> ManagedPolicy | None:
        """The managed policy of this name or ARN, or None.

        An ARN may be of any partition, written or referred to; the name behind its path decides.
        A policy of an account of its own is never one of AWS's.
        """
        name = name_or_arn
        if ":" in name_or_arn:
            _, owned, rest = name_or_arn.partition(_OWNED_BY_AWS)
            if not owned:
                return None
            name = rest.rpartition("/")[2]
        shard = shard_of(name)
        if shard not in self._read:
            data = self._shards.read(shard)
            self._read[shard] = {} if data is None else json.decode(data, type=dict[str, ManagedPolicy])
        return self._read[shard].get(name)

    def sam_template(self, name: str) -> dict[str, Any] | None:
        """SAM's policy template of this key, as SAM defines it: ``Parameters`` and ``Definition``."""
        return self._sam().get(name)

    def sam_templates(self) -> tuple[str, ...]:
        """The keys of all of SAM's policy templates, sorted."""
        return tuple(sorted(self._sam()))

    def _sam(self) -> dict[str, dict[str, Any]]:
        if self._templates is None:
            data = (self._generated / "sam_policy_templates.json").read_bytes()
            self._templates = json.decode(data, type=dict[str, dict[str, Any]])
        return self._templates
