"""The SDK and the library models, as the interpreter asks for them."""

from collections.abc import Iterable

from analyzer.accesses import callers, clients, library_settings, library_words, resources, sessions
from analyzer.accesses.calls import Environment, Who, response, response_item
from analyzer.accesses.libraries import Libraries
from analyzer.accesses.library_models import LibraryModels
from analyzer.core import Env, Gap, Ref, Text
from analyzer.modules import Loaded
from analyzer.modules.loader import Lower
from analyzer.rulebook import Rulebook
from analyzer.rulebook.sdk import STUBS
from analyzer.values.machine import Machine
from analyzer.values.model import NONE, STRING, Class, External, Object, Value, string, unknown
from analyzer.values.outcomes import Arguments, Outcome

_PARTS = ("paginator", "waiter", "pages", "response")
_ANY_SERVICE = {  # the bases of all clients and resources: what is called on them is a call of some service
    "botocore.client.BaseClient": "client",
    "boto3.resources.base.ServiceResource": "service-resource",
}
_HOLDING = (
    "client",
    "resource",
    "paginator",
    "waiter",
    "collection",
    "client-method",
    "resource-method",
    "collection-method",
)


class AwsExternals:
    """``values.machine.Externals`` for AWS: every answer comes from the rulebook."""

    def __init__(self, rulebook: Rulebook, lowered: Lower | None = None) -> None:
        self.shared = Environment(rulebook)
        self.libraries = Libraries(rulebook.directory)
        self.models = LibraryModels(rulebook.directory, lowered)

    def call(self, machine: Machine, callee: External | Object, arguments: Arguments, at: int) -> Outcome | None:
        """What calling a library function or a method of an SDK object does."""
        if isinstance(callee, External):
            return self._call_function(machine, callee.name, arguments, at)
        match callee.type:
            case "client-method":
                return clients.call_method(machine, self.shared, callee, arguments, at)
            case "resource-method":
                return resources.call_method(machine, self.shared, callee, arguments, at)
            case "collection-method":
                return resources.call_collection(machine, self.shared, callee, arguments, at)
            case "session-method":
                return sessions.call_session(machine, self.shared, callee, arguments, at)
            case "paginator-method":
                return clients.call_paginator(machine, self.shared, callee, arguments, at)
            case "pages-method":
                return clients.call_pages(self.shared, callee)
            case "waiter-method":
                return clients.call_waiter(machine, self.shared, callee, arguments, at)
            case "response-method":
                return self._call_response(machine, callee, arguments, at)
            case "client-config-method":
                return callers.merged_configs(callee, arguments)
            case "own-credentials" | "foreign-credentials":  # credentials.get_frozen_credentials()
                return Outcome(Value((callee,)))
        return None

    def _call_function(self, machine: Machine, name: str, arguments: Arguments, at: int) -> Outcome | None:
        if name in sessions.FACTORIES:
            session = callers.default_session(machine)
            return sessions.make(machine, self.shared, sessions.FACTORIES[name], arguments, session, at)
        if name in sessions.MAKERS:
            made = sessions.make_session(machine, self.shared, arguments)
            if name == "boto3.setup_default_session":
                callers.set_default_session(machine, made.result)
            return made
        if name in callers.CONFIGS:
            return callers.make_config(machine, arguments)
        said = library_words.say(machine, self.shared, name, arguments, at)
        return said if said is not None else self.libraries.call(machine, name, arguments, at)

    def _call_response(self, machine: Machine, callee: Object, arguments: Arguments, at: int) -> Outcome:
        service, operation, path, given, name = callee.key
        owner = Object("response", (service, operation, path, given), callee.caller)
        if name in ("get", "pop", "setdefault"):
            found = response_item(self.shared, owner, arguments.get(0, "key") or STRING)
            default = arguments.get(1, "default")
            return Outcome(
                Value((*found, *(atom for atom in default if atom not in found.atoms))) if default else found
            )
        if name == "items":
            pair = machine.sequence(
                "tuple", (STRING, response_item(self.shared, owner, unknown())), at, role="response-item"
            )
            return Outcome(machine.sequence("list", (), at, rest=pair, role="response-items"))
        if name == "values":
            return Outcome(
                machine.sequence("list", (), at, rest=response_item(self.shared, owner, unknown()), role="values")
            )
        if name in ("copy", "__enter__", "__aenter__"):
            return Outcome(Value((owner,)))
        return Outcome(NONE if name in ("update", "clear", "append") else unknown(f"{operation} response"))

    def attribute(self, machine: Machine, owner: External | Object, name: str, at: int) -> Outcome | None:
        """An attribute of a library or of an SDK object, with the effects of lazy loads."""
        if isinstance(owner, External):
            return None
        match owner.type:
            case "client-method" | "resource-method" if name == "__name__":
                return Outcome(string(owner.key[-1]))
            case "client-method" | "resource-method" | "paginator-method" | "collection-method" if name == "__self__":
                return Outcome(Value((Object(owner.type.removesuffix("-method"), owner.key[:-1], owner.caller),)))
            case "client":
                return Outcome(clients.attribute(owner, name))
            case "client-meta":
                return Outcome(clients.meta_attribute(owner, name))
            case "resource":
                return resources.attribute(machine, self.shared, owner, name, at)
            case "collection":
                return Outcome(Value((Object("collection-method", (*owner.key, name), owner.caller),)))
            case "session":
                found = sessions.session_attribute(machine, owner, name)
                return Outcome(found) if found is not None else None
            case "own-credentials" | "foreign-credentials":
                return Outcome(Value((owner,)))
            case "client-config":
                return callers.config_part(machine, owner, name)
            case "lambda-context":
                return Outcome(_context_part(name))
        if owner.type in _PARTS:
            return Outcome(clients.part_attribute(owner, name))
        return None

    def lacks(self, owner: Object, name: str) -> bool:
        """Whether an SDK object surely has no attribute of this name: a client, by the SDK's own list of methods."""
        return owner.type == "client" and clients.lacks(self.shared, owner, name)

    def refuses(self, machine: Machine, callee: Object, arguments: Arguments) -> bool:
        """Whether an SDK method surely fails for these arguments: no paginator or waiter of this name."""
        return callee.type == "client-method" and clients.refuses(machine, self.shared, callee, arguments)

    def betrays(self, name: str) -> bool:
        """Whether only clients of the SDK have a method of this name."""
        return name in clients.BY_NAME

    def item(self, machine: Machine, owner: Object, key: Value, at: int) -> Value | None:
        """An element of a response."""
        return response_item(self.shared, owner, key) if owner.type == "response" else None

    def iterate(self, machine: Machine, owner: Object, at: int) -> Outcome | None:
        """One element of a collection, of pages or of a response."""
        if owner.type == "collection":
            return resources.iterate(machine, self.shared, owner, at)
        if owner.type == "pages":
            service, operation, given = owner.key
            return Outcome(response(self.shared, Who(service, owner.caller), operation, given))
        if owner.type == "response":
            return Outcome(response_item(self.shared, owner, unknown()))
        return None

    def annotated(self, names: tuple[str, ...]) -> Value | None:
        """The SDK object that an annotation by boto3-stubs' names stands for."""
        for name in names:
            module, _, last = name.rpartition(".")
            if not module or module.startswith(STUBS):
                found = self.shared.rulebook.annotation(last, module)
                if found is not None:
                    return _typed(found.kind, found.service, found.name)
            if name in ("boto3.Session", "boto3.session.Session"):
                return Value((Object("session", ()),))
            if name in _ANY_SERVICE:
                return _typed(_ANY_SERVICE[name], "*", "")
        return None

    def escaped(self, machine: Machine, found: Iterable[Object], where: str, at: int) -> Iterable[Gap]:
        """Gaps for SDK objects handed to unknown code; methods handed over are called with unknown arguments."""
        gaps = []
        for each in found:
            if each.type.endswith("-method") and each.type != "session-method":
                machine.call(Value((each,)), Arguments((), (), None, unknown("argument")), at)
            elif each.type == "session" and not each.caller.principal:
                gaps.append(Gap("escaped-client", machine.span(at), f"a session is handed to {where}"))
            elif each.type in _HOLDING and not each.caller.principal:
                service = each.key[0]
                gaps.append(
                    Gap("escaped-client", machine.span(at), f"a {service} {each.type} is handed to {where}",
                        (service,) if service != "*" else None)
                )  # fmt: skip
        return gaps

    def model(self, module: str) -> Loaded | None:
        """The code to interpret in place of a library's own module, None where no model stands for it."""
        return self.models.get(module)

    def field(self, machine: Machine, cls: Class, base: External, name: str, default: Value) -> Value | None:
        """What a field holds that a base class from outside fills when it is made."""
        rules = self.libraries.rules.settings.get(base.name)
        return library_settings.field(machine, rules, cls, name, default) if rules is not None else None

    def variable(self, name: str) -> str | None:
        """What Lambda sets an environment variable to, empty where only what runs code elsewhere sets it."""
        known = self.shared.rulebook.resources().variables.get(name)
        return None if known is None else known.value

    def replaces(self, module: str) -> bool:
        """Whether a model stands for a module, even where its source is at hand."""
        return module.partition(".")[0] in self.models.packages or self.libraries.is_sdk(module)

    def knows(self, module: str) -> bool:
        """Whether a package is modelled or known to call nothing of its own accord."""
        return module.partition(".")[0] in self.models.packages or self.libraries.knows(module)

    def is_quiet(self, program: str) -> bool:
        """Whether another program is known to call nothing of AWS."""
        return self.libraries.is_quiet(program)

    def suspects(self, top: str) -> bool:
        """Whether the name of a package that is not seen says that it may call AWS."""
        return self.libraries.suspects(top)

    def speaks_of(self, name: str) -> tuple[str, ...] | None:
        """The services that a name of a package that is not seen speaks of."""
        return self.libraries.speaks_of(name, self.shared.rulebook.service_names())


def _typed(kind: str, service: str, name: str) -> Value | None:
    if kind == "client":
        return Value((Object("client", (service,)),))
    if kind == "service-resource":
        return Value((Object("resource", (service, "ServiceResource", ())),))
    if kind == "resource":
        return Value((Object("resource", (service, name, ())),))
    if kind in ("paginator", "waiter"):
        return Value((Object(kind, (service, name)),))
    return None


def _context_part(name: str) -> Value:
    """What the context object tells: https://docs.aws.amazon.com/lambda/latest/dg/python-context.html."""
    own = Env("AWS_LAMBDA_FUNCTION_NAME")
    if name == "function_name":
        return Value((Text((own,)),))
    if name == "log_group_name":
        return Value((Text.of("/aws/lambda/", own),))
    if name == "invoked_function_arn":
        where = (":lambda:", Ref("AWS::Region"), ":", Ref("AWS::AccountId"), ":function:")
        return Value((Text.of("arn:", Ref("AWS::Partition"), *where, own),))
    return unknown(f"context.{name}")
