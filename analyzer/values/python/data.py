"""``json``, ``urllib.parse``, ``re``, times and identifiers: what a value becomes on its way through them."""

import itertools
import json
from typing import Any

from analyzer.core import Hole, Lit, Text, lit
from analyzer.values import texts
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    INT,
    NONE,
    STRING,
    Constant,
    EventRoot,
    Object,
    Typed,
    Value,
    join_all,
    string,
    unknown,
)
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, constant, first
from analyzer.values.strings import dated

MAX_DOCUMENT = 200_000
MAX_NODES = 20_000
MAX_NESTING = 40


def from_plain(machine: Machine, plain: Any, at: int) -> Value:
    """A parsed document as a value; past a size and a depth it is anything."""
    return _value_of(machine, plain, at, "", itertools.count())


def _value_of(machine: Machine, plain: Any, at: int, path: str, count: "itertools.count[int]") -> Value:
    if next(count) > MAX_NODES or path.count("/") > MAX_NESTING:
        return unknown("a large document")
    if isinstance(plain, str):
        return string(plain)
    if isinstance(plain, dict):
        pairs = [(string(str(k)), _value_of(machine, each, at, f"{path}/{k}", count)) for k, each in plain.items()]
        return machine.record(pairs, at, role=f"json:{path}")
    if isinstance(plain, list):
        listed = [_value_of(machine, each, at, f"{path}/{index}", count) for index, each in enumerate(plain)]
        return machine.sequence("list", listed, at, role=f"json:{path}")
    if plain is None or isinstance(plain, bool | int | float):
        return Value((Constant(plain, "None" if plain is None else type(plain).__name__),))
    return Value((Typed(type(plain).__name__),))


def _loads(machine: Machine, arguments: Arguments, at: int) -> Value:
    results = []
    for atom in machine.force(first(arguments, 0, "s")):
        written = _written(machine, atom)
        if written is not None:
            results.append(written)
        elif isinstance(atom, Text) and atom.literal is not None and len(atom.literal) <= MAX_DOCUMENT:
            results.append(_parsed(machine, atom.literal, at))
        elif isinstance(atom, EventRoot):
            again = len(atom.path) >= MAX_NESTING or atom.path[-1:] == ("json",)
            results.append(Value((atom if again else EventRoot((*atom.path, "json")),)))
        else:
            results.append(unknown("json"))
    return join_all(results)


def _parsed(machine: Machine, text: str, at: int) -> Value:
    try:
        return from_plain(machine, json.loads(text), at)
    except (ValueError, RecursionError):
        return unknown("json")


def _load(machine: Machine, arguments: Arguments, at: int) -> Value:
    results = []
    for atom in first(arguments, 0, "fp"):
        text = file_text(machine, atom)
        results.append(_parsed(machine, text, at) if text is not None else unknown("json file"))
    return join_all(results)


def file_text(machine: Machine, atom: object) -> str | None:
    """The text of a file of the project that an open file object stands for."""
    if not (isinstance(atom, Object) and atom.type in ("python:file", "python:path")):
        return None
    path = atom.key[0].literal if isinstance(atom.key[0], Text) else None
    return machine.files(path) if path is not None else None


def _open(machine: Machine, arguments: Arguments, at: int) -> Value:
    paths = texts.as_texts(path_text(first(arguments, 0, "file")))
    return Value(tuple(Object("python:file", (text,)) for text in paths))


def path_text(value: Value) -> Value:
    """Paths as the strings that they are."""
    return Value(tuple(a.key[0] if isinstance(a, Object) and a.type == "python:path" else a for a in value))


def _dumps(machine: Machine, arguments: Arguments, at: int) -> Value:
    default = arguments.get(None, "default")
    if default is not None:
        machine.call(default, Arguments((unknown("json"),)), at)
    document = Hole(f"json of {machine.frame.module}:{machine.frame.at if at == NOWHERE else at}")
    machine.heap.write(document, "value", first(arguments, 0, "obj"))
    return Value((Text((document,)),))


def _written(machine: Machine, atom: object) -> Value | None:
    """What ``dumps`` had made the text of, None for any other text."""
    if not isinstance(atom, Text) or len(atom.parts) != 1 or not isinstance(atom.parts[0], Hole):
        return None
    return machine.heap.read(atom.parts[0], "value")


def _same(machine: Machine, arguments: Arguments, at: int) -> Value:
    return first(arguments)


