"""What every scanning command does first: settings → options → Report."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.cli.commands import Command
from analyzer.cli.configuration import read_configuration
from analyzer.cli.errors import UsageError
from analyzer.cli.output import progress_bar, say
from analyzer.cli.settings import Settings, check
from analyzer.reports.model import Report

if TYPE_CHECKING:
    from analyzer.pipeline import Options


def checked(command: Command, raw: Namespace, problems: tuple[str, ...]) -> tuple[Settings, Path | None]:
    """The settings and the folder of the configuration file; raises UsageError with all that is wrong."""
    paths = tuple(getattr(raw, "words", ()))
    named = (*paths, *filter(None, [getattr(raw, "serverless_state", None)]))
    missing = tuple(f"there is no file or folder {path}" for path in named if not Path(path).exists())
    configuration = read_configuration(raw.config, paths)
    settings = check(command, raw, configuration.values, (*problems, *missing, *configuration.problems))
    wrong = _wrong_variable_files(settings, paths or (".",))
    if wrong:
        raise UsageError(*wrong)
    return settings, configuration.folder


def _wrong_variable_files(settings: Settings, paths: tuple[str, ...]) -> list[str]:
    """What is wrong with the files of ``--var-file``, which may be named from the scanned folder or a module's own."""
    names = settings.names("var-file")
    found = []
    for name in names:
        file = next((place for place in _places(name, paths) if place.is_file()), None)
        why = "there is no such file" if file is None else _unreadable(file)
        found += [f"--var-file {name}: {why}"] if why else []
    return found


def _unreadable(file: Path) -> str:
    """Why a file of variables cannot be used, as far as what reads Terraform is installed."""
    if find_spec("tree_sitter_hcl") is None:
        return ""
    from analyzer.templates.terraform.variables import unreadable

    try:
        return unreadable(file.name, file.read_bytes())
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _places(name: str, paths: tuple[str, ...]) -> Iterator[Path]:
    yield Path(name)
    for path in map(Path, paths):
        yield path / name
        yield from () if Path(name).is_absolute() else path.rglob(name)


def analysed(settings: Settings, changed: tuple[str, ...] | None = None) -> Report:
    """The Report of the settings' paths; with ``changed``, on the functions that these files bear on."""
    from analyzer.pipeline import scan  # wrong usage is told before the analysis is loaded

    with options_of(settings, changed) as options:
        return scan(settings.words or (".",), options)


def told(report: Report) -> Report:
    """The report, for commands that show none of its problems: options without effect are said on stderr.

    Where there is no function, every problem is said anyway.
    """
    from analyzer.reports.masking import mask
    from analyzer.reports.wording import IDLE

    for problem in report.problems:
        if problem.code == IDLE and report.functions:
            say(mask(problem.message))
    return report


@contextmanager
def options_of(settings: Settings, changed: tuple[str, ...] | None = None) -> Iterator["Options"]:
    """The options of a run, while its progress is shown."""
    from analyzer.pipeline import Options

    with progress_bar() as progress:
        yield Options(**_options(settings), changed=changed, progress=progress)


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "function": settings.text("function"),
        "template": settings.text("template"),
        "region": settings.text("region"),
        "account": settings.text("account"),
        "partition": settings.text("partition"),
        "params": settings.pairs("param"),
        "stage": settings.text("stage"),
        "var_files": settings.names("var-file"),
        "serverless_state": settings.text("serverless-state"),
        "env": settings.pairs("env"),
        "jobs": settings.number("jobs", _processors()),
        "cache": not settings.switch("no-cache"),
        "cache_dir": settings.text("cache-dir"),
        "debug": settings.switch("debug"),
    }


def _processors() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
