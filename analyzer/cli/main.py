"""From ``sys.argv`` to an exit code."""

import sys
import traceback
from importlib import import_module

from analyzer.cli.arguments import command_of, overview, parse
from analyzer.cli.errors import UsageError
from analyzer.cli.exits import Exit
from analyzer.cli.output import close_stdout, say


def main() -> None:
    """Runs the command that the command line names, and ends the process with its exit code."""
    sys.exit(_guarded(sys.argv[1:]))


def _guarded(words: list[str]) -> int:
    try:
        return _flushed(words)
    except UsageError as error:
        for problem in error.problems:
            say(f"error: {problem}")
        return Exit.USAGE
    except BrokenPipeError:
        close_stdout()
        return Exit.CLEAN
    except KeyboardInterrupt:
        say("interrupted")
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the front door: exit code 1 means findings, a bug must not look like one
        return _internal_error(error, debug="--debug" in words)


def _flushed(words: list[str]) -> int:
    try:
        code = _run(words)
    except SystemExit as leaving:  # argparse leaves like this once it has shown help
        code = Exit(int(leaving.code or 0))
    sys.stdout.flush()
    return code


def _run(words: list[str]) -> Exit:
    if not words or words[0] in ("-h", "--help"):
        (sys.stdout if words else sys.stderr).write(overview())
        return Exit.CLEAN if words else Exit.USAGE
    if words[0] in ("--version", "-V"):
        sys.stdout.write(import_module("analyzer.cli.version").version_line() + "\n")
        return Exit.CLEAN
    command = command_of(words[0])
    raw, problems = parse(command, words[1:])
    result = import_module(command.module).run(command, raw, problems)
    return Exit(result)


def _internal_error(error: Exception, *, debug: bool) -> Exit:
    if debug:
        traceback.print_exception(error)
    say(f"internal error: {type(error).__name__}: {error}")
    say("please report it with the traceback that --debug shows")
    return Exit.INCOMPLETE