def _parsed_url(machine: Machine, arguments: Arguments, at: int) -> Value:
    return Value(tuple(Object("python:url", (text,)) for text in texts.as_texts(machine.text(first(arguments), at))))


URL_PARTS = ("scheme", "netloc", "path", "params", "query", "fragment")


def url_part(text: Text, name: str) -> Value:
    """A part of ``urlparse(text)``: what stands between its literal separators."""
    scheme, rest = _after(text, "://")
    rest, fragment = _before(rest, "#")
    rest, query = _before(rest, "?")
    if name in ("fragment", "query"):
        return Value((fragment if name == "fragment" else query,))
    if name == "scheme":
        return Value((scheme,)) if scheme is not None else STRING
    authority, path = _after(rest, "/")
    if name in ("netloc", "hostname"):
        return Value((authority if authority is not None else rest,)) if scheme is not None else STRING
    if name == "path":
        if scheme is None:
            return STRING
        return Value((Text.of("/", path),)) if authority is not None else string("")
    return STRING


def _before(text: Text, separator: str) -> tuple[Text, Text]:
    head, tail = _after(text, separator)
    return (head, tail) if head is not None else (text, lit(""))


def _after(text: Text, separator: str) -> tuple[Text | None, Text]:
    for index, part in enumerate(text.parts):
        if isinstance(part, Lit) and separator in part.value:
            head, _, tail = part.value.partition(separator)
            return Text.of(*text.parts[:index], head), Text.of(tail, *text.parts[index + 1 :])
    return None, text


def _hole(why: str) -> Handler:
    return constant(Value((Text((Hole(why),)),)))


def _substituted(machine: Machine, arguments: Arguments, at: int) -> Value:
    function = arguments.get(1, "repl")
    if function is not None:
        machine.call(Value(tuple(a for a in function if not isinstance(a, Text))), Arguments((unknown("match"),)), at)
    return STRING


_STRINGS = (
    "re.escape", "base64.b64encode", "base64.b64decode", "base64.urlsafe_b64encode", "binascii.hexlify",
    "urllib.parse.quote", "urllib.parse.quote_plus", "urllib.parse.urlencode", "time.ctime",
    "string.capwords", "secrets.token_hex", "secrets.token_urlsafe", "html.escape", "hashlib.sha256().hexdigest",
    "hashlib.md5().hexdigest", "hmac.new().hexdigest", "os.path.relpath", "socket.gethostname", "platform.node",
)  # fmt: skip

TABLE: dict[str, Handler] = {
    "json.loads": _loads, "json.load": _load, "json.dumps": _dumps, "json.dump": constant(NONE),
    "simplejson.loads": _loads, "ujson.loads": _loads, "orjson.loads": _loads, "orjson.dumps": _dumps,
    "builtins.open": _open, "io.open": _open, "codecs.open": _open, "urllib.parse.unquote_plus": _same,
    "textwrap.dedent": _same, "urllib.parse.unquote": _same, "urllib.parse.urlparse": _parsed_url, "urllib.parse.urlsplit": _parsed_url,
    "time.strftime": lambda m, a, at: dated(first(a, 0, "format")), "re.sub": _substituted, "uuid.uuid4": _hole("uuid"), "uuid.uuid1": _hole("uuid"), "uuid.UUID": _hole("uuid"),
    "time.time": constant(INT), "time.time_ns": constant(INT), "time.sleep": constant(NONE), "time.perf_counter": constant(INT),
    "random.randint": constant(INT), "datetime.datetime.now": constant(Value((Typed("datetime"),))),
    "datetime.datetime.utcnow": constant(Value((Typed("datetime"),))), "datetime.date.today": constant(Value((Typed("datetime"),))),
    "datetime.datetime.today": constant(Value((Typed("datetime"),))), "datetime.timedelta": constant(Value((Typed("datetime"),))),
    "datetime.datetime": constant(Value((Typed("datetime"),))), "datetime.date": constant(Value((Typed("datetime"),))),
    "datetime.datetime.fromtimestamp": constant(Value((Typed("datetime"),))), "decimal.Decimal": constant(Value((Typed("decimal"),))),
    "io.BytesIO": constant(Value((Typed("stream"),))),
    "io.StringIO": constant(Value((Typed("stream"),))),
    **dict.fromkeys(_STRINGS, _hole("text")),
}  # fmt: skip
