"""One input, one answer: whatever the hash seed, the number of workers and the state of the cache."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "corpus" / "values"
SCAN = """
import sys
from analyzer.pipeline import Options, scan
from analyzer.reports import render
report = scan((sys.argv[1],), Options(jobs=int(sys.argv[2]), cache_dir=sys.argv[3], debug=True))
print(render(report, "json"))
print(sorted(name for name in ("libcst", "networkx") if name in sys.modules), file=sys.stderr)
"""


def scanned(cache: Path, *, seed: int = 0, jobs: int = 1) -> tuple[str, str, dict]:
    """(report without its stats, which heavy packages were imported, the stats)."""
    done = subprocess.run(
        [sys.executable, "-c", SCAN, str(CASES), str(jobs), str(cache)],
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    report = json.loads(done.stdout)
    stats = report.pop("stats")
    return json.dumps(report), done.stderr.strip(), stats


@pytest.fixture(scope="module")
def cold(tmp_path_factory) -> tuple[Path, str]:
    cache = tmp_path_factory.mktemp("cache")
    report, imported, stats = scanned(cache)
    assert imported == "['libcst', 'networkx']"
    assert stats["cache_hits"] < stats["functions"] // 4  # the same file read for two functions
    assert stats["functions"] > 30
    return cache, report


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_hash_seed_changes_nothing(cold, seed, tmp_path):
    assert scanned(tmp_path, seed=seed)[0] == cold[1]


def test_several_workers_change_nothing(cold, tmp_path):
    assert scanned(tmp_path, jobs=2)[0] == cold[1]


def test_a_warm_run_answers_the_same_and_imports_neither_parser_nor_graphs(cold):
    cache, report = cold
    again, imported, stats = scanned(cache)
    assert again == report
    assert imported == "[]"
    assert stats["cache_hits"] >= stats["functions"] // 2


def test_a_damaged_cache_is_made_anew(cold, tmp_path):
    (tmp_path / "store-1.sqlite").write_bytes(b"not a database at all, but long enough to be read as one" * 40)
    assert scanned(tmp_path)[0] == cold[1]
