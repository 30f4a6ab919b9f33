"""Resource objects: actions, sub-resources, collections, lazy attributes and waiters, from boto3's own models."""

import itertools

from analyzer.accesses import injected, snapshot
from analyzer.accesses.calls import Environment, Who, effect, response
from analyzer.core import Hole, Text
from analyzer.rulebook.model import Binding, Collection, ResourceAction, ResourceType, SubResource
from analyzer.values.arguments import Argument, Known, Members, Opaque
from analyzer.values.machine import Machine
from analyzer.values.model import NONE, Constant, Object, Value, join_all, unknown
from analyzer.values.outcomes import Arguments, Effect, Outcome
from analyzer.values.texts import as_texts

Identifiers = tuple[tuple[str, Text], ...]
MAX_COMBINATIONS = 32
_REFINING = ("all", "filter", "limit", "page_size")


def type_of(shared: Environment, service: str, name: str) -> ResourceType | None:
    """The resource class of this name, or None."""
    index = shared.rulebook.service(service)
    return next((each for each in index.resources if each.name == name), None) if index is not None else None


def attribute(machine: Machine, shared: Environment, owner: Object, name: str, at: int) -> Outcome | None:
    """An attribute of a resource object, with the call that loads it."""
    service, kind, identifiers = owner.key
    if name == "meta":
        return Outcome(Value((Object("client-meta", (service,), owner.caller),)))
    known = dict(identifiers)
    if name in known:
        return Outcome(Value((known[name],)))
    model = type_of(shared, service, kind)
    alias = next((python for python, _, other in model.identifiers if other == name), "") if model is not None else ""
    if alias in known:
        return Outcome(Value((known[alias],)))
    if model is not None and any(name in (python, other) for python, _, other in model.identifiers):
        return Outcome(Value((Text((Hole(name),)),)))  # of an object that only an annotation tells of
    if model is None or _is_method(shared, service, model, name):
        return Outcome(Value((Object("resource-method", (*owner.key, name), owner.caller),)))
    if any(each.name == name for each in model.collections):
        return Outcome(Value((Object("collection", (*owner.key, name, Members(())), owner.caller),)))
    reference = next((each for each in model.subresources if each.name == name and each.is_property), None)
    if reference is not None:
        return _reference(machine, shared, owner, model, reference, at)
    if name in model.attributes:
        loaded = _load(machine, shared, model, owner, at)
        result = join_all(each.result for each in loaded[:1]) or unknown(name)
        return Outcome(_attribute_value(shared, result, model, name), tuple(e for each in loaded for e in each.effects))
    return Outcome(Value((Object("resource-method", (*owner.key, name), owner.caller),)))


def _attribute_value(shared: Environment, loaded: Value, model: ResourceType, name: str) -> Value:
    return unknown(f"{model.name}.{name}")


def _is_method(shared: Environment, service: str, model: ResourceType, name: str) -> bool:
    if injected.find(shared, service, model.name, name) is not None:
        return True
    return (
        name in ("load", "reload", "get_available_subresources")
        or any(each.method == name for each in model.actions)
        or any(each.name == name and not each.is_property for each in model.subresources)
        or any(each[0] == name for each in model.waiters)
    )


def _reference(
    machine: Machine, shared: Environment, owner: Object, model: ResourceType, row: SubResource, at: int,
) -> Outcome:  # fmt: skip
    loads = any(each.source == "data" for each in row.bindings)
    effects = tuple(e for each in _load(machine, shared, model, owner, at) for e in each.effects) if loads else ()
    return Outcome(_made(shared, owner, row.type, row.bindings, Arguments(), None), effects)


def _load(machine: Machine, shared: Environment, model: ResourceType, owner: Object, at: int) -> list[Outcome]:
    return [_run(machine, shared, owner, model.load, Members(()), at)] if model.load is not None else []


def _run(
    machine: Machine, shared: Environment, owner: Object, action: ResourceAction, given: Members, at: int
) -> Outcome:
    arguments = bound(shared, owner, action.bindings, given)
    who = Who(owner.key[0], owner.caller)
    made = effect(machine, who, action.operation, arguments, at)
    return Outcome(response(shared, who, action.operation, arguments), (made,))


