"""Clients: their methods, paginators and waiters."""

from analyzer.accesses import injected, snapshot
from analyzer.accesses.calls import Environment, Who, call, response
from analyzer.core import Ref, Text
from analyzer.values.machine import Machine
from analyzer.values.model import BOOL, NONE, External, Object, Value, join_all, unknown
from analyzer.values.outcomes import Arguments, Outcome

BY_NAME = ("get_paginator", "get_waiter")  # the methods of clients alone that are told what to make
_QUIET = ("can_paginate", "close", *BY_NAME, "__enter__", "__exit__", "__aenter__", "__aexit__")


def attribute(owner: Object, name: str) -> Value:
    """An attribute of a client."""
    service = owner.key[0]
    if name == "exceptions":
        return Value((External("botocore.exceptions"),))
    if name in ("meta", "_client_config"):
        return Value((Object("client-meta", (service,), owner.caller),))
    return Value((Object("client-method", (service, name), owner.caller),))


def lacks(shared: Environment, owner: Object, name: str) -> bool:
    """Whether a client surely has no attribute of this name."""
    service = owner.key[0]
    if "*" in (service, name) or name in (*_QUIET, "exceptions", "meta", "_client_config"):
        return False
    has = shared.rulebook.operation_of_method(service, name) or injected.find(shared, service, "client", name)
    return has is None


def refuses(machine: Machine, shared: Environment, method: Object, arguments: Arguments) -> bool:
    """Whether a client surely has no paginator or waiter of the name that it is asked for."""
    service, name = method.key
    if service == "*" or name not in BY_NAME:
        return False
    words = machine.force(_word(name, arguments)).literals
    if not words:
        return False
    index = shared.rulebook.service(service)
    if name == "get_waiter":
        return index is not None and not {waiter for waiter, _ in index.waiters} & set(words)
    return not any(shared.rulebook.operation_of_method(service, word) for word in words)


def _word(name: str, arguments: Arguments) -> Value:
    """The name that ``get_paginator`` or ``get_waiter`` is given."""
    parameter = "operation_name" if name == "get_paginator" else "waiter_name"
    return arguments.get(0, parameter) or unknown(parameter)


def meta_attribute(owner: Object, name: str) -> Value:
    """An attribute of ``client.meta`` or ``resource.meta``."""
    if name == "client":
        return Value((Object("client", owner.key, owner.caller),))
    if name == "region_name":
        return Value((owner.caller.region or Text((Ref("AWS::Region"),)),))
    if name == "endpoint_url" and owner.caller.endpoint is not None:
        return Value((owner.caller.endpoint,))
    if name == "config":
        return Value((owner,))
    return unknown(f"meta.{name}")


def call_method(machine: Machine, shared: Environment, owner: Object, arguments: Arguments, at: int) -> Outcome:
    """A call of a client's method."""
    service, name = owner.key
    who = Who(service, owner.caller)
    if service == "*":
        machine.gap("dynamic-service", at, f"{name} is called on a client whose service is not known")
        return Outcome(unknown("response"))
    if name == "*":
        machine.gap("dynamic-operation", at, f"the operation of {service} that is called is not known", (service,))
        return Outcome(unknown("response"))
    found = injected.find(shared, service, "client", name)
    if found is not None:
        return injected.call(machine, shared, who, found, (), arguments, at)
    operation = shared.rulebook.operation_of_method(service, name)
    if operation is not None:
        return call(machine, shared, who, operation.name, snapshot.of_call(machine, arguments), at)
    if name in _QUIET:
        return _quiet(machine, shared, owner, name, arguments, at)
    machine.gap("dynamic-operation", at, f"the SDK data has no method {name} of {service}", (service,))
    return Outcome(unknown("response"))


def _quiet(
    machine: Machine, shared: Environment, owner: Object, name: str, arguments: Arguments, at: int,
) -> Outcome:  # fmt: skip
    service = owner.key[0]
    if name in ("__enter__", "__aenter__"):
        return Outcome(Value((Object("client", (service,), owner.caller),)))
    if name == "get_paginator":
        return Outcome(_paginators(machine, shared, owner, arguments, at))
    if name == "get_waiter":
        return Outcome(_waiters(machine, shared, owner, arguments, at))
    return Outcome(BOOL if name == "can_paginate" else NONE)


def _paginators(machine: Machine, shared: Environment, owner: Object, arguments: Arguments, at: int) -> Value:
    service = owner.key[0]
    words = machine.force(_word("get_paginator", arguments)).literals
    if words is None:
        machine.gap("dynamic-operation", at, f"the operation of {service} that is paginated is not known", (service,))
        return unknown("paginator")
    made = []
    for word in words:
        operation = shared.rulebook.operation_of_method(service, word)
        if operation is None:
            machine.gap("dynamic-operation", at, f"the SDK data has no method {word} of {service}", (service,))
        else:
            made.append(Value((Object("paginator", (service, operation.name), owner.caller),)))
    return join_all(made) or unknown("paginator")


def _waiters(machine: Machine, shared: Environment, owner: Object, arguments: Arguments, at: int) -> Value:
    service = owner.key[0]
    index = shared.rulebook.service(service)
    words = machine.force(_word("get_waiter", arguments)).literals
    waiters = dict(index.waiters) if index is not None else {}
    made = [Value((Object("waiter", (service, waiters[w]), owner.caller),)) for w in words or () if w in waiters]
    if words is None or len(made) < len(words):
        machine.gap("dynamic-operation", at, f"the waiter of {service} is not known", (service,))
    return join_all(made) or unknown("waiter")


def part_attribute(owner: Object, name: str) -> Value:
    """A method of a paginator, a waiter, a page iterator or a response."""
    return Value((Object(f"{owner.type}-method", (*owner.key, name), owner.caller),))


def call_paginator(machine: Machine, shared: Environment, owner: Object, arguments: Arguments, at: int) -> Outcome:
    """``paginator.paginate(…)``: the operation is called for every page."""
    service, operation, name = owner.key
    who = Who(service, owner.caller)
    if name != "paginate":
        return Outcome(unknown(name))
    given = snapshot.of_call(machine, arguments)
    made = call(machine, shared, who, operation, given, at)
    return Outcome(Value((Object("pages", (service, operation, given), owner.caller),)), made.effects)


def call_pages(shared: Environment, owner: Object) -> Outcome:
    """``pages.search(…)``, ``pages.build_full_result()``: parts of the responses."""
    service, operation, given, name = owner.key
    page = response(shared, Who(service, owner.caller), operation, given)
    return Outcome(page if name == "build_full_result" else unknown(f"pages.{name}"))


def call_waiter(machine: Machine, shared: Environment, owner: Object, arguments: Arguments, at: int) -> Outcome:
    """``waiter.wait(…)``: the operation is called until it answers."""
    service, operation, name = owner.key
    if name != "wait":
        return Outcome(unknown(name))
    made = call(machine, shared, Who(service, owner.caller), operation, snapshot.of_call(machine, arguments), at)
    return Outcome(NONE, made.effects)
