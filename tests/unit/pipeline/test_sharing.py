"""What the functions of one repository share is worked out once in a run, without a cache on disk too."""

from collections import Counter
from pathlib import Path

import pytest

from analyzer.core import Text, lit
from analyzer.pipeline import solving
from analyzer.pipeline.solving import Task
from analyzer.pipeline.workers import Setting
from analyzer.repository import discover
from analyzer.rulebook import rules_dir


def task(module: str, template: str, **variables: str) -> Task:
    environment: tuple[tuple[str, tuple[Text, ...]], ...] = tuple((n, (lit(v),)) for n, v in variables.items())
    return Task(module, "handler", ("",), environment, (), None, template, 1)


def repository(folder: Path) -> None:
    (folder / "shared.py").write_text("import boto3\nclient = boto3.client('s3')\n")
    for name in ("one", "two"):
        (folder / f"{name}.py").write_text(
            "import os\nfrom shared import client\n\ndef handler(event, context):\n"
            "    if os.environ.get('MODE') == 'read':\n        return client.get_object(Bucket='b', Key='k')\n"
            "    return client.put_object(Bucket='b', Key='k', Body='')\n"
        )


def test_a_function_in_two_templates_is_solved_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path)
    lowered: Counter[str] = Counter()
    lower = solving.lower

    def counted(source: bytes, path: str) -> object:
        lowered[path] += 1
        return lower(source, path)

    monkeypatch.setattr(solving, "lower", counted)
    solver = Setting(discover((tmp_path,)), rules_dir(), None, b"", debug=False).solver()
    first = solver.solve(task("one", "a.yaml", MODE="read"))
    assert solver.solve(task("one", "b.yaml", MODE="read")) is first
    other = solver.solve(task("one", "b.yaml", MODE="write"))
    assert {each.operation for each in first.solution.effects} == {"GetObject"}
    assert {each.operation for each in other.solution.effects} == {"PutObject"}
    solver.solve(task("two", "a.yaml", MODE="read"))
    assert lowered["shared.py"] == lowered["one.py"] == lowered["two.py"] == 1


def test_modules_at_hand_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path)
    monkeypatch.setattr(solving, "MAX_RECENT", 10)
    solver = Setting(discover((tmp_path,)), rules_dir(), None, b"", debug=False).solver()
    for name in ("one", "two", "one"):
        assert solver.solve(task(name, "a.yaml", MODE="read")).solution.effects
    assert len(solver._recent) == 1