def known_identifiers(shared: Environment, owner: Object) -> dict[str, Text]:
    """A resource object's identifiers under their Python names and the names of boto3's model."""
    service, kind, identifiers = owner.key[:3]
    known = dict(identifiers)
    model = type_of(shared, service, kind)
    for python, name, _ in model.identifiers if model is not None else ():
        if python in known:
            known[name] = known[python]
    return known


def bound(shared: Environment, owner: Object, bindings: tuple[Binding, ...], given: Members) -> Members:
    """The caller's keywords together with what the resource fills in."""
    fields = dict(given.fields)
    known = known_identifiers(shared, owner)
    for each in bindings:
        if each.source == "identifier":
            text = known.get(each.value)
            value: Argument = Known((text,)) if text is not None else Opaque("identifier")
        elif each.source in ("string", "integer", "boolean"):
            value = Known((Text.of(each.value),))
        elif each.source == "data":
            value = Opaque("attribute")
        else:
            continue
        snapshot.put(fields, each.target, value)
    return Members(tuple(fields.items()), open=given.open, loose=given.loose)


def call_method(machine: Machine, shared: Environment, owner: Object, arguments: Arguments, at: int) -> Outcome:
    """A call of a resource object's method."""
    service, kind, identifiers, name = owner.key
    if service == "*":
        machine.gap("dynamic-service", at, f"{name} is called on a resource whose service is not known")
        return Outcome(unknown("resource"))
    who, self = Who(service, owner.caller), Object("resource", (service, kind, identifiers), owner.caller)
    if name in ("__enter__", "__aenter__"):
        return Outcome(Value((self,)))
    if name in ("__exit__", "__aexit__"):
        return Outcome(NONE)
    row = injected.find(shared, service, kind, name)
    if row is not None:
        return injected.call(machine, shared, who, row, identifiers, arguments, at)
    model = type_of(shared, service, kind)
    found = _modelled(machine, shared, model, self, name, arguments, at) if model is not None else None
    if found is not None:
        return found
    if name != "get_available_subresources":
        machine.gap("dynamic-operation", at, f"the SDK data has no {name} of {service} {kind}", (service,))
    return Outcome(unknown(name))


def _modelled(
    machine: Machine, shared: Environment, model: ResourceType, self: Object, name: str, arguments: Arguments, at: int,
) -> Outcome | None:  # fmt: skip
    if name in ("load", "reload") and model.load is not None:
        return Outcome(NONE, _run(machine, shared, self, model.load, Members(()), at).effects)
    for action in model.actions:
        if action.method == name:
            return _act(machine, shared, self, action, arguments, at)
    for row in model.subresources:
        if row.name == name:
            return Outcome(_made(shared, self, row.type, row.bindings, arguments, None))
    for method, waiter, bindings in model.waiters:
        if method == name:
            return _wait(machine, shared, self, waiter, bindings, arguments, at)
    return None


def _act(
    machine: Machine, shared: Environment, self: Object, action: ResourceAction, arguments: Arguments, at: int,
) -> Outcome:  # fmt: skip
    made = _run(machine, shared, self, action, snapshot.of_call(machine, arguments), at)
    if not action.returns:
        return made
    result = _made(shared, self, action.returns, action.identifiers, Arguments(), made.effects[0])
    if action.many:
        result = machine.sequence("list", (), at, rest=result, role=f"many:{action.method}")
    return Outcome(result, made.effects)


def _wait(
    machine: Machine, shared: Environment, self: Object, waiter: str, bindings: tuple[Binding, ...],
    arguments: Arguments, at: int,
) -> Outcome:  # fmt: skip
    index = shared.rulebook.service(self.key[0])
    operation = dict(index.waiters).get(waiter) if index is not None else None
    if operation is None:
        machine.gap("dynamic-operation", at, f"the waiter {waiter} is not known", (self.key[0],))
        return Outcome(NONE)
    given = bound(shared, self, bindings, snapshot.of_call(machine, arguments))
    return Outcome(NONE, (effect(machine, Who(self.key[0], self.caller), operation, given, at),))


