"""Values → argument trees: what a call was given, without a heap."""

from msgspec.structs import replace

from analyzer.core import Event, Hole, Lit, Text, lit
from analyzer.values.arguments import Argument, Items, Known, Members, Opaque
from analyzer.values.containers import unpacked
from analyzer.values.covering import WIDENED
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import Constant, EventRoot, Member, Object, Record, Sequence, Unknown, Value
from analyzer.values.outcomes import Arguments

MAX_DEPTH = 7
SAME = "="  # the last step of a response's path where what stands there is the argument named behind it
CALL = "@call"  # the member that holds the arguments of the call that gave an id
KEYS = "@keys"  # the member that holds keys which are no literals
MAX_WIDTH = 48
MAX_CHARACTERS = 400
MAX_PARTS = 1_000  # of one argument: records that hold records that hold records double at each step


def of_call(machine: Machine, arguments: Arguments) -> Members:
    """The keyword arguments of a client call; positional ones mean nothing to the SDK."""
    given = tuple((name, value) for name, value in arguments.keywords if not _is_none(value))
    fields = tuple((name, taken(machine, value)) for name, value in given)
    loose = tuple(name for name, value in given if _may_be_none(value))
    return Members(fields, open=arguments.extra is not None, loose=loose)


def _is_none(value: Value) -> bool:
    return bool(value) and all(isinstance(atom, Constant) and atom.value is None for atom in value)


def _may_be_none(value: Value) -> bool:
    return any(isinstance(atom, Constant) and atom.value is None for atom in value)


def taken(machine: Machine, value: Value) -> Argument:
    """A value as an argument tree, taken down once for as long as nothing in it changes."""
    heap = machine.heap
    known = machine.taken.get(value)
    if known is not None and all(heap.changes(owner) == count for owner, count in known[1]):
        if known[2]:
            _widened(machine)
        tree: Argument = known[0]
        return tree
    machine.visited.clear()
    tree = of_value(machine, value)
    widened = machine.visited.pop(WIDENED, False) is None
    if machine.visited:
        machine.taken[value] = (tree, tuple((each, heap.changes(each)) for each in machine.visited), widened)
    return tree


def _widened(machine: Machine) -> None:
    machine.visited[WIDENED] = None
    machine.gap("widened", NOWHERE, "more names than are kept apart; a pattern covers them", ())


def of_value(machine: Machine, value: Value, depth: int = 0) -> Argument:
    """A value as an argument tree; what is too deep, too large or not known is opaque."""
    machine.parts = machine.parts + 1 if depth else 0
    if depth > MAX_DEPTH or machine.parts > MAX_PARTS:
        return Opaque("deep")
    known: dict[Text, None] = {}
    trees: list[Argument] = []
    vague = ""
    named = any(isinstance(atom, Text) for atom in value)
    for atom in value:
        match atom:
            case Text():
                if WIDENED in atom.parts and not _has_lines(atom):
                    _widened(machine)
                known[_bounded(atom)] = None
            case Constant(value=None):
                continue
            case Constant(value=bool()) if named:
                continue  # a member takes a string or a truth value: the SDK refuses one for the other
            case Constant(value=plain):
                known[lit(str(plain).lower() if isinstance(plain, bool) else str(plain))] = None
            case EventRoot(path):
                known[Text((Event(path),))] = None
            case Member(cls=cls, name=name):
                machine.visited[cls] = None
                trees.append(of_value(machine, machine.heap.read(cls, name) or Value(()), depth + 1))
            case Record(key=key):
                trees.append(_record(machine, key, depth))
            case Sequence():
                trees.append(_sequence(machine, atom, depth))
            case Object(type="response", key=(_, _, (*_, str(step)), Members() as given)) if step == SAME + CALL:
                trees.append(Members(((CALL, _without_calls(given)),), open=True))
            case Object(type="response", key=(_, _, (*_, str(step)), Members() as given)) if step.startswith(SAME):
                again = at_path(given, step.removeprefix(SAME))
                if again is None or isinstance(again, Opaque):
                    vague = "unknown"
                else:
                    trees.append(again)
            case Object(type="resource", key=(_, kind, _)):
                vague = f"a {kind} object"
            case Unknown(why):
                vague = why or "unknown"
            case _:
                vague = "unknown"
    return _united(tuple(known), trees, vague)


def _has_lines(text: Text) -> bool:
    """Whether the text has several lines: a message, the name of nothing."""
    return any(isinstance(part, Lit) and "\n" in part.value for part in text.parts)


def _without_calls(given: Members) -> Members:
    """The arguments of a call less what is known of the calls before it, so that no chain of them grows."""
    fields = ((name, value) for name, value in given.fields)
    kept = tuple((name, Opaque(CALL) if _is_from_call(value) else value) for name, value in fields)
    return replace(given, fields=kept)


