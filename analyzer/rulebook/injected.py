"""``[[injected]]`` rows of ``rules/operations/*.toml``: methods that boto3 and botocore add by hand."""

from pathlib import Path

from analyzer.rulebook.model import Injected, InjectedCall
from analyzer.rulebook.operations import EVERY_SERVICE
from analyzer.rulebook.tables import RulesError, Table, open_table

_SOURCES = ("parameter:", "self:", "literal:")


def load_injected(folder: Path, service: str) -> tuple[Injected, ...]:
    """The injected methods of one service, its own before those of every service; ``RulesError`` lists all errors."""
    errors: list[str] = []
    found: tuple[Injected, ...] = ()
    for name in (service, EVERY_SERVICE):
        path = folder / f"{name}.toml"
        if path.is_file():
            found += read_injected(path, service, errors)
    if errors:
        raise RulesError(errors)
    return found


def check_injected(folder: Path) -> list[str]:
    """Every error in the injected methods of every file."""
    errors: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        if not path.stem.startswith("_") or path.stem == EVERY_SERVICE:
            read_injected(path, path.stem, errors)
    return errors


def read_injected(path: Path, service: str, errors: list[str]) -> tuple[Injected, ...]:
    """The injected methods of one file; what is wrong is appended to ``errors``."""
    rows: list[Injected] = []
    for row in open_table(path, errors).tables("injected"):
        owners = row.texts("owner")
        if not owners:
            row.note("owner is missing")
        method = row.text("method", required=True)
        parameters = row.texts("parameters")
        calls = tuple(_call(call) for call in row.tables("calls"))
        returns = row.text("returns")
        doc = row.text("doc", required=True)
        _check_parameters(row, parameters, calls)
        row.close()
        rows.extend(Injected(service, owner, method, parameters, calls, returns, doc) for owner in owners)
    return tuple(rows)


def _call(row: Table) -> InjectedCall:
    call = InjectedCall(row.text("operation", required=True), row.pairs("arguments"), row.text("all_from"))
    for member, source in call.arguments:
        if not source.startswith(_SOURCES):
            row.note(f"{member} comes from {source}, which must begin with one of {', '.join(_SOURCES)}")
    row.close()
    return call


def _check_parameters(row: Table, parameters: tuple[str, ...], calls: tuple[InjectedCall, ...]) -> None:
    known = frozenset(parameters)
    for call in calls:
        for source in (call.operation, call.all_from, *(source for _, source in call.arguments)):
            name = source.removeprefix("parameter:").partition(".")[0]
            if source.startswith("parameter:") and name not in known:
                row.note(f"{name} is no parameter of the method")
