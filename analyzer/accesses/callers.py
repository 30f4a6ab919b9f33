"""Where a client's calls go: its region and its address, from arguments, ``Config``, sessions and the environment.

botocore asks the client's own argument first, then its ``Config``, then the session, then ``AWS_DEFAULT_REGION``:
https://github.com/boto/botocore/blob/develop/botocore/session.py
"""

import tomllib
from functools import cache
from pathlib import Path

from analyzer.core import Event, Hole, Lit, Text
from analyzer.values.environment import ENVIRONMENT
from analyzer.values.machine import Machine
from analyzer.values.model import Caller, Constant, EventRoot, External, Object, Value
from analyzer.values.outcomes import Arguments, Outcome

CONFIGS = ("botocore.config.Config", "botocore.client.Config", "aiobotocore.config.AioConfig")
SESSION_REGION, CLIENT_REGION = 3, 1  # where ``boto3.Session`` and ``client`` take it by position
_DEFAULT = ("AWS_DEFAULT_REGION",)
_SESSION = (External("boto3"), "DEFAULT_SESSION")

Regions = tuple[Text | None, ...]


_NO_REGION = frozenset(":/")


def regions(value: Value | None) -> Regions:
    """The regions that a value may name; None among them where it says nothing and the next source is asked."""
    return tuple(one for one in _texts(value) if one is None or not _is_address(one)) or (None,)


def _texts(value: Value | None) -> Regions:
    return tuple(dict.fromkeys(_text(atom) for atom in value or ())) or (None,)


def _is_address(text: Text) -> bool:
    """Whether it is no region but an address, which came in by arguments that are not told apart."""
    return any(isinstance(part, Lit) and _NO_REGION & set(part.value) for part in text.parts)


def _text(atom: object) -> Text | None:
    match atom:
        case Constant(value=None) | Text(parts=()):
            return None
        case Text():
            return atom
        case EventRoot(path):
            return Text((Event(path),))
    return Text((Hole("region"),))


def make_config(machine: Machine, arguments: Arguments) -> Outcome:
    """``Config(…)``, of which the region alone matters here."""
    found = regions(arguments.written(None, "region_name"))
    return Outcome(Value((Object("client-config", found),)))


def config_part(machine: Machine, owner: Object, name: str) -> Outcome | None:
    """An attribute of a ``Config``."""
    if name == "region_name":
        return Outcome(Value(tuple(text if text is not None else Constant(None, "None") for text in owner.key)))
    return Outcome(Value((Object("client-config-method", (*owner.key, name)),))) if name == "merge" else None


def merged_configs(owner: Object, arguments: Arguments) -> Outcome:
    """``config.merge(other)``: what the other one says goes first."""
    own: Regions = owner.key[:-1]
    return Outcome(Value((Object("client-config", _first(_of_config(arguments.written(0, "other_config")), own)),)))


def callers(
    machine: Machine, directory: Path, arguments: Arguments, principal: str, session: Caller
) -> tuple[Caller, ...]:
    """The callers that a new client may be: one for each region and address that it may be made with."""
    own = regions(arguments.written(CLIENT_REGION, "region_name"))
    found = _first(_first(own, _of_config(arguments.written(None, "config"))), (session.region,))
    if None in found:
        found = _first(found, regions(machine.heap.read(ENVIRONMENT, _DEFAULT[0])))
    addresses = _texts(arguments.written(None, "endpoint_url"))
    return tuple(
        Caller(_elsewhere(directory, address) or principal, region, address)
        for address in addresses
        for region in found
    )


def _first(asked: Regions, otherwise: Regions) -> Regions:
    """Where the first source says nothing, what the next one says."""
    more = otherwise if None in asked else ()
    return tuple(dict.fromkeys((*(each for each in asked if each is not None), *more)))


def _of_config(value: Value | None) -> Regions:
    configs = [atom for atom in value or () if isinstance(atom, Object) and atom.type == "client-config"]
    found: dict[Text | None, None] = {region: None for each in configs for region in each.key}
    return tuple(found) or (None,)


def default_session(machine: Machine) -> Caller:
    """Whose calls ``boto3.client`` makes: those of the session that ``setup_default_session`` has set up, if any."""
    for atom in machine.heap.read(*_SESSION) or ():
        if isinstance(atom, Object):
            return atom.caller
    return Caller()


def set_default_session(machine: Machine, session: Value) -> None:
    """Keep what ``boto3.setup_default_session(…)`` sets up."""
    machine.heap.write(*_SESSION, session)


def _elsewhere(directory: Path, address: Text | None) -> str:
    """An address that is surely not AWS's own: a stand-in on the developer's machine, to which no role applies."""
    whole = address.literal if address is not None else None
    if whole is None:
        return ""
    host = whole.partition("://")[2].partition("/")[0].rpartition("@")[2]
    name = host if host.startswith("[") else host.partition(":")[0]
    known = _stand_ins(directory)
    local = name in known or any(name.endswith(each) for each in known if each.startswith("."))
    return f"endpoint {host}" if local else ""


@cache
def _stand_ins(directory: Path) -> tuple[str, ...]:
    rows = tomllib.loads((directory / "operations" / "_stand_ins.toml").read_text("utf-8"))
    return tuple(row["host"] for row in rows["stand_in"])
