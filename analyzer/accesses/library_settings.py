"""Classes whose fields a library fills from the environment: rows ``[[settings]]`` of ``rules/libraries``."""

from analyzer.core import Env, Text
from analyzer.rulebook.libraries import Settings
from analyzer.values.environment import names
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import Class, Instance, Value, string


def field(machine: Machine, rules: Settings, cls: Class, name: str, default: Value) -> Value:
    """What a field without a value of its own holds: the variable of its name in any case, else its default.

    Where it has an alias, that is the variable's name, without a prefix; of several the first one that is set.
    A default that is an object of the scanned code stays: its own fields are filled in turn.
    """
    if any(isinstance(atom, Instance) for atom in default):
        return default
    own = machine.attribute_of(cls, f"alias:{name}", NOWHERE)
    wanted = list((own.literals if own is not None else None) or ())
    wanted = wanted or [f"{prefix}{name}" for prefix in _prefixes(machine, rules, cls)]
    set_there = names(machine)
    there = {each.lower() for each in set_there}
    wanted = [full for full in wanted if full.lower() in there][:1] or wanted
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
