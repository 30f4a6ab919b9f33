"""``fix`` on every case with a template: the next scan is clean of what it fixed, a second fix changes nothing, only policies change."""

from pathlib import Path

import pytest
from casebook import Case, all_cases
from fixing import copied, fixed

TEMPLATES = {".yaml", ".yml", ".json", ".tf"}
CASES = [case for case in all_cases() if any(path.suffix in TEMPLATES for path in case.folder.rglob("*"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fix(case: Case, tmp_path: Path, solutions: Path) -> None:
    done, wrong = fixed(copied(case.folder, tmp_path / "case"), solutions)
    assert wrong == []
    assert {finding.fingerprint for finding in done.fixed if finding.level == "note"} == set()
