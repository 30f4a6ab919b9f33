"""The commands as functions."""

from collections.abc import Iterable, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any, TypedDict, Unpack

from msgspec import to_builtins

from analyzer.cli.commands import POLICY_FORMATS
from analyzer.cli.errors import UsageError
from analyzer.cli.standalone import standalone
from analyzer.pipeline import Options, report_on
from analyzer.pipeline import scan as run
from analyzer.policies.formats import Batch, FunctionPolicy, render
from analyzer.reports.document import Document, document
from analyzer.reports.explanation import explanation, source_of
from analyzer.reports.lines import plain
from analyzer.reports.masking import mask
from analyzer.reports.model import FunctionReport
from analyzer.reports.model import Report as Analysis
from analyzer.repository import NoSuchPathError, discover
from analyzer.rulebook import Rulebook

Where = str | PathLike[str]


class Keywords(TypedDict, total=False):
    """What may be given to every function, named as the options of the command line.

    ``params`` are template parameters and ``env`` environment variables taken as known; ``changed``
    the files of a change, of which only the functions they bear on are reported; ``jobs`` worker
    processes, which need a main module that can be imported.
    """

    template: str
    region: str
    account: str
    partition: str
    stage: str
    params: Mapping[str, str]
    var_files: Iterable[Where]
    env: Mapping[str, str]
    changed: Iterable[Where]
    jobs: int
    cache: bool
    cache_dir: Where


def scan(path: Where | Iterable[Where] = ".", *, function: str | None = None, **keywords: Unpack[Keywords]) -> Document:
    """The report on every Python Lambda function below a path, or below several.

    ``function`` is an id or ``TEMPLATE::ID``.  Raises UsageError where a path does not exist or a
    keyword has no meaning; whatever is wrong with what is scanned is in the report.
    """
    return document(_scanned(path, function, keywords))


def diff(policy: Where, handler: str, *, root: Where | None = None, **keywords: Unpack[Keywords]) -> Document:
    """The report on one handler (``FILE.py:FUNC``) run with the role of one policy document, JSON or YAML.

    Code is imported from ``root``, the working folder unless told, where it holds both files, else from their folders.

    Raises UsageError where there is no such file, or it is no policy document.
    """
    given = standalone(fspath(policy), handler, None if root is None else Path(root))
    return document(report_on((given.template,), given.repository, _options(None, keywords)))


def policy(
    path: Where | Iterable[Where] = ".", *, function: str | None = None, format: str = "json", **keywords: Unpack[Keywords],  # noqa: A002 - the option's name
) -> str:  # fmt: skip
    """The minimal policy of every function, ready to paste: ``json``, ``yaml``, ``sam``, ``cloudformation``, ``serverless``, ``terraform``.

    Raises UsageError for another format, and where there is no such function.
    """
    if format not in POLICY_FORMATS:
        raise UsageError(f"format must be one of {', '.join(POLICY_FORMATS)}, not {format!r}")
    report = _scanned(path, function, keywords)
    if not report.functions:
        raise UsageError(_none_found(function))
    policies = tuple(
        FunctionPolicy(each.entry.declaration.id, each.entry.template, each.policy) for each in report.functions
    )
    return mask(render(format, Batch(policies, Rulebook())).text)


def explain(
    path: Where | Iterable[Where] = ".", *, function: str, action: str | None = None, **keywords: Unpack[Keywords],
) -> str:  # fmt: skip
    """Why a function needs an action (or each of its actions), or why a grant of it is thought unneeded, for a person.

    ``action`` may hold wildcards.  Raises UsageError where no function, or more than one, has the id.
    """
    chosen = _one(_scanned(path, function, keywords), function)
    return plain(explanation(chosen, action, source_of(discover(_paths(path)))))


def to_dict(report: Document) -> dict[str, Any]:
    """The report as plain values, as ``overgrant scan --format json`` writes it."""
    found: dict[str, Any] = to_builtins(report)
    return found


def _one(report: Analysis, function: str) -> FunctionReport:
    if len(report.functions) > 1:
        names = (f"{each.entry.declaration.template}::{each.entry.declaration.id}" for each in report.functions)
        raise UsageError(f"say which function: {' or '.join(names)}")
    if not report.functions:
        raise UsageError(_none_found(function))
    return report.functions[0]


def _none_found(function: str | None) -> str:
    return "no Python Lambda function found" if function is None else f"no Python Lambda function {function} found"


def _scanned(path: Where | Iterable[Where], function: str | None, keywords: Keywords) -> Analysis:
    options = _options(function, keywords)
    try:
        return run(_paths(path), options)
    except NoSuchPathError as error:
        raise UsageError(str(error)) from error


def _paths(path: Where | Iterable[Where]) -> tuple[str, ...]:
    return (fspath(path),) if isinstance(path, str | PathLike) else tuple(fspath(each) for each in path)


def _options(function: str | None, keywords: Keywords) -> Options:
    unknown = sorted(keywords.keys() - Keywords.__annotations__.keys())
    if unknown:
        raise UsageError(*(f"there is no keyword {name!r}" for name in unknown))
    changed = keywords.get("changed")
    folder = keywords.get("cache_dir")
    return Options(
        function=function,
        template=keywords.get("template"),
        region=keywords.get("region"),
        account=keywords.get("account"),
        partition=keywords.get("partition"),
        params=tuple(keywords.get("params", {}).items()),
        stage=keywords.get("stage"),
        var_files=tuple(fspath(each) for each in keywords.get("var_files", ())),
        env=tuple(keywords.get("env", {}).items()),
        jobs=keywords.get("jobs", 1),
        cache=keywords.get("cache", True),
        cache_dir=None if folder is None else fspath(folder),
        changed=None if changed is None else tuple(str(Path(each).resolve()) for each in changed),
    )
