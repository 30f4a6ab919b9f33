"""What every folder and module of the package must have, and must not."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "analyzer"
MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted(path.parent for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE)
ADVICE = "a folder's docstring says what it takes, what it gives and what it never does"
# Per function, so that a bug costs one of them; at the front door, since a traceback exits with 1, which means findings;
# and where an exception is carried over from the thread that has the deep stack.
BROAD = {"analyzer/pipeline/boundary.py": 1, "analyzer/cli/main.py": 1, "analyzer/values/stack.py": 1}
# Looked for in everything that is written by hand: addresses of one machine, and registries' hosts.
FORBIDDEN = re.compile(
    r"(?<![\w}])/(?:work|home|root|Users)/|localhost:\d|pypi\.org|pythonhosted|registry\.npmjs|\.pyenv"
)
FOLDERS_READ = ("analyzer", "rules", "corpus", "tests", "tools", "integrations", ".ci", ".github")
LEFT_OUT = {"node_modules", "generated", "__pycache__", "build", "dist"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), name(path))


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_a_folder_says_what_it_takes_and_gives(folder: Path) -> None:
    text = ast.get_docstring(parsed(folder / "__init__.py")) or ""
    assert text.startswith("Takes "), ADVICE
    assert "gives " in text, ADVICE
    assert re.search(r"\b(never|pure|knows no|nothing else)\b", text, re.IGNORECASE), ADVICE


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_and_its_public_parts_have_docstrings(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree), f"{name(path)} has no docstring"
    public = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert public == [], f"{name(path)}: no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_function_is_annotated(path: Path) -> None:
    bare = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            named = [each for each in arguments if each.arg not in ("self", "cls")]
            if node.returns is None or any(each.annotation is None for each in named):
                bare.append(f"{node.lineno} {node.name}")
    assert bare == []


def test_everything_is_caught_in_known_places_only() -> None:
    broad: dict[str, int] = {}
    for path in MODULES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node):
                broad[name(path)] = broad.get(name(path), 0) + 1
    assert broad.items() <= BROAD.items()


def _is_broad(handler: ast.ExceptHandler) -> bool:
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        each is None or (isinstance(each, ast.Name) and each.id in ("Exception", "BaseException")) for each in types
    )


def test_no_module_evaluates_or_imports_what_it_is_given() -> None:
    """Scanned code is data: no eval, exec or import by name, no pickle, no socket."""
    found = []
    for path in MODULES:
        for node in ast.walk(parsed(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("eval", "exec", "__import__")
            ):
                found.append(f"{name(path)}:{node.lineno} {node.func.id}")
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                banned = {
                    "pickle",
                    "marshal",
                    "shelve",
                    "socket",
                    "urllib.request",
                    "http.client",
                    "boto3",
                    "botocore",
                    "moto",
                }
                found += [f"{name(path)}:{node.lineno} {each}" for each in names if each in banned]
    assert found == []


def written_by_hand() -> list[Path]:
    paths = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in FOLDERS_READ:
        paths += [path for path in (ROOT / folder).rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in sorted(paths) if not LEFT_OUT & set(path.parts) and path != Path(__file__)]


def test_nothing_speaks_of_one_machine() -> None:
    found = []
    for path in written_by_hand():
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{name(path)}: {match.group()}" for match in FORBIDDEN.finditer(text)]
    assert found == []
