"""Which functions a change touches: never fewer than those whose report it changes."""

import shutil
from pathlib import Path

import pytest

from analyzer.pipeline import Options, scan

CORPUS = Path(__file__).parents[3] / "corpus"
CASES = (
    "apps/orders",
    "templates/nested-stack",
    "templates/two-templates",
    "templates/shared-code",
    "templates/serverless-files",
    "templates/terraform-modules",
    "templates/layers",
    "values/project-json",
)


@pytest.fixture
def copied(tmp_path):
    def copy(case):
        source = CORPUS / case
        folder = tmp_path / "project"
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("expected", "case.toml", "truth*"))
        return folder

    return copy


def seen(folder, changed=None):
    """What is said of each function, lines left out, since they move."""
    report = scan((str(folder),), Options(cache=False, changed=changed))
    return {
        (each.entry.declaration.template, each.entry.declaration.id): (
            [(need.action, [str(one.text) for one in need.resources]) for need in each.needs],
            [
                (finding.rule, finding.grant, finding.actions, finding.message)
                for finding in each.findings
                if finding.rule != "unreadable-template"  # that it stands in another template too is that one's affair
            ],
            [(gap.kind, gap.detail) for gap in each.gaps],
            each.entry.shared_with,
        )
        for each in report.functions
    }


def files_of(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


@pytest.mark.parametrize("case", [case for case in CASES if (CORPUS / case).is_dir()])
def test_whatever_a_deleted_file_changes_is_touched(copied, case):
    """Deleting each file in turn: a function that was there, and of which something else is said, is touched."""
    folder = copied(case)
    before = seen(folder)
    assert before
    differing = 0
    for path in files_of(folder):
        content = path.read_bytes()
        path.unlink()
        after = seen(folder)
        touched = seen(folder, (str(path),))
        different = {name for name in after if after[name] != before.get(name, after[name]) and not after[name][-1]}
        assert different <= touched.keys(), f"without {path.relative_to(folder)}"
        assert touched.items() <= after.items()
        differing += len(different)
        path.write_bytes(content)
    assert differing


def test_a_change_of_a_module_touches_those_that_import_it(copied):
    folder = copied("apps/orders")
    assert [name for _, name in seen(folder, (str(folder / "functions/get_orders/app.py"),))] == ["GetOrders"]
    shared = seen(folder, (str(folder / "layers/shared/python/shared/orders.py"),))
    assert {name for _, name in shared} >= {"CreateOrder", "FulfilOrder"}
    http = seen(folder, (str(folder / "layers/shared/python/shared/http.py"),))
    assert "FulfilOrder" not in {name for _, name in http}


def test_a_change_of_the_template_touches_its_functions_alone(copied):
    folder = copied("apps/orders")
    shutil.copytree(folder, folder / "second")
    assert {file for file, _ in seen(folder, (str(folder / "second/template.yaml"),))} == {"second/template.yaml"}


def test_what_no_function_reads_touches_none(copied):
    folder = copied("apps/orders")
    (folder / "README.md").write_text("words")
    (folder / "other.yaml").write_text("a: 1")
    (folder / "functions/get_orders/unused.py").write_text("import boto3")
    for name in ("README.md", "other.yaml", "functions/get_orders/unused.py"):
        assert seen(folder, (str(folder / name),)) == {}
    assert seen(folder, ()) == {}


def test_a_file_that_cannot_be_parsed_touches_who_imports_it(copied):
    folder = copied("apps/orders")
    broken = folder / "layers/shared/python/shared/orders.py"
    broken.write_text("def (")
    assert ("template.yaml", "FulfilOrder") in seen(folder, (str(broken),))


def test_a_link_is_touched_by_what_it_leads_to(copied):
    folder = copied("apps/orders")
    handler = folder / "functions/get_orders/app.py"
    target = folder / "real.py"
    target.write_bytes(handler.read_bytes())
    handler.unlink()
    handler.symlink_to(target)
    assert [name for _, name in seen(folder, (str(target),))] == ["GetOrders"]


def test_a_folder_stands_for_what_it_holds(copied):
    """A submodule's path is all that git tells of a change in it."""
    folder = copied("apps/orders")
    assert [name for _, name in seen(folder, (str(folder / "functions/get_orders"),))] == ["GetOrders"]


def test_the_others_are_counted(copied):
    folder = copied("apps/orders")
    report = scan((str(folder),), Options(cache=False, changed=()))
    assert (report.functions, report.untouched) == ((), 4)
