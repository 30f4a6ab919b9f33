"""One Chalice project as a template.

Sources: https://aws.github.io/chalice/topics/configfile.html
https://aws.github.io/chalice/topics/stages.html
"""

from msgspec import Struct

from analyzer.core import Gap, Problem, Span, Text, lit
from analyzer.repository import resolve
from analyzer.templates.chalice.handlers import Decorators, Handler
from analyzer.templates.document import parse
from analyzer.templates.model import CodeSource, FunctionDecl, Mapping, Node, RoleDecl, Template
from analyzer.templates.nodes import at, entries, items, string
from analyzer.templates.scope import Scope
from analyzer.templates.sheet import Desk
from analyzer.templates.statements import Origin, read_document

DEFAULT_STAGE = "dev"
_TRUE = ("true",)


class Settings(Struct, frozen=True):
    """The configuration of one stage, looked up from the function to the stage to the whole project."""

    path: str
    root: Mapping
    stage: str

    @property
    def folder(self) -> str:
        """The project's folder."""
        return self.path.removesuffix(".chalice/config.json").rstrip("/")

    def levels(self, function: str) -> tuple[Node | None, ...]:
        """Where a setting of a function may stand, the nearest first."""
        stage = at(self.root, "stages", self.stage)
        return (at(stage, "lambda_functions", function), stage, self.root)

    def get(self, function: str, key: str) -> Node | None:
        """A setting of a function, or None."""
        return next((node for level in self.levels(function) if (node := at(level, key)) is not None), None)

    def is_on(self, function: str, key: str, *, default: bool) -> bool:
        """A setting that is true or false."""
        node = self.get(function, key)
        return default if node is None else string(node) in _TRUE


def read_project(path: str, desk: Desk) -> Template | None:
    """The template of a project's configuration; None where no application stands beside it."""
    data = desk.repository.read(path)
    root, problems = (None, (data,)) if isinstance(data, Problem) else parse(data, path)
    if not isinstance(root, Mapping):
        return Template(path, "none", problems=problems) if problems else None
    settings = Settings(path, root, _stage(root, desk))
    handlers = Decorators(desk.knowledge.rulebook.directory).handlers(settings.folder, desk.repository)
    roles: dict[str, RoleDecl] = {}
    functions = []
    for handler in handlers:
        role = _role(handler, settings, desk)
        roles.setdefault(role.id, role)
        functions.append(_function(handler, role.id, settings, desk))
    return Template(path, "none", functions=tuple(functions), roles=tuple(roles.values()), problems=problems)


def _stage(root: Mapping, desk: Desk) -> str:
    """The stage that is asked for, else the one that Chalice takes, else the first."""
    known = [one.key for one in entries(root.get("stages"))]
    wanted = desk.options.stage or DEFAULT_STAGE
    desk.taken.stage |= wanted in known
    return wanted if wanted in known or not known else known[0]


def _function(handler: Handler, role: str, settings: Settings, desk: Desk) -> FunctionDecl:
    folder = settings.folder
    vendor = f"{folder}/vendor" if folder else "vendor"
    also = (vendor,) if desk.repository.is_folder(vendor) else ()
    name = handler.name
    arns = tuple(lit(arn) for one in items(settings.get(name, "layers")) if (arn := string(one)))
    return FunctionDecl(
        id=name,
        dialect="none",
        template=settings.path,
        span=_place(name, settings),
        runtime="python",
        handler=handler.spec,
        code=CodeSource("directory", handler.span, path=folder, also=also),
        role=role,
        handler_span=handler.span,
        layer_arns=arns,
        environment=_environment(name, settings),
        events=handler.events,
        tracing=settings.is_on(name, "xray", default=False),
        vpc=bool(items(settings.get(name, "subnet_ids"))),
    )


def _place(function: str, settings: Settings) -> Span:
    """Where the configuration speaks of a function: of it alone, of its stage, or at all."""
    stage = at(settings.root, "stages", settings.stage)
    for node, key in ((at(stage, "lambda_functions"), function), (at(settings.root, "stages"), settings.stage)):
        for entry in entries(node):
            if entry.key == key:
                return entry.span
    return settings.root.span


def _environment(function: str, settings: Settings) -> tuple[tuple[str, tuple[Text, ...]], ...]:
    """Variables of all levels, the nearest counts."""
    found: dict[str, tuple[Text, ...]] = {}
    for level in reversed(settings.levels(function)):
        for one in entries(at(level, "environment_variables")):
            value = string(one.value)
            if value is not None:
                found[one.key] = (lit(value),)
    return tuple(found.items())


# ------------------------------------------------------------ roles
def _role(handler: Handler, settings: Settings, desk: Desk) -> RoleDecl:
    name = handler.name
    if not settings.is_on(name, "manage_iam_role", default=True):
        node = settings.get(name, "iam_role_arn")
        arn, span = string(node) or "", node.span if node is not None else settings.root.span
        gap = Gap("unknown-role", span, f"the role {arn} is not declared in this project")
        return RoleDecl(arn or "unknown", "external", span, complete=False, gaps=(gap,))
    if settings.is_on(name, "autogen_policy", default=True):
        return _generated(name, settings)
    return _from_file(name, settings, desk)


def _generated(function: str, settings: Settings) -> RoleDecl:
    """Chalice writes the policy from its own reading of the code when it deploys."""
    node = settings.get(function, "autogen_policy")
    span = node.span if node is not None else settings.root.span
    why = "Chalice generates the role's policy from the code when it deploys: set autogen_policy to false to write it yourself"
    return RoleDecl("default-role", "implicit", span, complete=False, gaps=(Gap("unknown-role", span, why),))


def _from_file(function: str, settings: Settings, desk: Desk) -> RoleDecl:
    """The statements of a policy file; functions with one file count as one role, since one edit changes them all."""
    node = settings.get(function, "iam_policy_file")
    name = string(node) or f"policy-{settings.stage}.json"
    span = node.span if node is not None else settings.root.span
    path = resolve(f"{settings.folder}/.chalice" if settings.folder else ".chalice", name)
    data = (
        desk.repository.read(path)
        if path is not None
        else Problem("file-unreadable", span, "outside the scanned folder")
    )
    document, problems = (None, (data,)) if isinstance(data, Problem) else parse(data, path or name)
    if document is None:
        reasons = "; ".join(problem.message for problem in problems)
        gap = Gap("unknown-role", span, f"the policy file {name} cannot be read: {reasons}")
        return RoleDecl(name, "unknown", span, complete=False, gaps=(gap,))
    reading = read_document(document, Scope({}), Origin("inline"))
    return RoleDecl(
        id=name,
        kind="template",
        span=Span(path or name),
        grants=reading.grants,
        complete=not reading.gaps,
        gaps=reading.gaps,
    )
