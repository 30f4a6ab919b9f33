"""The action, run as a runner runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from runner import ROOT, git, on

SHARED = "services/orders/layers/shared/python/shared/orders.py"


def grow(folder):
    """A change of a shared module, which some handlers of one application read."""
    path = folder / SHARED
    path.write_text(path.read_text() + "\n\ndef more():\n    return None\n")


def places(text):
    """Level, file, line and rule of every annotation; its words are tested where they are made."""
    return [line.split("::")[1] for line in text.splitlines() if line.startswith(("::error ", "::warning "))]


def commands(log, level):
    return [line for line in log.splitlines() if line.startswith(f"::{level} ")]


def test_a_pull_request_is_annotated_where_it_touches(pull):
    done = pull(grow).run({"changed-only": "true", "sarif-file": "overgrant.sarif"}, skip=("install",))
    page = (ROOT / "docs" / "integrations" / "github-action.md").read_text()
    assert places(done.log) == places(page)
    errors = commands(done.log, "error")
    assert errors
    assert all(line.startswith("::error file=services/orders/") for line in errors)
    assert any(line.startswith("::error file=services/orders/template.yaml,line=") for line in errors)
    assert any(line.startswith("::error file=services/orders/functions/") for line in errors)
    assert done.failed == 1
    assert (done.outputs["exit-code"], int(done.outputs["errors"])) == ("1", 5)
    assert (int(done.outputs["functions"]), int(done.outputs["untouched"])) == (4, 4)
    assert "## `FulfilOrder`" in done.summary
    assert Path(done.outputs["summary-file"]).read_text() == done.summary
    report = json.loads(Path(done.outputs["report"]).read_text())
    assert {each["template"] for each in report["functions"]} == {"services/orders/template.yaml"}


def test_code_scanning_gets_every_function_whatever_changed(pull):
    runner = pull(grow)
    done = runner.run({"changed-only": "true", "sarif-file": "overgrant.sarif"}, skip=("install",))
    results = json.loads((runner.workspace / done.outputs["sarif-file"]).read_text())["runs"][0]["results"]
    files = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert {file.split("/")[1] for file in files} == {"orders", "second"}


def test_a_change_that_touches_no_function_is_clean(pull):
    done = pull(lambda folder: (folder / "notes.md").write_text("words")).run(
        {"changed-only": "true"}, skip=("install",)
    )
    assert (done.failed, done.outputs["functions"], done.outputs["untouched"]) == (0, "0", "8")
    assert commands(done.log, "error") == commands(done.log, "warning") == []


def test_without_history_every_function_is_reported_and_it_says_so(pull):
    done = pull(grow, depth=1).run({"changed-only": "true", "fail-on": "never"}, skip=("install",))
    assert (done.failed, done.outputs["functions"]) == (0, "8")
    assert "::notice title=overgrant::changed-only: " in done.log


def test_a_push_is_compared_with_what_stood_before(origin, tmp_path):
    before = git(origin, "rev-parse", "HEAD")
    grow(origin)
    git(origin, "commit", "--quiet", "--all", "--message=pushed")
    done = on(origin, {"before": before}, tmp_path).run({"changed-only": "true"}, skip=("install",))
    assert (done.outputs["functions"], done.outputs["untouched"]) == ("4", "4")


@pytest.mark.parametrize("before", ["0" * 40, "--output=stolen", "main; touch stolen", 7])
def test_an_event_is_not_trusted(origin, tmp_path, before):
    done = on(origin, {"before": before}, tmp_path).run({"changed-only": "true", "fail-on": "never"}, skip=("install",))
    assert (done.failed, done.outputs["functions"]) == (0, "8")
    assert not (origin / "stolen").exists()


def test_a_folder_of_the_repository(origin, tmp_path):
    """Annotations and SARIF speak of the repository's paths, whatever is scanned."""
    inputs = {"path": "services/second", "sarif-file": "out.sarif", "fail-on": "never", "summary": "false"}
    done = on(origin, {}, tmp_path).run(inputs, skip=("install",))
    assert all("file=services/second/" in line for line in commands(done.log, "error"))
    results = json.loads((origin / "out.sarif").read_text())["runs"][0]["results"]
    places = [
        place["physicalLocation"]["artifactLocation"]["uri"] for result in results for place in result["locations"]
    ]
    assert places
    assert all((origin / place).is_file() for place in places)
    assert done.summary == ""


