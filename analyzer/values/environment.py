"""Environment variables that decide what is called: their value in this function's template is used."""

from analyzer.core import Env, Text
from analyzer.values import texts
from analyzer.values.machine import Machine
from analyzer.values.model import Value, join_all

ALL_NAMES = "*"  # stands among the forced variables for the question which there are


def names(machine: Machine) -> tuple[str, ...]:
    """The variables that this function's template sets, in order; that they were asked for is remembered."""
    found = tuple(sorted(machine.environment))
    machine.forced[ALL_NAMES] = "\0".join(found)
    return found


def force(machine: Machine, value: Value) -> Value:
    """The value with environment variables replaced by what the template sets; each use is remembered."""
    results = []
    for atom in value:
        if isinstance(atom, Text) and any(isinstance(part, Env) for part in atom.parts):
            results.append(_forced(machine, atom))
        else:
            results.append(Value((atom,)))
    return join_all(results)


def _forced(machine: Machine, text: Text) -> Value:
    columns: list[tuple[Text, ...]] = []
    for part in text.parts:
        if not isinstance(part, Env):
            columns.append((Text((part,)),))
            continue
        known = machine.environment.get(part.name)
        machine.forced[part.name] = "\0".join(str(each) for each in known) if known is not None else ""
        if known is None:
            known = (part.default,) if part.default is not None else (Text((part,)),)
        columns.append(known)
    return texts.concat(columns)
