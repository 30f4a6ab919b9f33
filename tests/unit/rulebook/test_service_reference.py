"""AWS's service reference as an optional input: hand-made documents in the format that it is published in."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from msgspec import json

from analyzer.rulebook import Rulebook
from analyzer.rulebook.actions import AUTHORIZED
from tools.generate.archive import write_archive
from tools.generate.reference import Authorized, differing, disagreements, read_reference

FOLDER = Path(__file__).parent / "service_reference"
BOOK = Rulebook()
SERVICES = {name: BOOK.service(name) for name in ("batch", "sqs", "timestream-query", "timestream-write")}
PREFIXES = {name: BOOK.iam_prefix(name) for name in SERVICES}


@pytest.fixture(scope="module")
def reference() -> Authorized:
    return read_reference(FOLDER, SERVICES, PREFIXES)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def informed(reference: Authorized, tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rules with data that was made with the reference."""
    rules = tmp_path_factory.mktemp("rules")
    for folder in BOOK.directory.iterdir():
        if folder.name != "generated":
            (rules / folder.name).symlink_to(folder)
    (rules / "generated").mkdir()
    for file in (BOOK.directory / "generated").iterdir():
        (rules / "generated" / file.name).symlink_to(file)
    with zipfile.ZipFile(BOOK.directory / "generated" / "iam.zip") as archive:
        shards = {name: archive.read(name) for name in archive.namelist()}
    (rules / "generated" / "iam.zip").unlink()
    write_archive(rules / "generated" / "iam.zip", {**shards, AUTHORIZED: json.encode(differing(reference, PREFIXES))})
    return Rulebook(rules)


def test_operations_of_the_sdk_are_read_and_no_others(reference: Authorized) -> None:
    assert {service: sorted(operations) for service, operations in reference.items()} == {
        "batch": ["CancelJobs", "TerminateJobs"],
        "sqs": ["ListQueues", "SendMessage", "SendMessageBatch"],
        "timestream-query": ["CancelQuery"],
    }


def test_what_is_the_namesake_alone_is_not_kept(reference: Authorized) -> None:
    assert "SendMessage" not in differing(reference, PREFIXES)["sqs"]


def test_what_differs_is_told(reference: Authorized) -> None:
    assert [str(each) for each in disagreements(reference, BOOK)] == [
        "batch.CancelJobs: not there [], not here ['batch:CancelJob']",
        "batch.TerminateJobs: not there [], not here ['batch:DescribeJobs', 'batch:NoSuchAction', 'batch:TerminateJob']",
        "sqs.ListQueues: not there [], not here ['sqs:GetQueueUrl']",
    ]


@pytest.mark.parametrize(
    "service, operation, kind, expected",
    [
        ("batch", "CancelJobs", "reference", [("batch:CancelJob", "", False)]),
        ("batch", "TerminateJobs", "reference", [
            ("batch:DescribeJobs", "one of several actions may authorize it", False),
            ("batch:TerminateJob", "one of several actions may authorize it", False)]),
        ("sqs", "ListQueues", "reference", [("sqs:GetQueueUrl", "", True), ("sqs:ListQueues", "", False)]),
        ("sqs", "SendMessageBatch", "row", [("sqs:SendMessage", "", False)]),
        ("sqs", "SendMessage", "namesake", [("sqs:SendMessage", "", False)]),
        ("sqs", "PurgeQueue", "namesake", [("sqs:PurgeQueue", "", False)]),
    ],
)  # fmt: skip
def test_the_reference_decides_what_no_row_does(
    informed: Rulebook, service: str, operation: str, kind: str, expected: list[tuple[Any, ...]]
) -> None:
    found = informed.decision(service, operation)
    assert found.kind == kind
    assert [(one.action, one.because, one.explains_only) for one in found.needs] == expected


def test_the_shipped_data_was_made_without_it() -> None:
    assert BOOK.decision("batch", "CancelJobs").kind == "unknown"