def test_a_baseline_and_more_options(origin, tmp_path):
    words = [sys.executable, "-m", "analyzer.cli", "scan", str(origin), "--write-baseline", str(origin / "known.json")]
    subprocess.run([*words, "--no-cache"], cwd=ROOT, check=True, capture_output=True)
    done = on(origin, {}, tmp_path).run(
        {"baseline": "known.json", "args": "--ignore 'wide-resource'"}, skip=("install",)
    )
    assert (done.failed, done.outputs["errors"]) == (0, "0")


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"fail-on": "always"}, "fail-on must be one of"),
        ({"changed-only": "yes"}, "changed-only must be one of"),
        ({"args": "'"}, "args cannot be read"),
        ({"path": "nowhere"}, "there is no file or folder nowhere"),
        ({"path": "--output=stolen"}, "there is no file or folder ./--output=stolen"),
        ({"baseline": "nowhere.json"}, "baseline nowhere.json cannot be read"),
    ],
)
def test_wrong_inputs_fail_the_step(origin, tmp_path, inputs, words):
    done = on(origin, {}, tmp_path).run(inputs, skip=("install",))
    assert (done.failed, words in done.log) == (2, True)
    assert not (origin / "stolen").exists()


def test_inputs_are_words_and_no_program(origin, tmp_path):
    words = "$(touch stolen); `touch stolen`\n;touch stolen"
    assert on(origin, {}, tmp_path).run({"version": words}).failed
    assert on(origin, {}, tmp_path).run({"args": words, "path": words, "baseline": words}, skip=("install",)).failed
    assert not (origin / "stolen").exists()


def test_scanned_files_give_the_runner_no_commands(origin, tmp_path):
    """A function's id may be anything; in a text report it would stand at the beginning of a line."""
    template = origin / "services" / "second" / "template.yaml"
    template.write_text(template.read_text().replace("  FulfilOrder:", '  "::add-path::stolen":'))
    done = on(origin, {}, tmp_path).run({"format": "text", "fail-on": "never"}, skip=("install",))
    start, *_, end = [line for line in done.log.splitlines() if line.startswith("::")]
    assert start.removeprefix("::stop-commands::") == end.strip(":")
    assert "::add-path::stolen" in done.log


def test_the_workspace_is_not_imported(origin, tmp_path):
    for name in ("msgspec", "json", "analyzer", "pip", "runpy", "os"):
        (origin / f"{name}.py").write_text("open('imported', 'w')")
    done = on(origin, {}, tmp_path).run({"fail-on": "never"}, skip=("install",))
    assert (done.failed, (origin / "imported").exists()) == (0, False)


def test_the_whole_action_from_an_empty_runner(origin, tmp_path):
    """Also the step that installs, into an environment of its own; hostile modules stand in the workspace."""
    for name in ("msgspec", "analyzer", "pip", "venv"):
        (origin / f"{name}.py").write_text("open('imported', 'w')")
    runner = on(origin, {}, tmp_path)
    runner.known = {name: value for name, value in runner.known.items() if not name.startswith("steps.")}
    done = runner.run({"path": "services/orders\nservices/second", "fail-on": "never"})
    assert (done.failed, done.steps, done.outputs["functions"]) == (0, ["install", "scan"], "8"), done.log
    assert not (origin / "imported").exists()
    assert git(origin, "status", "--porcelain", "--untracked-files=no") == ""
    setup, cache = done.used
    assert (setup["uses"].split("@")[0], setup["python-version"]) == ("actions/setup-python", "3.13")
    assert list(Path(cache["path"]).glob("*.sqlite")), "the cache step keeps another folder than the scan uses"
    assert cache["key"].startswith(cache["restore-keys"])
    assert str(runner.workspace) not in cache["path"]


def test_the_cache_may_be_left_out(origin, tmp_path):
    done = on(origin, {}, tmp_path).run({"cache": "false", "fail-on": "never"}, skip=("install",))
    assert [used["uses"].split("@")[0] for used in done.used] == ["actions/setup-python"]


def test_a_release_that_is_none_is_refused(origin, tmp_path):
    done = on(origin, {}, tmp_path).run({"version": "1.0 --index-url=https://example.com"})
    assert (done.failed, "must be a release" in done.log) == (2, True)


def test_what_the_scripts_read_is_what_the_metadata_gives():
    steps = [step for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"] if "run" in step]
    for step in steps:
        source = (ROOT / "integrations" / "github-action" / f"{step['id']}.py").read_text()
        names = {name.removeprefix("INPUT_") for name in step["env"] if name.startswith("INPUT_")}
        assert all(f'"{name}"' in source or f'"INPUT_{name}"' in source for name in names), step["id"]


def test_no_finding_of_zizmor():
    words = [
        str(Path(sys.executable).with_name("zizmor")),
        "--offline",
        "--no-progress",
        "--persona=pedantic",
        "action.yml",
    ]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_metadata_meets_its_schema():
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
