"""``overgrant fix``."""

from argparse import Namespace
from difflib import unified_diff
from pathlib import Path

from analyzer.cli.analysis import checked, options_of, told
from analyzer.cli.chosen import nothing_found
from analyzer.cli.commands import Command
from analyzer.cli.errors import UsageError
from analyzer.cli.exits import Exit
from analyzer.cli.output import say, write
from analyzer.cli.selection import selection_of
from analyzer.cli.verdict import verdict
from analyzer.pipeline.fixing import FixReport, fix
from analyzer.reports.masking import mask


def run(command: Command, raw: Namespace, problems: tuple[str, ...]) -> Exit:
    """Rewrites the templates, or shows the difference; on stderr what was not fixed, and why."""
    settings, folder = checked(command, raw, problems)
    selection = selection_of(settings, folder)
    with options_of(settings) as options:
        narrowing = selection.takes("wide-resource")
        done = fix(settings.words or (".",), options, selection.apply, narrowing=narrowing)
    told(done.after)
    if not done.after.functions:
        nothing_found(done.after.problems, settings)
    only_shown = settings.switch("diff")
    if only_shown:
        write("".join(_difference(path, *pair) for path, pair in done.files.items()), None)
    else:
        for path, (_, new) in done.files.items():
            _replace(Path(done.root, path), new)
        write("".join(f"{one.span}: fixed {one.rule} {mask(_what(one))}\n" for one in done.fixed), None)
    _summary(done, only_shown=only_shown)
    return verdict(done.after, settings.choice("fail-on"), strict=settings.switch("strict"))


def _what(finding: object) -> str:
    return str(getattr(finding, "grant", None) or ", ".join(getattr(finding, "actions", ())))


def _replace(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def _difference(path: str, old: bytes, new: bytes) -> str:
    """The unified diff of one file, its lines as they end in it."""
    lines = unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace")
    return [one + "\n" for one in text.split("\n")[:-1]] + ([last] if (last := text.split("\n")[-1]) else [])


def _summary(done: FixReport, *, only_shown: bool) -> None:
    for refusal in done.refusals:
        say(f"{refusal.span}: not fixed for {refusal.function}: {mask(refusal.grant)}: {mask(refusal.why)}")
    verb = "would be fixed" if only_shown else "fixed"
    findings, files = len(done.fixed), len(done.files)
    say(
        f"{findings} finding{'' if findings == 1 else 's'} {verb} in {files} file{'' if files == 1 else 's'}, "
        f"{len(done.refusals)} refused"
    )
