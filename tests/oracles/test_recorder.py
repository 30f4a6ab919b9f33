"""Static needs cover every call that corpus handlers make when they run for real, and claim none that no event leads to."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from casebook import all_cases
from casebook.running import scan_case
from recorder.coverage import never_recorded, uncovered
from recorder.driver import Recorder
from recorder.jobs import Job, jobs_of

from analyzer.reports.model import Report

CASES = {case.name: case for case in all_cases()}
JOBS = [job for case in CASES.values() for job in jobs_of(case)]


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recorder]:
    running = Recorder()
    yield running
    running.close()


@cache
def report_on(name: str, solutions: Path) -> Report:
    return scan_case(CASES[name], solutions)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: f"{job.case}:{job.function}")
def test_needs_cover_what_was_recorded(job: Job, recorder: Recorder, solutions: Path) -> None:
    recorded = recorder.run(job)
    assert recorded["error"] is None, recorded["error"]
    case = CASES[job.case]
    (function,) = [
        each for each in report_on(case.name, solutions).functions if each.entry.declaration.id == job.function
    ]
    calls = [call for call in recorded["calls"] if f"{call['service']}.{call['operation']}" not in case.run.free]
    lines = [
        *uncovered(function, calls, recorded["arns"]),
        *never_recorded(case, function, calls),
    ]
    if any(note.verdict and note.kind in ("needs", "elsewhere") for note in case.notes):
        return  # its comments record what is not seen, and fail when it is
    assert not lines, f"corpus/{job.case}, {job.function}:\n  " + "\n  ".join(lines)


def test_a_case_that_is_not_run_says_why(record_property) -> None:
    skipped = {name: case.run.skip for name, case in CASES.items() if case.run.skip}
    record_property(
        "score:recorder", f"{len(JOBS)} handlers run, {len(skipped)} cases not run: {sorted(skipped.items())}"
    )
    assert all(len(reason.split()) > 2 for reason in skipped.values())


def test_the_recorder_sees_a_call_and_its_arguments(recorder: Recorder, tmp_path) -> None:
    job = Job(
        case="self-test",
        function="Fn",
        template=str(tmp_path / "template.yaml"),
        code="",
        layers=[],
        handler="index.handler",
        inline="import boto3, os\ndef handler(event, context):\n"
        "    boto3.client('s3').put_object(Bucket=os.environ['B'], Key=event['k'], Body=b'')\n",
        events=[{"k": "one"}, {"k": "two"}],
        raises=["", ""],
        responses={},
        environment={},
        before=[],
    )
    (tmp_path / "template.yaml").write_text(
        "Resources:\n  Store: {Type: 'AWS::S3::Bucket'}\n"
        "  Fn: {Type: 'AWS::Serverless::Function', Properties: {Environment: {Variables: {B: !Ref Store}}}}\n"
    )
    recorded = recorder.run(job)
    assert recorded["error"] is None
    assert [(call["operation"], call["arguments"]["Key"]) for call in recorded["calls"]] == [
        ("PutObject", "one"),
        ("PutObject", "two"),
    ]
    assert recorded["arns"]["Store"] == f"arn:aws:s3:::{recorded['calls'][0]['arguments']['Bucket']}"
