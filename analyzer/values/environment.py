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


def settled(machine: Machine, value: Value) -> Value:
    """The value with those variables replaced that the template gives plain text: what tests of them come to.

    One that the template leaves unset, or sets to a parameter, may be anything when the function runs.
    Which variables were told apart is remembered, since somebody may set them otherwise after the deployment.
    """
    if not machine.settling or not any(isinstance(atom, Text) and _is_settled(machine, atom) for atom in value):
        return value
    return join_all(
        _forced(machine, atom) if isinstance(atom, Text) and _is_settled(machine, atom) else Value((atom,))
        for atom in value
    )


def _is_settled(machine: Machine, text: Text) -> bool:
    names = [part.name for part in text.parts if isinstance(part, Env)]
    known = bool(names) and all(
        name in machine.environment and all(each.literal is not None for each in machine.environment[name])
        for name in names
    )
    machine.settings.update(dict.fromkeys(names if known else ()))
    return known


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
