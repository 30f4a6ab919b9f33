"""Methods that boto3 and botocore add by hand: rows of ``rules/operations/``, run on a call's arguments."""

from analyzer.accesses import snapshot
from analyzer.accesses.calls import Environment, Who, effect
from analyzer.core import Hole, Text
from analyzer.rulebook.model import Injected, InjectedCall
from analyzer.values.arguments import Argument, Known, Members, Opaque
from analyzer.values.machine import Machine
from analyzer.values.model import NONE, Object, Value, unknown
from analyzer.values.outcomes import Arguments, Effect, Outcome

Identifiers = tuple[tuple[str, Text], ...]


def find(shared: Environment, service: str, owner: str, method: str) -> Injected | None:
    """The row of an injected method, or None."""
    for row in shared.rulebook.injected(service):
        if row.owner == owner and row.method == method:
            return row
    return None


def call(
    machine: Machine, shared: Environment, who: Who, row: Injected, identifiers: Identifiers, arguments: Arguments, at: int,
) -> Outcome:  # fmt: skip
    """The effects of an injected method."""
    given = _given(machine, row, arguments)
    effects: list[Effect] = []
    for each in row.calls:
        operations = _operations(machine, shared, who, each, given, at)
        effects += [effect(machine, who, name, _arguments(each, given, identifiers), at) for name in operations]
    if row.returns:
        key = (who.service, row.returns, identifiers)
        return Outcome(Value((Object("resource", key, who.caller),)), tuple(effects))
    return Outcome(
        unknown(row.method) if "url" in row.method or row.method.startswith("generate") else NONE, tuple(effects)
    )


def _given(machine: Machine, row: Injected, arguments: Arguments) -> dict[str, Argument]:
    given: dict[str, Argument] = {}
    for position, name in enumerate(row.parameters):
        value = arguments.get(position, name)
        if value is not None:
            given[name] = snapshot.of_value(machine, value)
    return given


def _operations(
    machine: Machine, shared: Environment, who: Who, row: InjectedCall, given: dict[str, Argument], at: int,
) -> list[str]:  # fmt: skip
    if not row.operation.startswith("parameter:"):
        return [row.operation]
    name = given.get(row.operation.removeprefix("parameter:"))
    words = [text.literal for text in name.texts] if isinstance(name, Known) and not name.open else [None]
    found = []
    for word in words:
        operation = shared.rulebook.operation_of_method(who.service, word) if word is not None else None
        if operation is None:
            machine.gap(
                "dynamic-operation", at, f"the operation of {who.service} that is signed is not known", (who.service,)
            )
        else:
            found.append(operation.name)
    return found


def _arguments(row: InjectedCall, given: dict[str, Argument], identifiers: Identifiers) -> Members:
    fields: dict[str, Argument] = {}
    opened = False
    loose: tuple[str, ...] = ()
    if row.all_from:
        spread = given.get(row.all_from.removeprefix("parameter:"))
        if isinstance(spread, Members):
            fields, opened, loose = dict(spread.fields), spread.open, spread.loose
        else:
            opened = spread is not None
    for member, source in row.arguments:
        found = _source(source, given, identifiers)
        if found is not None:
            snapshot.put(fields, member, found)
    return Members(tuple(fields.items()), open=opened, loose=loose)


def _source(source: str, given: dict[str, Argument], identifiers: Identifiers) -> Argument | None:
    kind, _, name = source.partition(":")
    if kind == "literal":
        return Known((Text.of(name),))
    if kind == "self":
        known = dict(identifiers)
        return Known((known[name],)) if name in known else Opaque("identifier")
    head, _, rest = name.partition(".")
    found = given.get(head)
    if found is None or not rest:
        return found
    if isinstance(found, Members):
        return snapshot.at_path(found, rest)
    return Known((Text((Hole(name),)),))
