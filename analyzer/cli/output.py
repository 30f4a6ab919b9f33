"""Where reports go: stdout or a file, in colour or not; and the progress that a terminal sees."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from analyzer.cli.errors import UsageError

Progress = Callable[[str, int, int], None]


def wants_colour(stream: IO[str], environ: Mapping[str, str]) -> bool:
    """Whether to colour: NO_COLOR wins over FORCE_COLOR, which wins over what the stream is.

    Both count when they are set and not empty: https://no-color.org/, https://force-color.org/.
    """
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"


def stdout_colour() -> bool:
    """Whether stdout gets colour."""
    return wants_colour(sys.stdout, os.environ)


def say(message: str) -> None:
    """One message for the person at the terminal, on stderr, since stdout holds the report alone."""
    shown = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in message)
    sys.stderr.write(f"overgrant: {shown}\n")


def write(text: str, target: str | None) -> None:
    """The text as UTF-8 to a file, or to stdout for None; raises UsageError where the file cannot be written."""
    data = text.encode("utf-8", "backslashreplace")
    if target is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            close_stdout()
        return
    try:
        Path(target).write_bytes(data)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}") from error


def close_stdout() -> None:
    """Forgets stdout: its reader went away (``overgrant scan | head``), which is no failure of the run.

    Python would complain on its way out otherwise: https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unwritable(target: str) -> str | None:
    """Why a file cannot be written to, known before the work is done; None when nothing speaks against it."""
    path = Path(target)
    if path.is_dir():
        return f"{target} is a folder"
    if not path.absolute().parent.is_dir():
        return f"{target} cannot be written: there is no folder {path.parent}"
    return None


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A bar on stderr while it is a terminal, else None."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield report
