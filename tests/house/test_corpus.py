"""The corpus reaches everywhere: rules, gap kinds, and no case that nobody described."""

from typing import get_args

from casebook import CORPUS, all_cases

from analyzer.core import GapKind

CASES = all_cases()
RULES = {path.stem for path in (CORPUS.parent / "rules" / "findings").glob("*.md")}
# Nothing gives this yet: the code of other languages is not looked at.
NOT_YET = frozenset({"other-language-code"})


def test_there_are_eighty_cases() -> None:
    assert len(CASES) >= 80


def test_every_rule_is_met_by_a_case_of_its_name() -> None:
    without = {rule for rule in RULES if not (CORPUS / "findings" / rule / "case.toml").exists()}
    without -= {rule for rule in RULES if list((CORPUS / "findings").glob(f"{rule}/*/case.toml"))}
    assert without == set()


def test_every_rule_is_expected_by_name_somewhere() -> None:
    stated = {note.text.split()[0] for case in CASES for note in case.of_kind("finding") if note.verdict != "SPURIOUS"}
    implied = {"unresolved-call", "unparsable-code", "unlocated-code", "unreadable-template"}
    assert RULES - stated - implied == set()


def test_every_gap_kind_has_a_case() -> None:
    stated = {note.text.split()[0] for case in CASES for note in case.of_kind("gap")}
    assert set(get_args(GapKind)) - stated - NOT_YET == set()


def test_titles_are_their_own() -> None:
    titles = [case.title for case in CASES]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_no_case_holds_another() -> None:
    """A case is a closed world: what it scans is its own."""
    folders = [case.folder for case in CASES]
    assert [folder for folder in folders if any(other != folder and other in folder.parents for other in folders)] == []
