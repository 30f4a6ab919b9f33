"""Effects and responses: what one API call leaves behind."""

from msgspec import Struct
from msgspec.structs import replace

from analyzer.accesses.results import Results
from analyzer.rulebook import Rulebook
from analyzer.values.arguments import Known, Members
from analyzer.values.machine import Machine
from analyzer.values.model import OWN, Caller, Object, Value
from analyzer.values.outcomes import Effect, Outcome

ENDPOINT = "@endpoint"  # the member that holds the address a client was made with
ANY_MEMBER = ("*",)  # the path of the parts of a response of which nothing is known
ROLE = "RoleArn"  # the argument that says whose credentials a response holds


class Who(Struct, frozen=True):
    """Whose call it is and of which service."""

    service: str
    caller: Caller = OWN


def effect(machine: Machine, who: Who, operation: str, arguments: Members, at: int) -> Effect:
    """The effect of one API call at a site of the current module."""
    caller = who.caller
    if caller.endpoint is not None:
        arguments = replace(arguments, fields=(*arguments.fields, (ENDPOINT, Known((caller.endpoint,)))))
    return Effect(
        who.service, operation, arguments, machine.span(at), machine.frame.node, caller.principal, region=caller.region,
    )  # fmt: skip


class Environment:
    """What all parts of the SDK model share: the rules and the table of results."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.results = Results(rulebook.directory)


def response(shared: Environment, who: Who, operation: str, arguments: Members) -> Value:
    """The response of an API call, to be taken apart later.

    It keeps the arguments of the call only where the table of results may ask for them: a program that writes
    back what it has read would have as many responses as it has states.
    """
    if not shared.results.tells(who.service, operation, ()):
        arguments = Members(tuple(each for each in arguments.fields if each[0] == ROLE))
    return Value((Object("response", (who.service, operation, (), arguments), who.caller),))


def call(machine: Machine, shared: Environment, who: Who, operation: str, arguments: Members, at: int) -> Outcome:
    """One API call with its response."""
    return Outcome(response(shared, who, operation, arguments), (effect(machine, who, operation, arguments, at),))


def response_item(shared: Environment, owner: Object, key: Value) -> Value:
    """A member of a response: what the table of results says of it, else a deeper part of the response.

    Parts of which the table says nothing are not told apart.
    """
    service, operation, path, arguments = owner.key
    words = key.literals
    step = words[0] if words and len(words) == 1 else "[]"
    deeper = (*path, step) if len(path) < 12 else path
    known = shared.results.value(service, operation, deeper, arguments, owner.caller.region)
    if known:
        return Value(known)
    same = shared.results.same(service, operation, deeper)
    if same:
        deeper = (*deeper, same)
    elif not shared.results.tells(service, operation, deeper):
        deeper = ANY_MEMBER
    return Value((Object("response", (service, operation, deeper, arguments), owner.caller),))
