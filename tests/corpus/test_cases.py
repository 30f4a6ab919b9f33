"""Every case of ``corpus/`` against the truths that its own comments state."""

import pytest
from casebook import Case, all_cases, disagreements
from casebook.running import compare_or_write, rendered, scan_case

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_report_says_what_the_comments_say(case: Case, update: bool) -> None:
    report = scan_case(case)
    lines = disagreements(case, report)
    assert not lines, f"corpus/{case.name} ({case.title}):\n  " + "\n  ".join(lines[:40])
    changed = compare_or_write(case.folder / "expected", rendered(report), write=update)
    assert not changed, f"corpus/{case.name}/expected: {changed} changed; look, then run pytest --update"


def test_every_case_says_what_it_is_for() -> None:
    silent = [case.name for case in CASES if not case.title.strip() or not case.why.strip() or not case.tags]
    assert silent == []


def test_every_case_states_something() -> None:
    mute = [case.name for case in CASES if not case.notes and not case.problems and case.functions is None]
    assert mute == []