def _made(
    shared: Environment, owner: Object, kind: str, bindings: tuple[Binding, ...], arguments: Arguments,
    made_by: Effect | None,
) -> Value:  # fmt: skip
    """The resource object of a type, one for each combination of its identifiers."""
    model = type_of(shared, owner.key[0], kind)
    names = {python: (python, name) for python, name, _ in model.identifiers} if model is not None else {}
    columns: list[list[tuple[str, Text]]] = []
    position = 0
    for each in bindings:
        target = next((python for python, name in names.values() if each.target in (python, name)), each.target)
        if each.source == "input":
            value = arguments.get(position, target)
            position += 1
            texts = _names(value) if value is not None else (Text((Hole(target),)),)
        else:
            texts = _identifier_texts(shared, owner, each, made_by)
        columns.append([(target, text) for text in texts])
    rows = itertools.islice(itertools.product(*columns), MAX_COMBINATIONS)
    return Value(tuple(dict.fromkeys(Object("resource", (owner.key[0], kind, row), owner.caller) for row in rows)))


def _names(value: Value) -> tuple[Text, ...]:
    """The texts of an identifier; a truth value among them is none, the SDK refuses it."""
    strings = tuple(atom for atom in value if not (isinstance(atom, Constant) and isinstance(atom.value, bool)))
    return as_texts(Value(strings) or value)


def _identifier_texts(shared: Environment, owner: Object, binding: Binding, made_by: Effect | None) -> tuple[Text, ...]:
    known = known_identifiers(shared, owner)
    if binding.source == "identifier" and binding.value in known:
        return (known[binding.value],)
    if binding.source in ("string", "integer", "boolean"):
        return (Text.of(binding.value),)
    if made_by is not None and binding.source == "requestParameter":
        found = snapshot.at_path(made_by.arguments, binding.value)
        if isinstance(found, Known) and found.texts:
            return found.texts
    if made_by is not None and binding.source == "response":
        path = tuple(binding.value.split("."))
        texts = shared.results.value(made_by.service, made_by.operation, path, made_by.arguments, made_by.region)
        if texts:
            return texts
    return (Text((Hole("response"),)),)


# ---------------------------------------------------------------- collections
def collection_of(shared: Environment, owner: Object) -> Collection | None:
    """The model of a collection object."""
    service, kind, _, name, *_rest = owner.key
    model = type_of(shared, service, kind)
    return next((each for each in model.collections if each.name == name), None) if model is not None else None


def iterate(machine: Machine, shared: Environment, owner: Object, at: int) -> Outcome | None:
    """One element of a collection, with the call that lists it."""
    service, kind, identifiers, _, given = owner.key
    row = collection_of(shared, owner)
    if row is None:
        return None
    self = Object("resource", (service, kind, identifiers), owner.caller)
    listed = _listed(machine, shared, self, row, given, at)
    return Outcome(_made(shared, self, row.type, row.identifiers, Arguments(), listed), (listed,))


def _listed(machine: Machine, shared: Environment, self: Object, row: Collection, given: Members, at: int) -> Effect:
    return effect(machine, Who(self.key[0], self.caller), row.operation, bound(shared, self, row.bindings, given), at)


def call_collection(machine: Machine, shared: Environment, owner: Object, arguments: Arguments, at: int) -> Outcome:
    """A method of a collection: refining it, walking its pages, or a batch action on all it lists."""
    service, kind, identifiers, name, given, method = owner.key
    source = Object("collection", (service, kind, identifiers, name, given), owner.caller)
    if method in _REFINING:
        more = snapshot.of_call(machine, arguments) if method == "filter" else Members(())
        merged = Members((*given.fields, *more.fields), open=given.open or more.open, loose=(*given.loose, *more.loose))
        return Outcome(Value((Object("collection", (service, kind, identifiers, name, merged), owner.caller),)))
    if method == "pages":
        found = iterate(machine, shared, source, at)
        page = machine.sequence("list", (), at, rest=found.result if found is not None else None, role="page")
        return Outcome(machine.sequence("list", (), at, rest=page, role="pages"), found.effects if found else ())
    row = collection_of(shared, source)
    action = next((each for each in row.batch if each.method == method), None) if row is not None else None
    if row is None or action is None:
        return Outcome(unknown(method))
    self = Object("resource", (service, kind, identifiers), owner.caller)
    listed = _listed(machine, shared, self, row, given, at)
    elements = _made(shared, self, row.type, row.identifiers, Arguments(), listed)
    effects = [
        _run(machine, shared, each, action, snapshot.of_call(machine, arguments), at).effects
        for each in _objects(elements)
    ]
    return Outcome(unknown(method), (listed, *(e for each in effects for e in each)))


def _objects(value: Value) -> list[Object]:
    return [atom for atom in value if isinstance(atom, Object)]
