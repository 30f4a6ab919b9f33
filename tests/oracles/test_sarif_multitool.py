"""The SARIF report before the standard's own schema and Microsoft's validator, with the rules that GitHub has.

Both come with @microsoft/sarif-multitool-linux, which is installed by ``npm ci`` in ``tests/oracles/sarif``.
"""

import json
import platform
import subprocess
from pathlib import Path

import jsonschema
import pytest

from analyzer.pipeline import Options, scan
from analyzer.reports import render

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tests/oracles/sarif/node_modules/@microsoft/sarif-multitool-linux"
SCANNED = sorted(path for path in (ROOT / "corpus" / "findings").iterdir() if path.is_dir())
# There is no page of the project to name yet.
ACCEPTED = {"SARIF2005"}

pytestmark = pytest.mark.skipif(
    not TOOL.is_dir() or platform.machine() != "x86_64",
    reason="@microsoft/sarif-multitool-linux is not installed: run npm ci in tests/oracles/sarif",
)


@pytest.fixture(scope="module")
def logs(tmp_path_factory):
    """The reports on the sample application and on the cases of every rule, as files."""
    folder = tmp_path_factory.mktemp("sarif")
    found = []
    for path in (ROOT / "corpus" / "apps" / "orders", *SCANNED):
        report = scan((str(path),), Options(cache=False))
        found.append(folder / f"{path.name}.sarif")
        found[-1].write_text(render(report, "sarif"), encoding="utf-8", errors="backslashreplace")
    return found


def test_every_log_meets_the_schema(logs):
    schema = json.loads((TOOL / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    for log in logs:
        assert [error.message for error in validator.iter_errors(json.loads(log.read_text()))] == [], log.name


def test_the_validator_accepts_every_log(logs, tmp_path, record_property):
    verdict = tmp_path / "verdict.sarif"
    words = [
        "--rule-kind",
        "Sarif;Gh",
        "--output",
        str(verdict),
        "--log",
        "ForceOverwrite",
        "--level",
        "Error;Warning",
    ]
    done = subprocess.run(
        [TOOL / "Sarif.Multitool", "validate", *map(str, logs), *words],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    complaints = [
        (result["ruleId"], result["message"].get("arguments"))
        for run in json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"]
        for result in run["results"]
        if result["ruleId"] not in ACCEPTED
    ]
    results = sum(len(json.loads(log.read_text())["runs"][0]["results"]) for log in logs)
    record_property("score:sarif", f"{len(logs)} logs with {results} results, {len(complaints)} complaints")
    assert results > 50
    assert complaints == []
