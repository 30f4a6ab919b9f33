"""Names are found as Lambda's Python finds them, and nothing is parsed before it is asked for."""

import pytest

from analyzer.modules import Files, Loaded, Missing, ModuleLoader, absolute_name, lower


class Tree:
    """Files in a dict; remembers what was read."""

    def __init__(self, *paths, **contents):
        self.files = dict.fromkeys(paths, b"") | contents
        self.read_paths = []

    def read(self, path):
        self.read_paths.append(path)
        return self.files.get(path)

    def exists(self, path):
        return path in self.files

    def is_dir(self, path):
        return any(name.startswith(path + "/") for name in self.files)


def path_of(found):
    return found.ir.path if isinstance(found, Loaded) else found


def test_a_module_and_a_package():
    loader = ModuleLoader(("src",), Tree("src/a.py", "src/p/__init__.py", "src/p/b.py"))
    assert path_of(loader.get("a")) == "src/a.py"
    assert path_of(loader.get("p")) == "src/p/__init__.py"
    assert path_of(loader.get("p.b")) == "src/p/b.py"
    assert [loader.get(name).package for name in ("a", "p", "p.b")] == ["", "p", "p"]


@pytest.mark.parametrize("root", ["", ".", "src", "src/"])
def test_roots(root):
    prefix = root.strip("./") + "/" if root.strip("./") else ""
    assert path_of(ModuleLoader((root,), Tree(f"{prefix}a.py")).get("a")) == f"{prefix}a.py"


def test_the_first_root_wins():
    loader = ModuleLoader(("task", "layer"), Tree("layer/a.py", "task/a.py", "layer/b.py"))
    assert path_of(loader.get("a")) == "task/a.py"
    assert path_of(loader.get("b")) == "layer/b.py"


def test_a_package_wins_over_a_module_beside_it():
    assert path_of(ModuleLoader(("s",), Tree("s/a.py", "s/a/__init__.py")).get("a")) == "s/a/__init__.py"


def test_a_module_wins_over_a_folder_without_init():
    loader = ModuleLoader(("s", "t"), Tree("s/a/x.py", "t/a.py"))
    assert path_of(loader.get("a")) == "t/a.py"
    assert loader.get("a.x") == Missing("a.x", "not-found")


def test_a_package_does_not_go_on_in_another_root():
    loader = ModuleLoader(("s", "t"), Tree("s/a/__init__.py", "t/a/__init__.py", "t/a/b.py"))
    assert loader.get("a.b") == Missing("a.b", "not-found")


def test_namespace_packages_span_the_roots():
    loader = ModuleLoader(("s", "t"), Tree("s/n/a.py", "t/n/b.py", "t/n/m/c.py"))
    found = loader.get("n")
    assert (found.is_package, found.ir.path, found.ir.body) == (True, "", ())
    assert [path_of(loader.get(f"n.{name}")) for name in ("a", "b", "m.c")] == ["s/n/a.py", "t/n/b.py", "t/n/m/c.py"]


@pytest.mark.parametrize(
    "path", ["s/a.so", "s/a.cpython-312-aarch64-linux-gnu.so", "s/a.abi3.so", "s/a.pyc", "s/a/__init__.pyc"]
)
def test_compiled_modules_are_missing_and_say_so(path):
    loader = ModuleLoader(("s",), Tree(path))
    assert loader.get("a") == Missing("a", "compiled", path)
    assert loader.get("a.b") == Missing("a.b", "compiled", path)
    assert loader.names_missed == ("a", "a.b")


def test_source_beside_a_compiled_module_is_read():
    assert path_of(ModuleLoader(("s",), Tree("s/a.so", "s/a.py")).get("a")) == "s/a.py"


def test_nothing_is_read_before_it_is_asked_for():
    tree = Tree("a.py", "p/__init__.py", "p/b.py", "c.py")
    loader = ModuleLoader(("",), tree)
    assert tree.read_paths == []
    loader.get("p.b")
    loader.get("a")
    loader.get("p.b")
    assert loader.locate("c").path == "c.py"
    assert tree.read_paths == ["p/b.py", "a.py"]
    assert [module.name for module in loader.forced] == ["p.b", "a"]


def test_names_that_are_not_there_are_remembered_in_order():
    loader = ModuleLoader(("",), Tree("a.py"))
    assert loader.get("z") == Missing("z", "not-found")
    assert loader.get("a.b") == Missing("a.b", "not-found")
    loader.get("a")
    loader.get("z")
    assert loader.names_missed == ("z", "a.b")


def test_a_file_that_does_not_parse_is_one_problem():
    loader = ModuleLoader(("",), Tree(**{"a.py": b"print 'x'\n"}))
    assert loader.get("a") == loader.get("a") == Missing("a", "unparsable", "a.py")
    (problem,) = loader.problems
    assert (problem.code, problem.span.path, problem.span.line) == ("unparsable-code", "a.py", 1)
    assert loader.names_missed == ()
    assert loader.forced == ()


def test_a_file_that_vanishes_is_not_found():
    tree = Tree("a.py")
    tree.read = lambda _: None
    assert ModuleLoader(("",), tree).get("a") == Missing("a", "not-found")


def test_modules_may_be_given_and_come_from_a_cache():
    calls = []

    def cached(source, path):
        calls.append(path)
        return lower(source, path)

    inline = lower(b"x = 1", "template.yaml", line=7)
    loader = ModuleLoader(("",), Tree("a.py"), cache=cached, given={"index": inline})
    assert loader.get("index").ir is inline
    loader.get("a")
    assert calls == ["a.py"]
    assert [module.name for module in loader.forced] == ["index", "a"]


@pytest.mark.parametrize("name", ["", ".", "a.", ".a", "a..b", "../x", "/etc/x", "a\\b", "a\0", "..", "a/b"])
def test_odd_names_never_leave_the_roots(name):
    tree = Tree("x.py", "a/b.py", "a.py")
    assert ModuleLoader(("src",), tree).get(name) == Missing(name, "not-found")
    assert tree.read_paths == []


def test_names_that_only_lambda_can_import():
    assert path_of(ModuleLoader(("",), Tree("my-app/h-1.py")).get("my-app.h-1")) == "my-app/h-1.py"


@pytest.mark.parametrize(
    ("package", "module", "level", "expected"),
    [
        ("", "a.b", 0, "a.b"),
        ("p", "a", 0, "a"),
        ("p", "", 1, "p"),
        ("p", "a.b", 1, "p.a.b"),
        ("p.q", "a", 2, "p.a"),
        ("p.q", "", 2, "p"),
        ("p.q", "a", 3, None),
        ("", "a", 1, None),
    ],
)
def test_relative_imports(package, module, level, expected):
    assert absolute_name(package, module, level) == expected


def test_a_dict_of_files_is_enough():
    files: Files = Tree("a.py")
    assert isinstance(ModuleLoader(("",), files).get("a"), Loaded)
