"""The work of one solve is bounded, and what it says depends on the program alone."""

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import pytest

from analyzer.accesses import AwsExternals
from analyzer.modules import Loaded, Missing, ModuleLoader
from analyzer.rulebook import Rulebook
from analyzer.values.model import EventRoot, Object, Value
from analyzer.values.outcomes import Solution
from analyzer.values.solver import Start, solve
from analyzer.values.stack import with_deep_stack

ROOT = Path(__file__).parents[3]
MANY = 5_000


class OneFile:
    """The files of a repository that holds ``handler.py`` alone."""

    def __init__(self, source: str) -> None:
        self.source = source

    def read(self, path: str) -> bytes | None:
        return self.source.encode() if path == "handler.py" else None

    def exists(self, path: str) -> bool:
        return path == "handler.py"

    def is_dir(self, path: str) -> bool:
        return path == ""


class Importer:
    def __init__(self, loader: ModuleLoader) -> None:
        self.loader = loader

    def get(self, dotted: str) -> Loaded | Missing:
        return self.loader.get(dotted)

    def search(self, _folder: str) -> None:
        return

    assumed: ClassVar[dict[str, str]] = {}

    def find(self, _dotted: str) -> str:
        return ""

    def requires(self, _top: str) -> str:
        return ""

    def is_installed(self, _top: str) -> bool:
        return False


def solved(source: str) -> Solution:
    importer = Importer(ModuleLoader(("",), OneFile(source)))
    start = Start("handler", "handler", (Value((EventRoot(()),)), Value((Object("lambda-context"),))))
    return with_deep_stack(lambda: solve(start, importer, AwsExternals(Rulebook()), lambda _path: None))


def kinds(solution: Solution) -> list[str]:
    return sorted({gap.kind for gap in solution.gaps})


def calls(solution: Solution) -> list[str]:
    return sorted({f"{effect.operation} {effect.arguments}" for effect in solution.effects})


HEAD = "import boto3\nclient = boto3.client('s3')\nROUTES = {}\n"
TAIL = "def handler(event, context):\n    return ROUTES[event['route']](event)\n"


def test_a_module_of_thousands_of_functions_is_read_whole() -> None:
    body = "".join(
        f"def f{i}(event, depth=0):\n    client.get_object(Bucket='b', Key='k{i}')\nROUTES['f{i}'] = f{i}\n"
        for i in range(MANY)
    )
    solution = solved(HEAD + body + TAIL)
    assert len(calls(solution)) == MANY
    assert kinds(solution) == []


def test_a_table_of_functions_that_call_each_other_through_it() -> None:
    body = "".join(
        f"def f{i}(event):\n    client.get_object(Bucket='b', Key='k{i}')\n    return ROUTES[event['next{i}']](event)\n"
        f"ROUTES['f{i}'] = f{i}\n"
        for i in range(120)
    )
    solution = solved(HEAD + body + TAIL)
    assert len(calls(solution)) == 120


def test_calls_that_nest_deeper_than_the_bound_are_a_gap() -> None:
    body = "".join(f"def f{i}(event):\n    return f{i + 1}(event)\n" for i in range(400))
    last = "def f400(event):\n    client.get_object(Bucket='b', Key='k')\nROUTES['a'] = f0\n"
    assert "recursion-cap" in kinds(solved(HEAD + body + last + TAIL))


FUNCTIONS = [
    "def a(event):\n    client.get_object(Bucket='b', Key='a')\n    return b(event)\n",
    "def b(event):\n    client.put_object(Bucket='b', Key=event['k'])\n    return ROUTES[event['x']](event)\n",
    "def c(event, mark='m'):\n    client.delete_object(Bucket='b', Key=mark)\n    return c(event, mark + 'm')\n",
    "def d(event):\n    ROUTES[event['name']] = lambda e: c(e)\n    return sorted(ROUTES, key=lambda k: a(event))\n",
]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_functions_does_not_matter(seed: int) -> None:
    last = "ROUTES.update(a=a, b=b, c=c, d=d)\n" + TAIL
    shuffled = random.Random(seed).sample(FUNCTIONS, len(FUNCTIONS))  # noqa: S311 - an order, no secret
    one, other = solved(HEAD + "".join(FUNCTIONS) + last), solved(HEAD + "".join(shuffled) + last)
    assert calls(one) == calls(other)
    assert kinds(one) == kinds(other)


def test_hash_seeds_do_not_matter() -> None:
    program = HEAD + "".join(FUNCTIONS) + "ROUTES.update(a=a, b=b, c=c, d=d)\n" + TAIL
    script = f"from test_termination import solved; print(repr(solved({program!r})))"
    here = str(Path(__file__).parent)
    answers = set()
    for seed in range(10):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join((here, str(ROOT)))}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        answers.add(done.stdout)
    assert len(answers) == 1


def test_a_ladder_of_attributes_of_a_library_does_not_double_at_each_step() -> None:
    climb = "        if event[{i}]:\n            thing = thing.left\n        else:\n            thing = thing.right\n"
    source = (
        f"import vendor\n{HEAD}def handler(event, context):\n    thing = vendor.Thing()\n    if event:\n"
        + "".join(climb.format(i=i) for i in range(40))
        + "    thing.end()\n    client.get_object(Bucket='b', Key='k')\n"
    )
    solution = solved(source)
    assert len(calls(solution)) == 1
    assert "recursion-cap" not in kinds(solution)


def test_records_that_hold_records_are_taken_down_in_part() -> None:
    grown = "".join(
        f"    part{i + 1} = {{" + ", ".join(f"'k{key}': part{i}" for key in range(9)) + "}\n" for i in range(7)
    )
    source = (
        f"{HEAD}def handler(event, context):\n    part0 = {{'end': 'b'}}\n{grown}"
        "    client.put_object(Bucket='b', Key='k', Metadata=part7)\n"
    )
    assert len(calls(solved(source))[0]) < 1_000_000


def test_what_the_last_round_found_is_kept_when_the_budget_is_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyzer.values.solver.MAX_STEPS", 1)
    body = (
        "def save(event):\n    client.put_object(Bucket='b', Key=ROUTES['name'])\n"
        "def f(event):\n    save(event)\n    ROUTES['name'] = 'late'\nROUTES['f'] = f\n"
    )
    solution = solved(HEAD + body + TAIL)
    assert "recursion-cap" in kinds(solution)
    assert len(calls(solution)) == 1
