"""Runs ``overgrant scan`` as the inputs say: annotations, summary, SARIF file, outputs, exit code.

Needs nothing but Python's standard library.  Everything comes through the environment, nothing is
put into a script or a shell; interpreters are started isolated (``-I``), since the folder they stand
in is the one that is scanned.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import uuid
from pathlib import Path, PurePosixPath
from typing import Any

FORMATS = ("github", "text", "json", "sarif", "markdown")
LEVELS = ("error", "warning", "note")
COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
WRONG_USAGE = 2


class Inputs:
    """The action's inputs, checked; ``wrong`` holds what cannot be understood."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        lines = [line.strip() for line in given("PATH").splitlines() if line.strip()] or ["."]
        self.paths = [f"./{line}" if line.startswith("-") else line for line in lines]  # a path is no option
        self.format = self._choice("FORMAT", FORMATS)
        self.fail_on = self._choice("FAIL_ON", (*LEVELS, "never"))
        self.baseline = given("BASELINE")
        self.sarif = given("SARIF_FILE")
        self.changed_only = self._choice("CHANGED_ONLY", ("false", "true")) == "true"
        self.summary = self._choice("SUMMARY", ("true", "false")) == "true"
        self.args = self._words("ARGS")

    def _choice(self, name: str, choices: tuple[str, ...]) -> str:
        value = given(name) or choices[0]
        if value not in choices:
            self.wrong.append(f"{name.lower().replace('_', '-')} must be one of {', '.join(choices)}")
        return value

    def _words(self, name: str) -> list[str]:
        try:
            return shlex.split(given(name))
        except ValueError as error:
            self.wrong.append(f"{name.lower()} cannot be read: {error}")
            return []


def given(name: str) -> str:
    """An input as the workflow gives it, without space around."""
    return os.environ.get(f"INPUT_{name}", "").strip()


def main() -> int:
    """Scans, and gives the exit code of the step."""
    inputs = Inputs()
    if inputs.wrong:
        for problem in inputs.wrong:
            say("error", problem)
        return WRONG_USAGE
    home = Path(os.environ["RUNNER_TEMP"]) / "overgrant" / uuid.uuid4().hex
    home.mkdir(parents=True)
    base = base_commit() if inputs.changed_only else None
    if inputs.changed_only and base is None:
        say("notice", "changed-only: what this run is to be compared with is not known here, every function is reported"
            " (check out with fetch-depth: 0, or 2 for pull requests)")  # fmt: skip
    report, page = home / "report.json", home / "summary.md"
    words = ["--format", inputs.format, "--fail-on", inputs.fail_on]
    words += ["--report", f"json={report}", "--report", f"markdown={page}"]
    if base is not None:
        words += ["--changed-since", base]
    elif inputs.sarif:
        words += ["--report", f"sarif={inputs.sarif}"]
    code = shown(run(inputs, words), guard=inputs.format != "github")
    if base is not None and inputs.sarif and code != WRONG_USAGE:
        run(inputs, ["--fail-on", "never", "--format", "sarif", "--output", inputs.sarif])
    outputs(inputs, code, report, page)
    return code


def run(inputs: Inputs, words: list[str]) -> subprocess.CompletedProcess[bytes]:
    """One run of ``overgrant scan``; what it says beside the report goes to the log."""
    command = [os.environ["OVERGRANT_PYTHON"], "-I", "-m", "analyzer.cli", "scan", *inputs.args]
    command += ["--cache-dir", os.environ["OVERGRANT_CACHE"], *words]
    if inputs.baseline:
        command += ["--baseline", inputs.baseline]
    return subprocess.run([*command, *inputs.paths], check=False, stdout=subprocess.PIPE)


def shown(done: subprocess.CompletedProcess[bytes], *, guard: bool) -> int:
    """The exit code, once the report is in the log; words of scanned files are no commands to the runner.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
    """
    mark = uuid.uuid4().hex.encode()
    text = b"::stop-commands::%b\n%b\n::%b::\n" % (mark, done.stdout.rstrip(b"\n"), mark) if guard else done.stdout
    sys.stdout.flush()
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()
    return done.returncode


def outputs(inputs: Inputs, code: int, report: Path, page: Path) -> None:
    """The outputs of the step, and the job's summary."""
    output("exit-code", str(code))
    if not report.is_file():
        return
    document = json.loads(report.read_bytes())
    findings = [each for function in document["functions"] for each in function["findings"]] + document["findings"]
    for level in LEVELS:
        output(f"{level}s", str(sum(each["level"] == level for each in findings)))
    output("functions", str(len(document["functions"])))
    output("untouched", str(document.get("untouched", 0)))
    output("report", str(report))
    output("summary-file", str(page))
    if inputs.sarif and Path(inputs.sarif).is_file():
        from_the_top(Path(inputs.sarif), inputs.paths)
        output("sarif-file", inputs.sarif)
    if inputs.summary and page.is_file():
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("ab") as file:
            file.write(page.read_bytes())


def from_the_top(sarif: Path, paths: list[str]) -> None:
    """Rewrites a SARIF file's paths from the scanned root to the repository's, which is what code scanning expects.

    https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
    """
    folders = [place if place.is_dir() else place.parent for place in (Path(path).resolve() for path in paths)]
    top = Path(os.environ["GITHUB_WORKSPACE"]).resolve()
    root = Path(os.path.commonpath(folders))
    if root == top or not root.is_relative_to(top):
        return
    document = json.loads(sarif.read_bytes())
    prefixed(document, PurePosixPath(root.relative_to(top).as_posix()))
    sarif.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def prefixed(value: Any, prefix: PurePosixPath) -> None:
    """Puts a folder before every location below a JSON value."""
    if isinstance(value, dict):
        place = value.get("artifactLocation")
        if isinstance(place, dict) and "uri" in place:
            place["uri"] = (prefix / place["uri"]).as_posix()
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            prefixed(item, prefix)


def base_commit() -> str | None:
    """The commit that this run is compared with: the pull request's base, or what stood before a push; None if unknown.

    What a pull request's run checks out is a merge, whose first parent is the base itself; its event
    names the base as it was when the pull request was last written to.
    https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request
    """
    event = event_of()
    pull, group = event.get("pull_request"), event.get("merge_group")
    if isinstance(pull, dict):
        commits = git("rev-list", "--parents", "--max-count=1", "HEAD").split()
        if len(commits) == 3 and commits[2] == pull["head"]["sha"] and known(commits[1]):
            return commits[1]
        base = pull["base"]["sha"]
    elif isinstance(group, dict):
        base = group.get("base_sha")
    else:
        base = event.get("before")
    return base if isinstance(base, str) and known(base) else None


def event_of() -> dict[str, Any]:
    """The event that started the workflow; empty where there is none."""
    try:
        found = json.loads(Path(os.environ.get("GITHUB_EVENT_PATH", "")).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def known(commit: str) -> bool:
    """Whether the checkout reaches from this commit to its own."""
    return bool(COMMIT.fullmatch(commit)) and bool(git("merge-base", commit, "HEAD"))


def git(*words: str) -> str:
    """What git says; empty where it fails."""
    done = subprocess.run(["git", *words], check=False, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def say(level: str, message: str) -> None:
    """One annotation of the run as a whole."""
    sys.stdout.write(f"::{level} title=overgrant::{message}\n")


def output(name: str, value: str) -> None:
    """One output of the step; the delimiter is random, so that no value can end it."""
    mark = uuid.uuid4().hex
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{name}<<{mark}\n{value}\n{mark}\n")


if __name__ == "__main__":
    sys.exit(main())
