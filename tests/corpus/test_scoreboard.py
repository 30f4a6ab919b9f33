"""How much is known to be wrong: counted from the comments, and only ever less than before."""

import tomllib
from pathlib import Path

from casebook import CORPUS, all_cases

WORDS = ("MISSING", "SPURIOUS")
DOCUMENTS = [path.read_text() for path in sorted((Path(__file__).parents[1] / "values").glob("*.md"))]
BOARD = CORPUS / "scoreboard.toml"
HEADER = (
    "# Known faults that comments of the corpus record. These numbers may only fall: pytest --update lowers them.\n"
)


def counted() -> dict[str, int]:
    cases = all_cases()
    verdicts = [note.verdict for case in cases for note in case.notes]
    verdicts += [row.split()[0] for case in cases for row in case.problems]
    for document in DOCUMENTS:
        verdicts += [word for word in WORDS for _ in range(document.count(f": {word} "))]
    return {"missing": verdicts.count("MISSING"), "spurious": verdicts.count("SPURIOUS")}


def test_known_faults_only_fall(update: bool, record_property) -> None:
    now = counted()
    before = tomllib.loads(BOARD.read_text())
    cases = len(all_cases())
    record_property("score:corpus", f"{cases} cases, {now['missing']} MISSING, {now['spurious']} SPURIOUS")
    assert {word for word in now if now[word] > before[word]} == set(), (
        f"more known faults than before: {now}, {before}"
    )
    if update and now != before:
        BOARD.write_text(HEADER + "".join(f"{word} = {count}\n" for word, count in sorted(now.items())))
        return
    assert now == before, "fewer known faults than before: run pytest --update, so that the number stays low"
