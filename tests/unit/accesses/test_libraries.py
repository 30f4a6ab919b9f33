"""Library models and rows: they read, cite their pages, stand once, and each model is met by a case."""

import ast
import re
import sys
from pathlib import Path

import pytest

from analyzer.accesses import AwsExternals
from analyzer.accesses.libraries import SDK
from analyzer.accesses.library_models import LibraryModels
from analyzer.core import Problem
from analyzer.modules import lower
from analyzer.rulebook import Rulebook
from analyzer.rulebook.libraries import load_libraries
from analyzer.rulebook.tables import RulesError

RULES = Rulebook().directory
FOLDER = RULES / "libraries" / "models"
FILES = sorted(FOLDER.rglob("*.py"))
NAMES = [path.relative_to(FOLDER).as_posix() for path in FILES]
ROWS = load_libraries(RULES)
MODELS = LibraryModels(RULES)
CASES = RULES.parent / "corpus" / "libraries"
ITS_OWN = ("_overgrant", "_overgrant_web")


def imported(source: str) -> set[str]:
    """The modules that a source imports by absolute names."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_model_is_read_as_scanned_code_is(path: Path) -> None:
    assert not isinstance(lower(path.read_bytes(), path.name), Problem)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_model_says_where_it_is_from(path: Path) -> None:
    stated = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    assert re.match(r"(?:[^\n]*\n?[^\n]*)https://", stated) or path.name.startswith("_")


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_model_rests_on_python_the_sdk_and_other_models(path: Path) -> None:
    tops = {name.partition(".")[0] for name in imported(path.read_text("utf-8"))}
    assert sorted(tops - sys.stdlib_module_names - set(SDK) - MODELS.packages) == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_what_a_model_imports_of_models_is_there(path: Path) -> None:
    missing = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and (MODELS.get(node.module) is not None):
            source = (FOLDER / _file(node.module)).read_text("utf-8")
            missing += [
                f"{node.module}.{alias.name}"
                for alias in node.names
                if not re.search(rf"\b{alias.name}\b", source) and MODELS.get(f"{node.module}.{alias.name}") is None
            ]
    assert missing == []


def _file(module: str) -> str:
    path = module.replace(".", "/")
    return f"{path}.py" if (FOLDER / f"{path}.py").exists() else f"{path}/__init__.py"


def test_every_package_with_a_model_is_met_by_a_case() -> None:
    met = {
        name.partition(".")[0]
        for path in CASES.rglob("src/*.py") for name in imported(path.read_text("utf-8"))
    }  # fmt: skip
    same = {"aurora_dsql_psycopg", "aurora_dsql_asyncpg", "environ"}  # other names of models that are met
    assert sorted(MODELS.packages - met - same - set(ITS_OWN) - {"fastapi", "mangum"}) == []


def test_no_package_is_inert_and_has_a_model() -> None:
    assert sorted(ROWS.inert & MODELS.packages) == []


def test_the_sdk_is_not_inert() -> None:
    assert sorted(ROWS.inert & set(SDK)) == []


def test_a_module_without_a_model_has_none() -> None:
    assert MODELS.get("flask.templating") is None
    assert MODELS.get("no_such_package") is None
    assert MODELS.get("../libraries") is None
    assert MODELS.get("") is None


def test_a_part_of_a_modelled_package_is_known_to_call_nothing_itself() -> None:
    externals = AwsExternals(Rulebook())
    assert externals.knows("aws_lambda_powertools.utilities.typing")
    assert externals.knows("dateutil.parser")
    assert not externals.knows("some_storage_helper")
    assert externals.replaces("aws_lambda_powertools.logging")
    assert not externals.replaces("dateutil")


def test_every_error_of_the_rows_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "libraries"
    folder.mkdir()
    (folder / "a.toml").write_text(
        'inert = ["x", "x"]\n[[decorators]]\nof = "m"\nname = "d"\n[[decorators]]\nname = "e"\ndoc = "x"\n'
    )
    with pytest.raises(RulesError) as caught:
        load_libraries(tmp_path)
    told = str(caught.value)
    assert all(words in told for words in ("x stands twice", "doc is missing", "of and name", "address of a page"))
