"""``python -m tools.levels FOLDER …``: templates that use SAM policy templates and nothing worse, and what fails in them.

SAM policy templates are wider than most functions need and are what their framework offers, so that they are warnings:
a template of a team that only uses them must pass.  Judged are the functions that have, beside them, only policies that
are named too (AWS managed ones, connectors), and no statements of their own; once more those templates of which all functions are so.
Functions whose code is not in the repository would pass unseen, and are not counted.
What is missing is an error wherever it is, so that each failure is listed with its reason.
"""

import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from analyzer.cli.exits import Exit
from analyzer.cli.verdict import verdict
from analyzer.findings import Finding
from analyzer.pipeline import Options, scan
from analyzer.reports.model import FunctionReport, Report, Stats

NAMED = frozenset({"sam-template", "managed", "connector", "generated"})


class Row(NamedTuple):
    """One repository: templates that use SAM policy templates, errors about one, those with functions that name policies only, passing.

    ``whole`` are those of which every function does, ``whole_passed`` what passes of them.
    """

    name: str
    using: int
    blamed: int
    named: int
    passed: int
    whole: int
    whole_passed: int


def main(folders: list[Path]) -> None:
    """Prints the page ``docs/measured/levels.md``."""
    rows: list[Row] = []
    failing: list[str] = []
    for checkout in sorted(path for folder in folders for path in folder.iterdir() if (path / ".git").exists()):
        templates = by_template(scan((str(checkout),), Options(cache=False, jobs=1)))
        kept = {path: [one for one in functions if names_only(one)] for path, functions in templates.items()}
        errors = {path: errors_of(functions) for path, functions in kept.items() if functions}
        whole = [path for path in errors if is_whole(templates[path])]
        blamed = sum(is_of_template(one) for functions in templates.values() for one in errors_of(functions))
        passed = [path for path, found in errors.items() if not found]
        entire = [path for path in whole if not errors_of(templates[path])]
        rows.append(Row(checkout.name, len(templates), blamed, len(errors), len(passed), len(whole), len(entire)))
        shown = errors | {path: errors_of(templates[path]) for path in whole}
        failing += [f"{checkout.name}, `{path}`: {one.message}" for path, found in shown.items() for one in found]
    print(page([row for row in rows if row.using], failing))


def by_template(report: Report) -> dict[str, list[FunctionReport]]:
    """The functions of each template that uses SAM policy templates."""
    found: dict[str, list[FunctionReport]] = defaultdict(list)
    for function in report.functions:
        found[function.entry.declaration.template].append(function)
    return {path: functions for path, functions in sorted(found.items()) if "sam-template" in sources(functions)}


def names_only(function: FunctionReport) -> bool:
    """Whether a function whose code is found uses a SAM policy template and nothing but policies that are named."""
    return function.entry.module is not None and "sam-template" in sources([function]) and sources([function]) <= NAMED


def is_whole(functions: list[FunctionReport]) -> bool:
    """Whether the code of every function is found, and no function has policies that are not named."""
    return sources(functions) <= NAMED and all(one.entry.module is not None for one in functions)


def sources(functions: list[FunctionReport]) -> set[str]:
    """Where the grants of the functions' roles come from."""
    return {grant.source for function in functions for grant in function.entry.role.grants}


def errors_of(functions: list[FunctionReport]) -> list[Finding]:
    """What makes ``--fail-on error`` fail, empty where it passes."""
    code = verdict(Report(tuple(functions), (), Stats()), "error", strict=False)
    errors = [one for function in functions for one in function.findings if one.level == "error"]
    return errors if code is Exit.FINDINGS else []


def is_of_template(finding: Finding) -> bool:
    """Whether an error is about a SAM policy template: its name ends so."""
    return bool(finding.grant) and str(finding.grant).endswith(("Policy", "PolicyV2")) and ":" not in str(finding.grant)


def page(rows: list[Row], failing: list[str]) -> str:
    """The figures as Markdown."""
    using, blamed, named, passed, whole, entire = (sum(int(row[place]) for row in rows) for place in range(1, 7))
    lines = [
        "# Levels: templates that use SAM policy templates and nothing worse",
        "",
        "`python -m tools.levels FOLDER …`, each FOLDER holding checkouts of public repositories.",
        "",
        f"- {using} templates use SAM policy templates; {blamed} errors are about one.",
        f"- {named} of them have Python functions whose code is found, with nothing but policies that are named (SAM policy",
        f"  templates, AWS managed policies, connectors): {passed} of these pass `overgrant scan --fail-on error` with these functions.",
        f"- In {whole} of them all Python functions are so: {entire} of these pass as a whole.",
        "",
        (
            "| repository | use SAM policy templates | errors about one | functions with named policies only | of these pass "
            "| all functions so | of these pass |"
        ),
        "|---|---|---|---|---|---|---|",
        *(f"| {' | '.join(map(str, row))} |" for row in rows),
        f"| all | {using} | {blamed} | {named} | {passed} | {whole} | {entire} |",
    ]
    if failing:
        lines += ["", "What fails, each a permission that is missing:", "", *(f"- {line}" for line in failing)]
    return "\n".join(lines)


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
