# ruff: noqa: INP001, T201 - a script
"""``fix`` on public templates: ``OVERGRANT_CORPORA=DIR python benchmarks/fix.py [--count N] [--seed N]``.

Takes folders below ``OVERGRANT_CORPORA`` that hold a template and Python code, each once, until as many templates as
asked for were changed; every one is copied, fixed, scanned and fixed again, and what must hold is checked.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "oracles")]

from fixing import copied, fixed  # noqa: E402  - stands beside the tests

NAMES = ("template.yaml", "template.yml", "template.json", "serverless.yml", "serverless.yaml", "main.tf")
SKIPPED = {"node_modules", ".git", "cdk.out", ".terraform"}


def projects(corpora: Path) -> list[Path]:
    """Every folder with a template and Python code below it, none inside another."""
    found: list[Path] = []
    for folder, names, files in os.walk(corpora):
        names[:] = sorted(set(names) - SKIPPED)
        path = Path(folder)
        if set(NAMES) & set(files) and any(path.rglob("*.py")):
            found.append(path)
            names.clear()
    return sorted(found)


def main() -> int:
    """Print one line for each project that changes and the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    place = os.environ.get("OVERGRANT_CORPORA")
    if not place:
        print("skipped: OVERGRANT_CORPORA is not set")
        return 0
    chosen = projects(Path(place))
    random.Random(options.seed).shuffle(chosen)  # noqa: S311 - a sample, no secret
    seen, templates, wrong, rules, reasons = 0, 0, 0, Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as scratch:
        for number, project in enumerate(chosen):
            if templates >= options.count:
                break
            done, faults = fixed(copied(project, Path(scratch, str(number), project.name)), Path(scratch, "cache"))
            seen += 1
            templates += len(done.files)
            wrong += bool(faults)
            rules.update(one.rule for one in done.fixed)
            reasons.update(one.why.partition(":")[0] for one in done.refusals)
            if done.files or faults:
                name = project.relative_to(place).as_posix()
                print(
                    f"{name}: {len(done.fixed)} fixed, {len(done.refusals)} refused{''.join(f'; WRONG {one}' for one in faults)}",
                    flush=True,
                )
    print(f"{seen} projects, {templates} templates changed, {wrong} projects with something wrong")
    print("fixed: " + ", ".join(f"{rule} {count}" for rule, count in rules.most_common()))
    print("refused: " + ", ".join(f"{why} {count}" for why, count in reasons.most_common()))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
