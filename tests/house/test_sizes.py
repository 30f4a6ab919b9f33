"""The size budget: files and functions that a reader can hold in mind."""

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "analyzer").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
DATA_ONLY = 12  # an __init__.py that only re-exports says nothing about the size of files


def length(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions_of(path: Path) -> list[tuple[str, int]]:
    nodes = ast.walk(ast.parse(path.read_text()))
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


LENGTHS = {path.relative_to(ROOT).as_posix(): length(path) for path in CODE}
FUNCTIONS = [each for path in CODE for each in functions_of(path)]


@pytest.mark.parametrize("paths", [CODE, TESTS], ids=["analyzer", "tests"])
def test_no_file_is_longer_than_400_lines(paths: list[Path]) -> None:
    assert {path.relative_to(ROOT).as_posix(): length(path) for path in paths if length(path) > 400} == {}


def test_files_are_150_lines_or_less_in_the_middle() -> None:
    assert median(lines for lines in LENGTHS.values() if lines > DATA_ONLY) <= 150


@pytest.mark.parametrize("paths", [CODE, TESTS], ids=["analyzer", "tests"])
def test_no_function_is_longer_than_60_lines(paths: list[Path]) -> None:
    assert {name: lines for path in paths for name, lines in functions_of(path) if lines > 60} == {}


def test_most_functions_are_short(record_property) -> None:
    lines = [count for _, count in FUNCTIONS]
    middle, high = median(lines), quantiles(lines, n=20)[-1]
    files = sorted(LENGTHS.values())
    record_property("score:sizes", f"{len(files)} files, median {median(files)}, longest {files[-1]}; "
                    f"{len(lines)} functions, median {middle}, p95 {high}, longest {max(lines)}")  # fmt: skip
    assert middle <= 10
    assert high <= 40
