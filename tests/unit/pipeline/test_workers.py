"""Workers that die, and places where none can be started."""

import os
import subprocess
import sys
from pathlib import Path

from analyzer.core import Problem
from analyzer.pipeline import workers
from analyzer.pipeline.solving import Solved, Task
from analyzer.pipeline.workers import Setting
from analyzer.repository import discover
from analyzer.rulebook import rules_dir
from analyzer.values.outcomes import Solution

ROOT = Path(__file__).resolve().parents[3]
GUARDLESS = """
import sys
from analyzer.pipeline import Options, scan
report = scan((sys.argv[1],), Options(jobs=2, cache=False))
print(len(report.functions))
"""


def solved(task: Task) -> Solved:
    return Solved(Solution(task.module, None, (), (), (), ()), (), (), (), ())


def dying(tasks: tuple[Task, ...]) -> list[Solved]:
    """Stands for a native parser that ends its process at one module."""
    if any(task.module == "deadly" for task in tasks):
        os._exit(11)
    return [solved(task) for task in tasks]


def test_a_worker_that_dies_costs_its_own_task_only(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "_solve_batch", dying)
    setting = Setting(discover((tmp_path,)), rules_dir(), None, b"", debug=False)
    names = [f"m{number}" for number in range(20)]
    names[7] = "deadly"
    tasks = [Task(name, "handler", (f"root{i % 3}",), (), (), None, f"{name}.yaml", 1) for i, name in enumerate(names)]
    found = workers.solve_all(setting, setting.solver(), tasks, 2, lambda _: None)
    assert [each.solution.root for each in found if not each.problems] == [name for name in names if name != "deadly"]
    (problem,) = found[7].problems
    assert isinstance(problem, Problem)
    assert (problem.code, problem.span.path) == ("unparsable-code", "deadly.yaml")


def test_a_script_without_a_main_guard_gets_its_answer_all_the_same(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(GUARDLESS)
    done = subprocess.run(
        [sys.executable, str(script), str(ROOT / "corpus" / "sdk")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert int(done.stdout) > workers.FEW
