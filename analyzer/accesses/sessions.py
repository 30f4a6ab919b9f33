"""Sessions, and the clients and resources that they make."""

from analyzer.accesses import callers
from analyzer.accesses.calls import Environment
from analyzer.core import Env, Ref, Text
from analyzer.values.arguments import Known, Members
from analyzer.values.machine import Machine
from analyzer.values.model import NONE, Caller, Constant, Object, Value, join_all, unknown
from analyzer.values.outcomes import Arguments, Outcome

MAKERS = {
    "boto3.session.Session": "session", "boto3.Session": "session", "botocore.session.get_session": "session",
    "botocore.session.Session": "session", "boto3._get_default_session": "session",
    "boto3.setup_default_session": "session", "aioboto3.Session": "session", "aioboto3.session.Session": "session",
    "aiobotocore.session.get_session": "session", "aiobotocore.session.AioSession": "session",
}  # fmt: skip
FACTORIES = {
    "boto3.client": "client",
    "boto3.resource": "resource",
    "aioboto3.client": "client",
    "aioboto3.resource": "resource",
}
_METHODS = {"client": "client", "resource": "resource", "create_client": "client"}
_OWN_VARIABLES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
_KEYS = (("aws_access_key_id", 5), ("aws_secret_access_key", 6))
_SESSION_KEYS = (("aws_access_key_id", 0), ("aws_secret_access_key", 1))


def make_session(machine: Machine, shared: Environment, arguments: Arguments) -> Outcome:
    """A session; credentials or a profile make it someone else's."""
    principal = principal_of(arguments, _SESSION_KEYS, "") or _inside(machine, arguments)
    profile = arguments.get(None, "profile_name") or arguments.get(None, "profile")
    if not principal and profile is not None and profile != NONE:
        words = profile.literals
        principal = f"profile {words[0]}" if words else "a named profile"
    found = callers.regions(arguments.written(callers.SESSION_REGION, "region_name"))
    return Outcome(Value(tuple(Object("session", (), Caller(principal, region)) for region in found)))


def _inside(machine: Machine, arguments: Arguments) -> str:
    """Whose credentials the code has put into the botocore session that is passed: ``session._credentials = …``."""
    for atom in arguments.get(None, "botocore_session") or ():
        stored = machine.heap.read(atom, "_credentials")
        if stored is not None and principal_of_value(stored):
            return "credentials put into a session"
        if isinstance(atom, Object) and atom.caller.principal:
            return atom.caller.principal
    return ""


def principal_of(arguments: Arguments, keys: tuple[tuple[str, int], ...], own: str) -> str:
    """Whose credentials are passed: empty for the function's own."""
    for name, position in keys:
        given = arguments.written(position, name)
        found = principal_of_value(given) if given is not None else ""
        if found:
            return found
    return own


def principal_of_value(credentials: Value) -> str:
    """Whose these credentials are: empty for the function's own."""
    return next((found for atom in credentials if (found := _principal_of_atom(atom))), "")


def _principal_of_atom(atom: object) -> str:
    match atom:
        case Constant(value=None):
            return ""
        case Text(parts=(Env(name),)) if name in _OWN_VARIABLES:
            return ""
        case Object(type="response", key=(service, operation, _, arguments)):
            return _assumed(service, operation, arguments)
        case Object(type="own-credentials"):
            return ""
        case Object(type="foreign-credentials", caller=caller) if caller.principal:
            return caller.principal
    return "explicit credentials"


def _assumed(service: str, operation: str, arguments: Members) -> str:
    role = arguments.get("RoleArn")
    if isinstance(role, Known) and role.texts:
        return f"role {role.texts[0]}"
    return f"credentials of {service}.{operation}"


def session_attribute(machine: Machine, owner: Object, name: str) -> Value | None:
    """An attribute of a session."""
    if name == "region_name":
        return Value((owner.caller.region or Text((Ref("AWS::Region"),)),))
    if name in _METHODS or name in ("get_credentials", "get_partition_for_region", "get_component", "set_credentials"):
        return Value((Object("session-method", (name,), owner.caller),))
    return Value((Object("session-method", (name,), owner.caller),))


def call_session(machine: Machine, shared: Environment, owner: Object, arguments: Arguments, at: int) -> Outcome:
    """The result of a session's method."""
    (name,) = owner.key
    if name in _METHODS:
        return make(machine, shared, _METHODS[name], arguments, owner.caller, at)
    if name in ("get_credentials", "get_frozen_credentials"):
        kind = "own-credentials" if not owner.caller.principal else "foreign-credentials"
        return Outcome(Value((Object(kind, (), owner.caller),)))
    if name == "get_partition_for_region":
        return Outcome(Value((Text((Ref("AWS::Partition"),)),)))
    if name == "client_context":
        return Outcome(unknown(name))
    return Outcome(unknown(f"session.{name}"))


def make(
    machine: Machine, shared: Environment, kind: str, arguments: Arguments, session: Caller, at: int,
) -> Outcome:  # fmt: skip
    """A client or a service resource for each service that the first argument may name."""
    given = arguments.get(0, "service_name")
    service_names = machine.force(given) if given is not None else unknown("service")
    words = service_names.literals
    principal = principal_of(arguments, _KEYS, session.principal)
    owners = callers.callers(machine, shared.rulebook.directory, arguments, principal, session)
    if words is None:
        machine.gap("dynamic-service", at, "the service that a client is made for is not known")
        words = tuple(word for text in service_names.texts if (word := text.literal) is not None) or ("*",)
    made = []
    for word in words:
        index = shared.rulebook.service(word) if word != "*" else None
        if word != "*" and index is None:
            machine.gap("dynamic-service", at, f"the SDK data has no service {word}")
            continue
        name = index.name if index is not None else word  # ``runtime.sagemaker`` is ``sagemaker-runtime``
        key = (name,) if kind == "client" else (name, "ServiceResource", ())
        made += [Value((Object(kind, key, owner),)) for owner in owners]
    return Outcome(join_all(made) or unknown("client"))