def _is_from_call(value: Argument) -> bool:
    return isinstance(value, Members) and value.get(CALL) is not None


def _bounded(text: Text) -> Text:
    if sum(len(part.value) for part in text.parts if hasattr(part, "value")) <= MAX_CHARACTERS:
        return text
    return Text((Hole("long"),))


def _united(known: tuple[Text, ...], trees: list[Argument], vague: str) -> Argument:
    members = [tree for tree in trees if isinstance(tree, Members)]
    items = [tree for tree in trees if isinstance(tree, Items)]
    texts = [text for tree in trees if isinstance(tree, Known) for text in tree.texts]
    if known or texts:
        return Known(tuple(dict.fromkeys((*known, *texts))), open=bool(vague or members or items))
    if members:
        return _merged(members, opened=bool(vague or items))
    if items:
        elements = dict.fromkeys(element for tree in items for element in tree.elements)
        return Items(tuple(elements), open=bool(vague) or any(tree.open for tree in items))
    return Opaque(vague)


def _merged(members: list[Members], *, opened: bool) -> Members:
    fields: dict[str, list[Argument]] = {}
    for tree in members:
        for name, value in tree.fields:
            fields.setdefault(name, []).append(value)
    loose = tuple(
        name
        for name, values in fields.items()
        if opened or len(values) < len(members) or any(name in tree.loose for tree in members)
    )
    opened = opened or any(tree.open for tree in members)
    return Members(tuple((name, either(values)) for name, values in fields.items()), open=opened, loose=loose)


def either(values: list[Argument]) -> Argument:
    """An argument that is any of these."""
    if len(values) == 1:
        return values[0]
    known = [text for each in values if isinstance(each, Known) for text in each.texts]
    vague = next((each.why or "unknown" for each in values if isinstance(each, Opaque)), "")
    if not vague and any(isinstance(each, Known) and each.open for each in values):
        vague = "unknown"
    trees: list[Argument] = [each for each in values if isinstance(each, Members | Items)]
    return _united(tuple(dict.fromkeys(known)), trees, vague)


def _record(machine: Machine, key: object, depth: int) -> Members:
    fields: list[tuple[str, Argument]] = []
    symbols: list[Text] = []
    loose: list[str] = []
    opened = False
    machine.visited[key] = None
    for slot, value in machine.heap.items(key):
        if slot == "*" or len(fields) >= MAX_WIDTH or machine.parts > MAX_PARTS:
            opened = True
        elif slot.startswith("s:") and not _is_none(value):
            fields.append((slot[2:], of_value(machine, value, depth + 1)))
            if _may_be_none(value) or not machine.heap.sure(key, slot):
                loose.append(slot[2:])
        elif slot.startswith("t:"):
            symbols.extend(Value((machine.heap.symbols[slot],)).texts)
    if symbols:
        fields.append((KEYS, Known(tuple(symbols))))
    return Members(tuple(fields), open=opened, loose=tuple(name for name, _ in fields) if opened else tuple(loose))


def _sequence(machine: Machine, atom: Sequence, depth: int) -> Items:
    machine.visited[atom.key] = None
    found, more = unpacked(machine, Value((atom,)), 0)
    elements = dict.fromkeys(of_value(machine, item, depth + 1) for item in found[:MAX_WIDTH])
    if more is None:
        return Items(tuple(elements), open=len(found) > MAX_WIDTH)
    rest = of_value(machine, more, depth + 1)
    if isinstance(rest, Opaque):
        return Items(tuple(elements), open=True)
    elements[rest] = None
    return Items(tuple(elements))


def put(fields: dict[str, Argument], path: str, value: Argument) -> None:
    """Set a member by its dotted path (``Delete.Objects[].Key``, ``InstanceIds[0]``, ``Entries[*].Id``)."""
    head, _, rest = path.partition(".")
    name, bracket, index = head.partition("[")
    have = fields.get(name)
    elements = list(have.elements) if bracket and isinstance(have, Items) else []
    at = int(index[:-1]) if index[:-1].isdigit() else 0
    if rest:
        owner = elements[at] if at < len(elements) else None if bracket else have
        inner = dict(owner.fields) if isinstance(owner, Members) else {}
        put(inner, rest, value)
        value = Members(tuple(inner.items()))
    if bracket:
        elements[at : at + 1] = [value]
    fields[name] = Items(tuple(elements)) if bracket else value


def at_path(arguments: Members, path: str) -> Argument | None:
    """The argument at a dotted path, list elements united; None when it is not given."""
    current: Argument | None = arguments
    for step in path.split("."):
        name = step.removesuffix("[]")
        if isinstance(current, Items):
            inner = [found for each in current.elements if isinstance(each, Members) and (found := each.get(name))]
            current = either(inner) if inner else None
        elif isinstance(current, Members):
            current = current.get(name) or (Opaque("open") if current.open else None)
        else:
            return current
    return current
