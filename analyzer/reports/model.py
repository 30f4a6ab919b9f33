"""The whole answer of a run, as every renderer gets it."""

from typing import Any

from msgspec import Struct

from analyzer.core import Gap, Problem
from analyzer.findings.model import Finding
from analyzer.findings.suppression import Silenced
from analyzer.functions.model import Entry
from analyzer.needs.model import Need
from analyzer.policies.model import MinimalPolicy


class FunctionReport(Struct, frozen=True):
    """Everything known of one function.  ``id`` is unique within its template.

    ``settings`` are the variables whose plain text in the template decides tests of the code, ``off`` what would be
    needed if it were otherwise.

    ``handler`` is (file, line) of the handler or None.  ``policy_document`` is the minimal policy
    rendered in the template's own dialect, plain JSON values; ``expressions`` maps each needed
    resource text (its ``str``) to its expression in that dialect, ``arns`` to its readable ARN
    (``arn:${AWS::Partition}:…:table/${Orders}``, references opened); a text that is in neither stands for itself.
    """

    entry: Entry
    handler: tuple[str, int] | None
    complete: bool
    needs: tuple[Need, ...]
    policy: MinimalPolicy
    policy_document: dict[str, Any]
    expressions: dict[str, Any]
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]
    elsewhere: tuple[tuple[str, str], ...] = ()
    arns: dict[str, str] = {}
    off: tuple[Need, ...] = ()
    settings: tuple[str, ...] = ()


class Stats(Struct, frozen=True):
    """How much was done: the only part of a report that differs between equal runs."""

    files: int = 0
    functions: int = 0
    seconds: float = 0.0
    cache_hits: int = 0


class Report(Struct, frozen=True):
    """All functions of a run, in the order template path, function id.

    ``root`` is the scanned root, which no report names, ``prefix`` that root relative to the git root (``""`` when equal), for annotations;
    ``findings`` are those that belong to no function; ``suppressed`` counts suppressed findings,
    ``baselined`` those that the baseline knows, ``untouched`` the functions that a change does not touch.
    """

    functions: tuple[FunctionReport, ...]
    problems: tuple[Problem, ...]
    stats: Stats
    versions: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    root: str = ""
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Silenced, ...] = ()
    baselined: int = 0
    untouched: int = 0
