"""Rewrites the pins of the dependency group ``data`` to the newest releases that go together.

Stubs, SDK and models must be of one release, so the stubs decide and the others follow.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
TOGETHER = ("boto3", "botocore")
STUBS = "boto3-stubs-full"
GROUP = re.compile(r"^data = \[\n(.*?)^\]", re.MULTILINE | re.DOTALL)
PIN = re.compile(r'"([A-Za-z0-9_.-]+)==([^"]+)"')


def main() -> None:
    """Writes the new pins into ``pyproject.toml`` and prints those that changed."""
    text = PROJECT.read_text(encoding="utf-8")
    old = pins(text)
    stubs = resolved([STUBS])[STUBS]
    rest = [name for name in old if name not in (STUBS, *TOGETHER)]
    found = resolved([*(f"{name}=={stubs}" for name in (STUBS, *TOGETHER)), *rest])
    PROJECT.write_text(pinned(text, found), encoding="utf-8")
    for name in old:
        if old[name] != found[name]:
            print(f"{name} {old[name]} -> {found[name]}")


def pins(text: str) -> dict[str, str]:
    """The pins of the group, by name."""
    group = GROUP.search(text)
    if group is None:
        raise SystemExit("pyproject.toml has no dependency group data")
    return dict(PIN.findall(group[1]))


def pinned(text: str, found: dict[str, str]) -> str:
    """The text with these pins in the group; everything else stays byte for byte."""
    group = GROUP.search(text)
    if group is None:
        raise SystemExit("pyproject.toml has no dependency group data")
    new = PIN.sub(lambda pin: f'"{pin[1]}=={found[pin[1]]}"', group[1])
    return text[: group.start(1)] + new + text[group.end(1) :]


def resolved(requirements: list[str]) -> dict[str, str]:
    """The releases that the installer would take, by name as required; nothing is installed."""
    words = ["-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-", *requirements]
    done = subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True)
    names = {re.sub(r"[-_.]+", "-", name.partition("==")[0]).lower(): name.partition("==")[0] for name in requirements}
    items = (item["metadata"] for item in json.loads(done.stdout)["install"])
    by_name = {re.sub(r"[-_.]+", "-", item["name"]).lower(): item["version"] for item in items}
    return {name: by_name[normal] for normal, name in names.items()}


if __name__ == "__main__":
    main()
