"""Where variables get their values: the document itself, files, the command line, the deployment.

Sources: https://www.serverless.com/framework/docs/guides/variables
https://github.com/oss-serverless/osls
"""

from analyzer.core import Problem, Span
from analyzer.repository import resolve as resolve_path
from analyzer.templates.document import parse
from analyzer.templates.model import Mapping, Node, Scalar, Sequence
from analyzer.templates.nodes import at, entries, string
from analyzer.templates.serverless.resolver import Answer, Missing, Option, Resolver, Sources, Target, Unknown
from analyzer.templates.serverless.syntax import Source
from analyzer.templates.serverless.words import ACCOUNT, REGION, STAGE, Symbol, Words, concrete
from analyzer.templates.sheet import Desk

_TREES = (".yml", ".yaml", ".json", ".tfstate")
_PROGRAMS = (".js", ".cjs", ".mjs", ".ts", ".mts", ".cts")
DEFAULT_STAGE = "dev"
DEFAULT_REGION = "us-east-1"
MAX_TEXT_FILE = 100_000


class Deployment(Sources):
    """The sources of one service: its document, the files beside it, and what the command line gives."""

    def __init__(self, root: Mapping, folder: str, desk: Desk, given: dict[str, Node]) -> None:
        self.root = root
        self.folder = folder
        self.desk = desk
        self.given = given
        self._files: dict[str, Node | None] = {}
        self._stage: str | None = None
        self._region: str | None = None
        self._asking: list[str] = []
        self._known = {
            "self": self._self,
            "opt": self._opt,
            "env": self._env,
            "file": self._file,
            "sls": self._sls,
            "aws": self._aws,
            "param": self._param,
            "construct": self._construct,
            "strToBool": self._bool,
        }

    def answer(self, source: Source, resolver: Resolver) -> Answer:
        """What a source gives; other services' answers (``ssm``, ``cf``, ``s3``) are not known here."""
        known = self._known.get(source.type)
        return known(source, resolver) if known is not None else Unknown()

    # ------------------------------------------------------------ the stage
    def settle(self, resolver: Resolver) -> None:
        """Find the stage and the region, before anything asks for them from inside of what says them."""
        self.stage(resolver)
        self.region_words(resolver)

    def stage(self, resolver: Resolver) -> str:
        """The stage of the analysis: the command line's, else the provider's, else ``dev``."""
        if self._stage is None:
            self.desk.taken.stage = True
            self._stage = self.desk.options.stage or self._own("stage", resolver) or DEFAULT_STAGE
        return self._stage

    def stage_words(self, resolver: Resolver) -> Words:
        """The stage as words: the command line's, else a symbol."""
        if self.desk.options.stage:
            return (self.desk.options.stage,)
        return (resolver.symbol(Symbol(STAGE, (self.stage(resolver),))),)

    def region_words(self, resolver: Resolver) -> Words:
        """The region as words: CloudFormation knows it."""
        if self._region is None:
            self._region = self.desk.options.region or self._own("region", resolver) or DEFAULT_REGION
        return (resolver.symbol(Symbol(REGION, (self._region,))),)

    def _own(self, key: str, resolver: Resolver) -> str | None:
        """What the provider section says of the stage or the region, options left out."""
        if key in self._asking:
            return None
        self._asking.append(key)
        resolver.provisional += 1
        node = at(self.root, "provider", key)
        words = resolver.node_words(node) if node is not None else None
        resolver.provisional -= 1
        self._asking.pop()
        return concrete(words) if words is not None else None

    # ------------------------------------------------------------ the document and files
    def _self(self, source: Source, resolver: Resolver) -> Answer:
        words = resolver.words_of(source.address, self.root.span)
        address = concrete(words)
        if address is None:
            return Unknown()
        match address:
            case "provider.stage" if not self.desk.options.stage:
                return Missing() if "stage" in self._asking else self.stage_words(resolver)
            case "provider.region" if not self.desk.options.region:
                known = at(self.root, "provider", "region") is not None and "region" not in self._asking
                return self.region_words(resolver) if known else Missing()
            case "service.name" if isinstance(at(self.root, "service"), Scalar):
                address = "service"
            case "service" if (name := at(self.root, "service", "name")) is not None:
                return Target(name)
        answer = self._under(self.root, address, resolver, by_stage=_names_stage(words))
        if isinstance(answer, Missing) and address == "provider.stage":
            return (DEFAULT_STAGE,)
        return answer

    def _under(self, node: Node | None, address: str, resolver: Resolver, *, by_stage: bool) -> Answer:
        for key in address.split(".") if address else ():
            node = _child(self._open(node, resolver), key)
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return Missing()
        return Target(node, by_stage)

    def _open(self, node: Node | None, resolver: Resolver) -> Node | None:
        """The list or mapping behind a string that is one variable."""
        hops = 0
        while isinstance(node, Scalar) and isinstance(node.value, str) and "${" in node.text and hops < 20:
            found = resolver.guarded(node)
            node = None if isinstance(found, tuple) else found
            hops += 1
        return node

    def _file(self, source: Source, resolver: Resolver) -> Answer:
        words = resolver.words_of(source.parameters[0], self.root.span) if source.parameters else ()
        name = concrete(words)
        address = resolver.words_of(source.address, self.root.span)
        wanted = concrete(address)
        if not name or wanted is None or name.endswith(_PROGRAMS):
            return Unknown()
        path = resolve_path(self.folder, name)
        if path is None:
            return Unknown()
        if not self.desk.repository.is_file(path):
            return Missing()
        node = self._read(path)
        if node is None:
            return Unknown()
        return self._under(node, wanted, resolver, by_stage=_names_stage(words) or _names_stage(address))

    def _read(self, path: str) -> Node | None:
        """A file's document, or its text as one string."""
        if path not in self._files:
            data = self.desk.repository.read(path)
            if isinstance(data, Problem):
                self._files[path] = None
            elif path.endswith(_TREES):
                self._files[path] = parse(data, path, modern=True)[0]
            else:
                text = data[:MAX_TEXT_FILE].decode("utf-8", "replace")
                self._files[path] = Scalar(text, Span(path), text, 1)
        return self._files[path]

    # ------------------------------------------------------------ the command line and the deployment
    def _opt(self, source: Source, resolver: Resolver) -> Answer:
        name = concrete(resolver.words_of(source.address, self.root.span))
        options = self.desk.options
        match name:
            case "stage":
                if options.stage:
                    return (options.stage,)
                return Missing() if "stage" in self._asking else Option(self.stage_words(resolver))
            case "region":
                return Missing() if "region" in self._asking else self.region_words(resolver)
        self.desk.taken.parameters.add(name or "")
        given = dict(options.parameters).get(name or "")
        return Missing() if given is None else (given,)

    def _env(self, source: Source, resolver: Resolver) -> Answer:
        name = concrete(resolver.words_of(source.address, self.root.span))
        given = dict(self.desk.options.environment).get(name or "")
        return Missing() if given is None else (given,)

    def _sls(self, source: Source, resolver: Resolver) -> Answer:
        if concrete(resolver.words_of(source.address, self.root.span)) != "stage":
            return Unknown()
        return (DEFAULT_STAGE,) if "stage" in self._asking else self.stage_words(resolver)

    def _aws(self, source: Source, resolver: Resolver) -> Answer:
        match concrete(resolver.words_of(source.address, self.root.span)):
            case "region":
                return (DEFAULT_REGION,) if "region" in self._asking else self.region_words(resolver)
            case "accountId":
                return (resolver.symbol(Symbol(ACCOUNT)),)
        return Unknown()

    def _param(self, source: Source, resolver: Resolver) -> Answer:
        name = concrete(resolver.words_of(source.address, self.root.span))
        if name is None:
            return Unknown()
        self.desk.taken.parameters.add(name)
        given = dict(self.desk.options.parameters).get(name)
        if given is not None:
            return (given,)
        if name in self.given:  # an output of another service (``${api.url}``) is not known
            return Unknown() if "${" in (string(self.given[name]) or "${") else Target(self.given[name])
        found = {group: self._grouped(group, name, resolver) for group in (self.stage(resolver), "default")}
        node = next((one for one in found.values() if one is not None), None)
        if node is None:
            return Missing()
        return Target(node, by_stage=not self.desk.options.stage and self._differs(name, resolver))

    def _grouped(self, stage: str, name: str, resolver: Resolver) -> Node | None:
        """A parameter of a stage, in either of the sections that may have it."""
        params = self._open(_child(self._open(at(self.root, "params"), resolver), stage), resolver)
        stages = self._open(_child(self._open(at(self.root, "stages"), resolver), stage), resolver)
        own = _child(params, name)
        return own if own is not None else _child(self._open(_child(stages, "params"), resolver), name)

    def _differs(self, name: str, resolver: Resolver) -> bool:
        """Whether some stage has a parameter of its own."""
        groups = [
            *entries(self._open(at(self.root, "params"), resolver)),
            *entries(self._open(at(self.root, "stages"), resolver)),
        ]
        return any(one.key != "default" and self._grouped(one.key, name, resolver) is not None for one in groups)

    def _construct(self, source: Source, resolver: Resolver) -> Answer:
        address = concrete(resolver.words_of(source.address, self.root.span)) or ""
        name, dot, output = address.partition(".")
        if not dot or at(self.root, "constructs", name) is None:
            return Unknown()
        return (resolver.symbol(Symbol(f"construct:{address}", construct=name, output=output)),)

    def _bool(self, source: Source, resolver: Resolver) -> Answer:
        words = resolver.words_of(source.parameters[0], self.root.span) if source.parameters else ()
        known = (concrete(words) or "").strip().lower()
        if known not in {"true", "false", "1", "0"}:
            return Unknown()
        value = known in {"true", "1"}
        return Target(Scalar(value, self.root.span, "true" if value else "false", self.root.span.line))


def _child(node: Node | None, key: str) -> Node | None:
    if isinstance(node, Sequence):
        return node.items[int(key)] if key.isdecimal() and int(key[:6]) < len(node.items) else None
    return node.get(key) if isinstance(node, Mapping) else None


def _names_stage(words: Words) -> bool:
    """Whether an address has the stage in it, so that another stage has another value."""
    return any(isinstance(word, Symbol) and word.name != REGION for word in words)
