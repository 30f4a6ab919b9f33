"""``python -m tools.levels FOLDER``: templates that use SAM policy templates and nothing worse, and what fails in them.

SAM policy templates are wider than most functions need and are what their framework offers, so that they are warnings:
a template of a team that only uses them must pass.  Counted are the templates whose functions have at least one SAM
policy template and beside it only policies that are named too (AWS managed ones, connectors), none with statements of
its own.  What is missing is an error wherever it is, so that each failure is listed with its reason.
"""

import sys
from collections import defaultdict
from pathlib import Path

from analyzer.cli.exits import Exit
from analyzer.cli.verdict import verdict
from analyzer.pipeline import Options, scan
from analyzer.reports.model import FunctionReport, Report, Stats

NAMED = frozenset({"sam-template", "managed", "connector", "generated"})


def main(folder: Path) -> None:
    """Prints the page ``docs/measured/levels.md``."""
    rows, failing = [], []
    for checkout in sorted(path for path in folder.iterdir() if path.is_dir()):
        found = judged(scan((str(checkout),), Options(cache=False, jobs=1)))
        if not found:
            continue
        passed = [template for template, reasons in found.items() if not reasons]
        rows.append((checkout.name, len(found), len(passed)))
        failing += [(checkout.name, template, reason) for template, reasons in found.items() for reason in reasons]
    print(page(rows, failing))


def judged(report: Report) -> dict[str, list[str]]:
    """The errors in each template that only names policies, empty where ``--fail-on error`` passes."""
    templates: dict[str, list[FunctionReport]] = defaultdict(list)
    for function in report.functions:
        templates[function.entry.declaration.template].append(function)
    found = {}
    for template, functions in sorted(templates.items()):
        sources = {grant.source for function in functions for grant in function.entry.role.grants}
        if "sam-template" not in sources or not sources <= NAMED:
            continue
        code = verdict(Report(tuple(functions), (), Stats()), "error", strict=False)
        errors = [one for function in functions for one in function.findings if one.level == "error"]
        found[template] = [f"{one.rule}: {one.message}" for one in errors] if code is Exit.FINDINGS else []
    return found


def page(rows: list[tuple[str, int, int]], failing: list[tuple[str, str, str]]) -> str:
    """The figures as Markdown."""
    total, passed = sum(row[1] for row in rows), sum(row[2] for row in rows)
    lines = [
        "# Levels: templates that use SAM policy templates and nothing worse",
        "",
        f"`python -m tools.levels FOLDER`, FOLDER holding checkouts of public repositories: of {total} templates whose",
        "functions have SAM policy templates and otherwise only policies that are named too, none with statements of its",
        f"own, {passed} pass `overgrant scan --fail-on error`.",
        "",
        "| repository | templates | pass |",
        "|---|---|---|",
        *(f"| {name} | {count} | {good} |" for name, count, good in rows),
        f"| all | {total} | {passed} |",
    ]
    if failing:
        lines += ["", "What fails, each a permission that is missing:", ""]
        lines += [f"- {name}, `{template}`: {reason}" for name, template, reason in failing]
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
