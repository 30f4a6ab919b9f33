# ruff: noqa: INP001, T201 - a script
"""Changes of clean policies: ``[OVERGRANT_CORPORA=DIR] python benchmarks/mutation.py [--functions N] [--seed N]``.

First every clean function of the corpus, then clean functions of public projects below ``OVERGRANT_CORPORA`` until there
are as many as asked for.  A public policy is made clean by ``fix`` first where it is not: in a copy.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tests" / "oracles")]

from fix import projects  # noqa: E402  - stands beside this file
from fixing import copied, fixed  # noqa: E402  - stands beside the tests
from mutating import mutated  # noqa: E402


def main() -> int:
    """Print what went wrong, and the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--functions", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    functions, wrong, tried = Counter[str](), Counter[str](), Counter[str]()
    place = os.environ.get("OVERGRANT_CORPORA")
    with tempfile.TemporaryDirectory() as scratch:
        cache = Path(scratch, "cache")
        work = [("corpus", folder) for folder in sorted((ROOT / "corpus").glob("*/*/"))]
        public = projects(Path(place)) if place else []
        random.Random(options.seed).shuffle(public)  # noqa: S311 - a sample, no secret
        work += [("public", folder) for folder in public]
        for number, (kind, folder) in enumerate(work):
            if functions["public"] and functions.total() >= options.functions:
                break
            target = folder
            if kind == "public":
                target = copied(folder, Path(scratch, str(number), folder.name))
                fixed(target, cache)
            outcome = mutated(target, cache, most=3)
            functions[kind] += outcome.functions
            tried.update(outcome.tried)
            wrong[kind] += len(outcome.wrong)
            for line in outcome.wrong:
                print(f"WRONG {folder.name}: {line}", flush=True)
    print(", ".join(f"{count} {kind} functions" for kind, count in functions.items()))
    print(f"{tried.total()} changes: " + ", ".join(f"{kind} {count}" for kind, count in tried.items()))
    print(f"not reported as they should be: {wrong.total()}")
    return bool(wrong.total())


if __name__ == "__main__":
    sys.exit(main())
