"""Which files a change has changed: from git, or from a list."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from analyzer.cli.errors import UsageError
from analyzer.cli.settings import Settings

_OWN = "overgrant.toml"
_SHARED = "pyproject.toml"
# A scan opens no connection and runs nothing that a repository brings, so neither does git for it: no hook, no monitor
# of files, no external diff, no object fetched from where a partial clone left it.
# https://git-scm.com/docs/git-config, https://git-scm.com/docs/git#Documentation/git.txt-GITNOLAZYFETCH
_CAREFUL = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "protocol.allow=never")
_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def changed_files(settings: Settings, folder: Path | None) -> tuple[str, ...] | None:
    """The absolute paths of the files that ``--changed-since`` or ``--changed-files`` name.

    None where neither is given, and where the configuration in ``folder`` is among them: what it
    says bears on every function.  Raises UsageError where the list or the commit cannot be read.
    """
    ref, file = settings.text("changed-since"), settings.text("changed-files")
    if ref is None and file is None:
        return None
    top = git_root(Path((settings.words or (".",))[0]).resolve())
    names = [*(_since(ref, top) if ref else ()), *(_listed(file) if file else ())]
    paths = tuple(sorted({os.path.normpath(top / name) for name in names}))
    decisive = {str(folder / _SHARED)} if folder else set()
    if any(path in decisive or Path(path).name == _OWN for path in paths):
        return None
    return paths


def git_root(start: Path) -> Path:
    """The nearest folder at or above that holds ``.git``; the folder itself where there is none."""
    folder = start if start.is_dir() else start.parent
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)


def _listed(file: str) -> Iterator[str]:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"--changed-files {file} cannot be read: {error.strerror}") from error
    parts = data.split(b"\0") if b"\0" in data else data.splitlines()
    yield from (os.fsdecode(part) for part in parts if part.strip())


def _since(ref: str, top: Path) -> list[str]:
    """What differs between the working folder and where it left the commit's history, new files included."""
    if ref.startswith("-"):
        raise UsageError(f"--changed-since must be a commit, not {ref!r}")
    difference = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--merge-base", ref)
    found = _git(top, *difference, "--") + _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return [os.fsdecode(name) for name in found.split(b"\0") if name]


def _git(top: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and a ref cannot be an option
            ("git", *_CAREFUL, *words),  # noqa: S607 - whichever git the user runs
            cwd=top,
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise UsageError(f"--changed-since needs git: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        raise UsageError(f"--changed-since: git says: {said[0]}")
    return done.stdout
