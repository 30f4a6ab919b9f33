"""What requirements ask for."""

import pytest

from analyzer.functions.requirements import public_packages, requirement_files
from analyzer.repository import discover


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("marks==1.0", {"marks"}),
        ("Marks-Plus[all] >= 1, < 2  # why", {"marks_plus"}),
        ('marks; python_version < "3.9"', {"marks"}),
        ("python-marks", {"python_marks", "marks"}),
        ("marks @ git+https://example.com/marks.git", set()),
        ("./libs/marks", set()),
        ("-e libs/marks", set()),
        ("--index-url https://example.com", set()),
    ],
)
def test_names_of_a_line(tmp_path, line, names):
    (tmp_path / "requirements.txt").write_text(line + "\n")
    assert public_packages("requirements.txt", discover([tmp_path])) == names


def test_tables_of_a_project(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["marks>=1", "own @ file:../own"]\n'
        '[tool.poetry.dependencies]\nstamps = "^1"\nhouse = {path = "../house"}\n'
    )
    assert public_packages("pyproject.toml", discover([tmp_path])) == {"marks", "stamps"}


def test_a_broken_table_names_nothing(tmp_path):
    (tmp_path / "Pipfile").write_text("[packages\n")
    assert public_packages("Pipfile", discover([tmp_path])) == frozenset()


def test_the_nearest_file_comes_first():
    found = requirement_files(("a/b",))
    assert found.index("a/b/requirements.txt") < found.index("a/pyproject.toml") < found.index("requirements.txt")
