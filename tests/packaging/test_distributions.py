"""What is published: built, looked into, installed into an empty environment, run."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
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
def test_what_the_distributions_hold(built, record_property):
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


def interpreter(version):
    """This Python, or another one on the PATH; skips where there is none that starts."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    found = shutil.which(f"python{version}")
    if found is None or subprocess.run([found, "-c", ""], check=False, capture_output=True).returncode != 0:
        pytest.skip(f"there is no Python {version} on the PATH")
    return found


@pytest.mark.xdist_group("packaging")
@pytest.mark.parametrize(("kind", "version"), [("tar.gz", VERSIONS[0]), *(("whl", version) for version in VERSIONS)])
def test_it_runs_where_nothing_else_is_installed(built, tmp_path, kind, version):
    """Without the extras, far from the checkout: what the command says of itself, and the same report as the checkout's."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    environment = {**EXPLICIT, "HOME": str(tmp_path)}
    subprocess.run([interpreter(version), "-m", "venv", tmp_path / "fresh"], check=True, capture_output=True)
    bin_ = tmp_path / "fresh" / "bin"
    (package,) = built.glob(f"*.{kind}")
    words = [bin_ / "python", "-m", "pip", "install", "--quiet", package]
    subprocess.run(words, check=True, cwd=tmp_path, env={**environment, **kept})

    def overgrant(*words):
        program = [bin_ / "python", "-W", "error", bin_ / "overgrant", *words]
        return subprocess.run(program, check=False, capture_output=True, text=True, cwd=tmp_path, env=environment)

    said = overgrant("--version").stdout
    assert re.match(r"overgrant 0\.\S+ \(IAM data \d{4}-\d\d-\d\d, SDK data \d{4}-\d\d-\d\d \(botocore ", said)
    shutil.copytree(ROOT / "corpus" / "apps" / "orders", tmp_path / "orders")
    for words in (("scan", "orders", "--fail-on", "never", "--no-cache"), ("fix", "orders", "--diff", "--no-cache")):
        fresh = overgrant(*words)
        here = subprocess.run(
            [sys.executable, "-m", "analyzer.cli", *words],
            check=False,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**environment, "PYTHONPATH": str(ROOT)},
        )
        assert (fresh.returncode, fresh.stdout, fresh.stderr) == (0, here.stdout, here.stderr)
        assert fresh.stdout
    mcp = overgrant("mcp")
    assert (mcp.returncode, "overgrant[mcp]" in mcp.stderr) == (2, True)
