# ruff: noqa: INP001 - a script
"""Which functions of SAM, CloudFormation and serverless.yml are found with their code and their role, and why others are not.

``python benchmarks/located.py FOLDER …`` reads the templates and links them to files; it analyses no code.
"""

import sys
from pathlib import Path

from analyzer.functions import claimed_files, link
from analyzer.repository import discover
from analyzer.rulebook import Rulebook
from analyzer.templates import read

DIALECTS = ("sam", "cloudformation", "serverless")


def located(folder: str, rulebook: Rulebook) -> tuple[list[int], list[str]]:
    """Counts (functions, code found, of these by its handler's name alone, role known in full) and a line for each miss."""
    repository = discover([folder])
    counts, misses = [0, 0, 0, 0], []
    templates = read(repository, rulebook)
    claimed = claimed_files(templates, repository)
    for template in templates:
        for entry in link(template, repository, claimed) if template.dialect in DIALECTS else ():
            role = entry.role.kind in {"implicit", "template"} and entry.role.complete
            place = f"`{template.path}` {entry.declaration.id}"
            counts[0] += 1
            counts[1] += entry.module is not None
            counts[2] += entry.module is not None and bool(entry.declaration.code.why)
            counts[3] += role
            if entry.module is None:
                misses += [f"{place}: {problem.message}" for problem in entry.problems]
            if not role:
                misses += [f"{place}: {gap.detail}" for gap in entry.role.gaps]
    return counts, misses


def main(folders: list[str]) -> None:
    """Print one row for each folder, then what is missing."""
    rulebook = Rulebook()
    lines, every = [], []
    for folder in folders:
        counts, misses = located(folder, rulebook)
        lines.append(f"| {Path(folder).name} | {' | '.join(map(str, counts))} |")
        every += [f"- {Path(folder).name}, {miss}" for miss in misses]
    head = [
        "| repository | functions | code found | by the handler alone | role known in full |",
        "|---|---|---|---|---|",
    ]
    sys.stdout.write("\n".join([*head, *lines, "", *every]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
