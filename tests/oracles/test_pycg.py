"""Call graphs against the hand-made answers of PyCG's micro-benchmark (github.com/vitsalis/PyCG, not part of this project).

``OVERGRANT_CORPORA`` names a folder of checkouts; the benchmark is read from ``pycg`` in it.  A
snippet is sound when no edge of the answer is missing, complete when none is made up, exact when both.
"""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FLOOR = tomllib.loads((HERE / "pycg.toml").read_text())
BENCHMARK = Path(os.environ.get("OVERGRANT_CORPORA", "")) / "pycg" / "micro-benchmark" / "snippets"
PRESENT = bool(os.environ.get("OVERGRANT_CORPORA")) and BENCHMARK.is_dir()

Edges = set[tuple[str, str]]


def edges(graph: dict[str, list[str]]) -> Edges:
    return {(caller, callee) for caller, callees in graph.items() for callee in callees}


def answer_of(snippet: Path) -> Edges:
    return edges(json.loads((snippet / "callgraph.json").read_text()))


def ours(snippet: Path) -> Edges:
    command = [sys.executable, "-m", "analyzer.cli", "graph", "--format", "pycg", "--entry", "main.py", "--no-cache"]
    run = subprocess.run(command, cwd=snippet, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, f"{snippet.name}: {run.stderr}"
    return edges(json.loads(run.stdout))


@pytest.mark.skipif(not PRESENT, reason="OVERGRANT_CORPORA does not name a folder that holds pycg")
def test_the_micro_benchmark(record_property) -> None:
    snippets = sorted(path.parent for path in BENCHMARK.rglob("callgraph.json"))
    sound = complete = exact = 0
    wrong: list[str] = []
    for snippet in snippets:
        want, got = answer_of(snippet), ours(snippet)
        sound += want <= got
        complete += got <= want
        exact += want == got
        if want != got:
            name = snippet.relative_to(BENCHMARK).as_posix()
            wrong.append(f"{name}: lacks {sorted(want - got)}, makes up {sorted(got - want)}")
    figures = f"{exact} exact, {sound} sound, {complete} complete of {len(snippets)}"
    record_property("score:pycg", figures)
    assert len(snippets) == FLOOR["snippets"]
    assert exact >= FLOOR["exact"], figures + "\n  " + "\n  ".join(wrong)
