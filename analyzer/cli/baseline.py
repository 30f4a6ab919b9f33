"""Baseline files: the findings that a team has decided to live with, by fingerprint."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.json import decode

from analyzer.cli.errors import UsageError
from analyzer.findings.model import Finding
from analyzer.reports.masking import masked
from analyzer.reports.model import Report

SCHEMA = "overgrant-baseline-1"


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """One accepted finding; all but the fingerprint is for the people who review the file."""

    fingerprint: str
    rule: str
    function: str
    message: str


class Baseline(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    schema: str
    findings: tuple[Known, ...]


def baseline_text(report: Report) -> str:
    """The report's findings as a baseline file, sorted so that its diffs are small."""
    rows = sorted(
        (finding.rule, function, finding.fingerprint, finding.message)
        for function, finding in _findings(report)
        if finding.fingerprint
    )
    findings = [
        {"fingerprint": fingerprint, "rule": rule, "function": function, "message": message}
        for rule, function, fingerprint, message in rows
    ]
    return json.dumps(masked({"schema": SCHEMA, "findings": findings}), indent=2, ensure_ascii=False) + "\n"


def read_baseline(path: Path) -> dict[str, int]:
    """How often each fingerprint is accepted; raises UsageError where the file is no baseline."""
    try:
        baseline = decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        raise UsageError(f"baseline {path} cannot be read: {error.strerror}") from error
    except (DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise UsageError(f"baseline {path} is not one: {error}") from error
    if baseline.schema != SCHEMA:
        raise UsageError(f"baseline {path} has schema {baseline.schema!r}, this program reads {SCHEMA!r}")
    return Counter(known.fingerprint for known in baseline.findings)


def _findings(report: Report) -> Iterator[tuple[str, Finding]]:
    for function in report.functions:
        for finding in function.findings:
            yield function.entry.declaration.id, finding
    for finding in report.findings:
        yield "", finding
