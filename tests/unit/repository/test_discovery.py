"""What a scan may see: the files below its roots, and nothing beside them."""

import os
import pickle

import pytest

from analyzer.core import Problem
from analyzer.repository import NoSuchPathError, Options, discover, resolve


def plant(root, *paths):
    for path in paths:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"# {path}\n")


def test_files_are_listed_sorted_and_relative_to_the_root(tmp_path):
    plant(tmp_path, "b/app.py", "a.yaml", "b-side/x.py")
    assert discover([tmp_path]).files == ("a.yaml", "b-side/x.py", "b/app.py")


def test_an_empty_folder_is_a_repository_without_files(tmp_path):
    repository = discover([tmp_path])
    assert repository.files == ()
    assert repository.problems == ()


@pytest.mark.parametrize(
    "folder", [".git", "node_modules", "__pycache__", ".aws-sam", ".terraform/providers", ".venv", "src/node_modules"]
)
def test_folders_that_are_nobodys_source_are_left_out(tmp_path, folder):
    plant(tmp_path, "app.py", f"{folder}/template.yaml")
    assert discover([tmp_path]).files == ("app.py",)


@pytest.mark.parametrize("folder", ["cdk.out", ".serverless", "src/requests", "site-packages"])
def test_folders_that_dialects_or_imports_need_are_kept(tmp_path, folder):
    plant(tmp_path, f"{folder}/x.json")
    assert discover([tmp_path]).files == (f"{folder}/x.json",)


def test_a_virtual_environment_is_known_by_its_marker_whatever_its_name(tmp_path):
    plant(tmp_path, "app.py", "tools/env/pyvenv.cfg", "tools/env/lib/python3.12/site-packages/boto3/__init__.py")
    assert discover([tmp_path]).files == ("app.py",)


def test_excluded_names_and_paths_are_left_out(tmp_path):
    plant(tmp_path, "app.py", "tests/test_app.py", "docs/conf.py", "src/generated.json")
    repository = discover([tmp_path], Options(exclude=("tests", "docs/*", "*.json")))
    assert repository.files == ("app.py",)


