"""What is published: built, looked into, installed into an empty environment, run."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LARGEST = 4_000_000  # bytes; generated data is most of it
EXPLICIT = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the sdist, and the wheel made from it, as ``python -m build`` makes them."""
    folder = tmp_path_factory.mktemp("dist")
    words = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    subprocess.run(words, check=True, capture_output=True)
    return folder


@pytest.mark.xdist_group("packaging")
def test_the_distributions(built, tmp_path, record_property):
    (wheel,) = built.glob("*.whl")
    (sdist,) = built.glob("*.tar.gz")
    record_property("score:wheel", f"{wheel.stat().st_size} bytes")
    assert wheel.stat().st_size < LARGEST
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("findings", "libraries", "operations", "resources", "generated"):
        own = {
            path.relative_to(ROOT / "rules").as_posix()
            for path in (ROOT / "rules" / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert {f"analyzer/_rules/{name}" for name in own} <= names
    assert {"analyzer/py.typed", "analyzer/reports/schema/overgrant-report-1.json"} <= names
    assert not any(name.startswith(("tests/", "corpus/", "tools/")) for name in names)
    with tarfile.open(sdist) as archive:
        assert any(name.endswith("/pyproject.toml") for name in archive.getnames())
    ran(wheel, tmp_path)


def ran(wheel, folder):
    """Installed where nothing else is, far from the checkout."""
    venv.EnvBuilder(with_pip=True).create(folder / "fresh")
    python = folder / "fresh" / "bin" / "python"
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", str(wheel)],
        check=True,
        cwd=folder,
        env={**EXPLICIT, **kept, "HOME": str(folder)},
    )
    overgrant = folder / "fresh" / "bin" / "overgrant"
    environment = {**EXPLICIT, "HOME": str(folder)}
    version = subprocess.run(
        [overgrant, "--version"], check=True, capture_output=True, text=True, cwd=folder, env=environment
    )
    assert version.stdout.startswith("overgrant 0.")
    assert "IAM data 20" in version.stdout
    assert "SDK data botocore " in version.stdout
    words = ["scan", str(ROOT / "corpus" / "apps" / "orders"), "--fail-on", "never", "--no-cache"]
    fresh = subprocess.run([overgrant, *words], check=True, capture_output=True, cwd=folder, env=environment)
    here = subprocess.run(
        [sys.executable, "-m", "analyzer.cli", *words],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT)},
    )
    assert fresh.stdout == here.stdout
    mcp = subprocess.run([overgrant, "mcp"], check=False, capture_output=True, text=True, cwd=folder, env=environment)
    assert (mcp.returncode, "overgrant[mcp]" in mcp.stderr) == (2, True)
