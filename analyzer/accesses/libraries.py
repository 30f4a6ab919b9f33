"""Packages outside the scanned code, by the rows of ``rules/libraries``."""

from pathlib import Path

from analyzer.accesses import snapshot
from analyzer.core import Text
from analyzer.rulebook.libraries import LibraryFunction, LibraryRules, load_libraries
from analyzer.values.arguments import Argument, Known, Members
from analyzer.values.machine import Machine
from analyzer.values.model import STRING, Bound, External, Function, Instance, Partial, Value, unknown
from analyzer.values.outcomes import Arguments, Effect, Outcome

SDK = ("boto3", "botocore", "aioboto3", "aiobotocore", "s3transfer", "_overgrant")
_REGISTERS, _DECORATES = "overgrant.registers", "functools.identity"
_CALLABLES = Function | Bound | Partial | Instance


class Libraries:
    """The library rows, read once when first asked."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._rules: LibraryRules | None = None

    @property
    def rules(self) -> LibraryRules:
        """All library rows."""
        if self._rules is None:
            self._rules = load_libraries(self._directory)
        return self._rules

    def knows(self, module: str) -> bool:
        """Whether a package is modelled, or known to call nothing of its own accord."""
        return self.is_modelled(module) or any(name in self.rules.inert for name in _prefixes(module))

    def is_modelled(self, module: str) -> bool:
        """Whether a package has a model, so that its source is not analysed even where it is at hand."""
        return module.split(".", maxsplit=1)[0] in SDK or any(name in self.rules.modelled for name in _prefixes(module))

    def attribute(self, owner: str, name: str) -> Outcome | None:
        """An attribute of a package; plain names need no model."""
        return None

    def call(self, machine: Machine, name: str, arguments: Arguments, at: int) -> Outcome | None:
        """What calling a function of a package does, None when no row says it."""
        if name == _REGISTERS:
            return _registered(arguments)
        row = self.rules.functions.get(name)
        if row is None:
            return None
        effects = tuple(_effect(machine, row, index, arguments, at) for index in range(len(row.calls)))
        if row.role:
            return _decorating(row, arguments, effects)
        return Outcome(_result(name, row, arguments), effects)


def _prefixes(module: str) -> list[str]:
    words = module.split(".")
    return [".".join(words[:count]) for count in range(1, len(words) + 1)]


def _registered(arguments: Arguments) -> Outcome:
    """A function that a library calls later, with arguments that only the library knows."""
    target = arguments.positional[0] if arguments.positional else unknown("function")
    later = Arguments((), (), unknown("argument"), unknown("argument"))
    return Outcome(target, calls=((Value(tuple(a for a in target if isinstance(a, _CALLABLES))), later),))


def _decorating(row: LibraryFunction, arguments: Arguments, effects: tuple[Effect, ...]) -> Outcome:
    functions = [value for value in arguments.positional if any(isinstance(a, _CALLABLES) for a in value)]
    if functions:
        made = _registered(Arguments((functions[0],))) if row.role == "registers" else Outcome(functions[0])
        return Outcome(made.result, effects, made.calls)
    return Outcome(Value((External(_REGISTERS if row.role == "registers" else _DECORATES),)), effects)


def _result(name: str, row: LibraryFunction, arguments: Arguments) -> Value:
    if row.returns == "text":
        return STRING
    if row.returns == "self":
        return Value((External(f"{name}()"),))
    if row.returns == "first" and arguments.positional:
        return arguments.positional[0]
    return unknown(name)


def _effect(machine: Machine, row: LibraryFunction, index: int, arguments: Arguments, at: int) -> Effect:
    call = row.calls[index]
    fields: dict[str, Argument] = {}
    opened = False
    for member, source in call.arguments:
        kind, _, word = source.partition(":")
        if kind == "literal":
            snapshot.put(fields, member, Known((Text.of(word),)))
            continue
        value = arguments.get(row.parameters.index(word) if word in row.parameters else None, word)
        if value is not None:
            snapshot.put(fields, member, snapshot.of_value(machine, value))
        else:
            opened = opened or arguments.extra is not None
    given = Members(tuple(fields.items()), open=opened)
    return Effect(call.service, call.operation, given, machine.span(at), machine.frame.node, "", "library")