def test_a_link_out_of_the_root_is_not_followed(tmp_path):
    plant(tmp_path, "inside/app.py", "outside/secret.py")
    (tmp_path / "inside/file.py").symlink_to(tmp_path / "outside/secret.py")
    (tmp_path / "inside/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "inside/broken").symlink_to(tmp_path / "nothing")
    repository = discover([tmp_path / "inside"])
    assert repository.files == ("app.py",)
    assert isinstance(repository.read("folder/secret.py"), Problem)


def test_a_link_inside_the_root_leads_to_code_but_is_marked(tmp_path):
    plant(tmp_path, "shared/util.py", "one/app.py")
    (tmp_path / "one/shared").symlink_to("../shared")
    repository = discover([tmp_path])
    assert repository.files == ("one/app.py", "one/shared/util.py", "shared/util.py")
    assert repository.linked == {"one/shared/util.py"}


def test_links_that_lead_back_end(tmp_path):
    plant(tmp_path, "a/app.py", "b/app.py")
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to(tmp_path / "a")
    (tmp_path / "a/other").symlink_to(tmp_path / "b")
    (tmp_path / "b/other").symlink_to(tmp_path / "a")
    assert discover([tmp_path]).files == ("a/app.py", "a/other/app.py", "b/app.py", "b/other/app.py")


def test_of_several_roots_the_common_parent_is_the_root_and_the_rest_of_it_is_not_read(tmp_path):
    plant(tmp_path, "one/app.py", "two/app.py", "three/app.py")
    repository = discover([tmp_path / "two", tmp_path / "one", tmp_path / "one"])
    assert repository.root == str(tmp_path)
    assert repository.files == ("one/app.py", "two/app.py")
    assert isinstance(repository.read("three/app.py"), Problem)


def test_a_file_stands_for_its_folder_and_is_the_only_template(tmp_path):
    plant(tmp_path, "stack/template.yaml", "stack/other.yaml", "stack/src/app.py")
    repository = discover([tmp_path / "stack/template.yaml"])
    assert repository.only == ("template.yaml",)
    assert "src/app.py" in repository.files


def test_a_file_beside_a_folder_restricts_nothing(tmp_path):
    plant(tmp_path, "a/template.yaml", "b/template.yaml")
    assert discover([tmp_path / "a/template.yaml", tmp_path / "b"]).only == ()


def test_a_path_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(NoSuchPathError, match="nowhere"):
        discover([tmp_path / "nowhere"])


def test_the_prefix_is_the_root_seen_from_the_git_root(tmp_path):
    plant(tmp_path, "project/.git/config", "project/infra/stack/template.yaml")
    assert discover([tmp_path / "project/infra/stack"]).prefix == "infra/stack"
    assert discover([tmp_path / "project"]).prefix == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_read_is_a_problem_and_the_rest_is_read(tmp_path):
    plant(tmp_path, "shut/app.py", "open/app.py")
    (tmp_path / "shut").chmod(0)
    repository = discover([tmp_path])
    (tmp_path / "shut").chmod(0o755)
    assert repository.files == ("open/app.py",)
    assert [problem.span.path for problem in repository.problems] == ["shut"]


def test_a_file_name_that_is_no_text_is_a_problem(tmp_path):
    plant(tmp_path, "app.py")
    try:
        (tmp_path / os.fsdecode(b"\xff.py")).write_text("")
    except OSError:
        pytest.skip("this file system takes only text as names")
    repository = discover([tmp_path])
    assert repository.files == ("app.py",)
    assert "name" in repository.problems[0].message


def test_too_many_files_end_the_walk_with_a_problem(tmp_path):
    plant(tmp_path, *(f"{index}/a.py" for index in range(10)))
    repository = discover([tmp_path], Options(max_files=3))
    assert len(repository.files) < 10
    assert "too many files" in repository.problems[0].message


def test_named_pipes_are_no_files(tmp_path):
    plant(tmp_path, "app.py")
    os.mkfifo(tmp_path / "pipe.yaml")
    assert discover([tmp_path]).files == ("app.py",)


def test_a_file_over_the_limit_is_not_read(tmp_path):
    (tmp_path / "big.py").write_bytes(b"x" * 100)
    small, large = discover([tmp_path], Options(max_file=99)), discover([tmp_path], Options(max_file=100))
    assert isinstance(small.read("big.py"), Problem)
    assert large.read("big.py") == b"x" * 100


def test_equal_bytes_have_equal_digests_wherever_they_stand(tmp_path):
    plant(tmp_path, "a.py")
    (tmp_path / "b.py").write_bytes((tmp_path / "a.py").read_bytes())
    (tmp_path / "c.py").write_bytes(b"other")
    repository = discover([tmp_path])
    assert repository.digest("a.py") == repository.digest("b.py") != repository.digest("c.py")
    assert repository.digest("d.py") == ""


def test_questions_to_the_tree(tmp_path):
    plant(tmp_path, "a/b/c.py", "a/b-c.py", "a.py")
    repository = discover([tmp_path])
    assert repository.below("a") == ("a/b-c.py", "a/b/c.py")
    assert repository.children("a") == ("b-c.py", "b")
    assert repository.children("") == ("a.py", "a")
    assert [repository.is_folder(path) for path in ("", "a", "a/b", "a.py", "c")] == [True, True, True, False, False]
    assert [repository.is_file(path) for path in ("a.py", "a", "a/b/c.py", "x")] == [True, False, True, False]


def test_a_repository_can_be_sent_to_a_worker(tmp_path):
    plant(tmp_path, "a.py")
    repository = pickle.loads(pickle.dumps(discover([tmp_path])))  # noqa: S301
    assert repository.read("a.py") == b"# a.py\n"


@pytest.mark.parametrize(
    ("folder", "path", "expected"),
    [
        ("stack", "src/", "stack/src"),
        ("stack", "./src", "stack/src"),
        ("stack", ".", "stack"),
        ("", ".", ""),
        ("stack/a", "../b/./c", "stack/b/c"),
        ("stack", "..", ""),
        ("stack", "../../other", None),
        ("", "..", None),
        ("stack", "/etc/passwd", None),
        ("stack", "~/x", None),
        ("stack", ".\\src\\app", "stack/src/app"),
    ],
)
def test_paths_of_documents_stay_inside_the_root(folder, path, expected):
    assert resolve(folder, path) == expected
