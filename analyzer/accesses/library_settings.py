"""Classes whose fields a library fills from the environment: rows ``[[settings]]`` of ``rules/libraries``."""

from analyzer.core import Env, Text
from analyzer.rulebook.libraries import Settings
from analyzer.values.environment import names
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import Class, Instance, Value, string


def field(machine: Machine, rules: Settings, cls: Class, name: str, default: Value) -> Value:
    """What a field without a value of its own holds: the variable of its name in any case, else its default.

    A default that is an object of the scanned code stays: its own fields are filled in turn.
    """
    if any(isinstance(atom, Instance) for atom in default):
        return default
    wanted = [f"{prefix}{name}" for prefix in _prefixes(machine, rules, cls)]
    set_there = names(machine)
    found = [next((each for each in set_there if each.lower() == full.lower()), full.upper()) for full in wanted]
    fallbacks = default.texts or (None,)
    return Value(tuple(dict.fromkeys(Text((Env(full, text),)) for full in found for text in fallbacks)))


def _prefixes(machine: Machine, rules: Settings, cls: Class) -> tuple[str, ...]:
    for owner in rules.owners:
        holder = machine.attribute_of(cls, owner, NOWHERE)
        if holder is None:
            continue
        for value in (
            machine.item(holder, string(rules.prefix), NOWHERE),
            machine.attribute(holder, rules.prefix, NOWHERE),
        ):
            if value.literals:
                return value.literals
    return ("",)
