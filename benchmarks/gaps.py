# ruff: noqa: INP001 - a script
"""Gaps by kind over JSON reports: ``python benchmarks/gaps.py AFTER.json … [--before BEFORE.json …] [--sample N]``.

Prints a Markdown table: for each kind the gaps that functions have and the places of the code or template they
stand at, before and after; then the functions, and those without a gap.  ``--sample N`` lists N places of the
reports after, the same ones for the same reports: the first by the digest of what is said there.
A report is that of ``overgrant scan ROOT --format json``, named after the root that it is of.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Place = tuple[str, str, str, int, str]  # report, kind, file, line, detail


def gaps_of(reports: list[Path]) -> Iterator[tuple[str, Place]]:
    """Every gap with the function that has it."""
    for path in reports:
        for function in json.loads(path.read_text("utf-8"))["functions"]:
            name = f"{path.stem}/{function['template']}::{function['id']}"
            for gap in function["gaps"]:
                yield name, (path.stem, gap["kind"], gap["file"], gap["line"], gap["detail"])


def counts_of(reports: list[Path]) -> dict[str, tuple[int, int]]:
    """Gaps and places of each kind, and of the functions how many there are and how many have no gap."""
    found = list(dict.fromkeys(gaps_of(reports)))
    gaps = Counter(place[1] for _, place in found)
    places = Counter(kind for _, kind, *_ in dict.fromkeys(place for _, place in found))
    functions: list[dict[str, Any]] = [each for path in reports for each in json.loads(path.read_text())["functions"]]
    counts = {kind: (gaps[kind], places[kind]) for kind in sorted(gaps)}
    counts["all kinds"] = (len(found), len(dict.fromkeys(place for _, place in found)))
    counts["functions"] = (len(functions), sum(not each["gaps"] for each in functions))
    return counts


def table(before: list[Path], after: list[Path]) -> Iterator[str]:
    """The table, line by line."""
    old, new = counts_of(before), counts_of(after)
    last = ("all kinds", "functions")
    kinds = [*sorted(kind for kind in dict.fromkeys((*old, *new)) if kind not in last), *last]
    yield "| kind | gaps before | places before | gaps after | places after |" if before else "| kind | gaps | places |"
    yield "|---|---|---|---|---|" if before else "|---|---|---|"
    for kind in kinds:
        name = "functions, and those without a gap" if kind == "functions" else kind
        cells = [*old.get(kind, (0, 0)), *new.get(kind, (0, 0))] if before else [*new.get(kind, (0, 0))]
        yield f"| {name} | {' | '.join(str(each) for each in cells)} |"


def sample(reports: list[Path], count: int) -> Iterator[str]:
    """Places of gaps, chosen by digest and sorted."""
    places = dict.fromkeys(place for _, place in gaps_of(reports))
    chosen = sorted(places, key=lambda place: hashlib.sha256(repr(place).encode()).hexdigest())[:count]
    for number, (report, kind, file, line, detail) in enumerate(sorted(chosen), 1):
        yield f"{number}. `{report}` {kind} `{file}:{line}`: {detail}"


def main() -> int:
    """Print the table and the sample."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("after", nargs="+", type=Path)
    parser.add_argument("--before", nargs="+", type=Path, default=[])
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    lines = [*table(options.before, options.after), "", *sample(options.after, options.sample)]
    sys.stdout.write("\n".join(lines).rstrip() + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
