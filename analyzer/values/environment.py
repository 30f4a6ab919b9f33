"""Environment variables that decide what is called: their value in this function's template is used."""

from analyzer.core import Env, Hole, Lit, Text
from analyzer.values import texts
from analyzer.values.machine import Machine
from analyzer.values.model import NONE, SET_BY_HOST, Atom, Value, join_all

ENVIRONMENT = ("environ", "process")  # where the heap keeps what the code itself sets
ALL_NAMES = "*"  # stands among the forced variables for the question which there are
FILLED = "+"  # before a name among them: whether its value is never empty


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
    found = [_settled(machine, atom) for atom in value]
    return value if all(each is None for each in found) else _joined(value, found)


def tested(machine: Machine, value: Value) -> Value:
    """The settled value, in which what Lambda always sets, and what the template fills, is a text that is not empty."""
    known = settled(machine, value)
    found = [_filled(machine, atom) or _by_host(machine, atom, whole=True) for atom in known]
    return known if all(each is None for each in found) else _joined(known, found)


def is_set(machine: Machine, name: str) -> bool | None:
    """Whether an environment variable is there: None where neither the template nor Lambda says so."""
    if machine.heap.read(ENVIRONMENT, name) is not None:
        return None
    own = machine.environment.get(name)
    machine.forced[name] = "\0".join(str(each) for each in own) if own is not None else ""
    if own is not None:
        machine.settings.update({name: None} if machine.settling else {})
        return True if machine.settling else None
    known = machine.externals.variable(name)
    return None if known is None else bool(known)


def _joined(value: Value, found: list[Value | None]) -> Value:
    return join_all(Value((atom,)) if each is None else each for atom, each in zip(value, found, strict=True))


def _settled(machine: Machine, atom: Atom) -> Value | None:
    if not isinstance(atom, Text):
        return None
    if machine.settling and _is_settled(machine, atom):
        return _forced(machine, atom)
    return _by_host(machine, atom, whole=False)


def _filled(machine: Machine, atom: Atom) -> Value | None:
    """What stands for a variable that holds the name of something in the template, which is never empty."""
    only = _only(atom)
    if only is None or not machine.settling or only.name not in machine.environment:
        return None
    filled = only.name in machine.filled
    machine.forced[FILLED + only.name] = "yes" if filled else ""
    return Value((Text((Hole(SET_BY_HOST),)),)) if filled else None


def _only(atom: Atom) -> Env | None:
    """The variable that a text is, and nothing more."""
    only = atom.parts[0] if isinstance(atom, Text) and len(atom.parts) == 1 else None
    return only if isinstance(only, Env) else None


def _by_host(machine: Machine, atom: Atom, *, whole: bool) -> Value | None:
    """What stands for a variable that the template does not set and of which it is known whether Lambda does.

    ``whole``: for one that is set to anything too.
    """
    only = _only(atom)
    if only is None or only.name in machine.environment:
        return None
    known = machine.externals.variable(only.name)
    if known is None or (known == "*" and not whole):
        return None
    machine.forced[only.name] = ""
    if not known:
        return NONE if only.default is None else Value((only.default,))
    head, star, tail = known.partition("*")
    return Value(
        (
            Text.of(
                *((Lit(head),) if head else ()),
                *((Hole(SET_BY_HOST),) if star else ()),
                *((Lit(tail),) if tail else ()),
            ),
        )
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
