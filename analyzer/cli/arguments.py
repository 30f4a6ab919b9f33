"""Words of the command line → raw values, nothing judged yet."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from difflib import get_close_matches
from typing import NoReturn

from analyzer.cli.commands import COMMANDS, Command, command_named
from analyzer.cli.errors import UsageError
from analyzer.cli.flags import Flag

_ABOUT = "Does this Lambda function's role grant what its code needs, and nothing else?"


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def overview() -> str:
    """The help of the program as a whole."""
    width = max(len(command.name) for command in COMMANDS)
    rows = "\n".join(f"  {command.name:<{width}}  {command.summary}" for command in COMMANDS)
    return (
        f"usage: overgrant COMMAND [options]\n\n{_ABOUT}\n\ncommands:\n{rows}\n\noptions:\n"
        "  -h, --help  show this, or with a command the options of that command\n"
        "  --version   show the version of the program and of its data\n\n"
        "exit codes: 0 nothing found, 1 findings, 2 wrong usage or configuration,\n"
        "            3 no Python Lambda function found, 4 incomplete under --strict, or an internal error\n"
    )


def command_of(word: str) -> Command:
    """The command that the first word names; raises UsageError for any other."""
    command = command_named(word)
    if command is None:
        near = get_close_matches(word, [known.name for known in COMMANDS], 1)
        hint = f", did you mean {near[0]}?" if near else ""
        raise UsageError(f"there is no command {word!r}{hint}")
    return command


def parse(command: Command, words: list[str]) -> tuple[Namespace, tuple[str, ...]]:
    """Raw values by attribute, None where a flag is not given, and everything wrong with the words' form."""
    parser = parser_of(command)
    raw, unknown = parser.parse_known_intermixed_args(words)
    known = [f"--{flag.name}" for flag in command.flags]
    # What follows an unknown option is most likely its value.
    options = [word for word in unknown if word.startswith("-")] or unknown
    return raw, tuple(_unknown(word, known) for word in options)


def parser_of(command: Command) -> ArgumentParser:
    """The parser of one command: its help is what ``overgrant COMMAND --help`` prints."""
    parser = _Parser(prog=f"overgrant {command.name}", description=f"{command.summary}.", allow_abbrev=False)
    if command.words:
        parser.add_argument("words", nargs="*", metavar=command.words, help=command.words_help)
    for flag in command.flags:
        _add(parser, flag)
    return parser


def _add(parser: ArgumentParser, flag: Flag) -> None:
    name = f"--{flag.name}"
    help_text = flag.help if not flag.default else f"{flag.help} (default: {flag.default})"
    if flag.kind == "switch":
        hidden = SUPPRESS if flag.name == "debug" else help_text
        parser.add_argument(name, action="store_const", const=True, help=hidden)
    elif flag.kind in ("list", "pairs", "reports", "paths"):
        parser.add_argument(name, action="append", metavar=flag.metavar, help=help_text)
    else:
        metavar = flag.metavar or "|".join(flag.choices)
        parser.add_argument(name, metavar=metavar, help=help_text)


def _unknown(word: str, known: list[str]) -> str:
    near = get_close_matches(word.partition("=")[0], known, 1)
    hint = f", did you mean {near[0]}?" if near else ""
    return f"unknown option {word!r}{hint}"
