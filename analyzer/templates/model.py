"""The dialect-neutral view of a template: functions, roles, resources; every value knows its place."""

from typing import Any, Literal

from msgspec import Struct

from analyzer.core import Gap, Problem, Span, Text
from analyzer.iam.model import Statement

Dialect = Literal["sam", "cloudformation", "serverless", "terraform", "cdk", "none"]


class Scalar(Struct, frozen=True, tag="scalar"):
    """A leaf of a document: its Python value (str, int, float, bool or None).

    ``text`` is the leaf as CloudFormation reads it as a string (``0123`` stays ``0123``); ``line``
    is where the first line of a block scalar's content stands, else ``span.line``.
    """

    value: str | int | float | bool | None
    span: Span
    text: str = ""
    line: int = 0


class Sequence(Struct, frozen=True, tag="sequence"):
    """A list of nodes."""

    items: tuple["Node", ...]
    span: Span


class Entry(Struct, frozen=True):
    """One key of a mapping with its value; ``span`` is the key's place."""

    key: str
    value: "Node"
    span: Span


class Mapping(Struct, frozen=True, tag="mapping"):
    """Keys and nodes in file order; YAML short tags are already their long form (``{"Ref": …}``)."""

    entries: tuple[Entry, ...]
    span: Span

    def get(self, key: str) -> "Node | None":
        """The value of the last entry with this key, or None."""
        for entry in reversed(self.entries):
            if entry.key == key:
                return entry.value
        return None


Node = Scalar | Sequence | Mapping


class CodeSource(Struct, frozen=True):
    """Where a function's or layer's code stands.

    ``directory``: ``path`` (relative to the scanned root) is what becomes ``/var/task`` or, of a
    layer, ``/opt``; ``inline``: ``text`` is module ``index`` or the file ``path``, its first line at
    ``span.line`` of the template; anything else cannot be read, and ``why`` says so for a person; of a directory
    it says why that is a guess (of a layer's, how it is built).  An ``image`` with a
    ``path`` is built from a local Dockerfile; ``also`` are further folders copied to the same place;
    ``missing`` that a place in the repository is named and not there.
    """

    kind: Literal["directory", "inline", "remote", "image", "unknown"]
    span: Span
    path: str = ""
    text: str = ""
    why: str = ""
    also: tuple[str, ...] = ()
    missing: bool = False


class EventSource(Struct, frozen=True):
    """One trigger of a function: its kind as SAM spells it (``SQS``, ``S3``, ``DynamoDB``, ``Api``).

    ``source`` is the ARN or name of what triggers, ``logical_id`` that resource of the template,
    ``failure_destination`` the ARN that failed batches go to.  ``polled`` is True where Lambda
    itself reads from the source with the function's role; ``secrets`` are the ARNs of what it signs in with there,
    ``network`` that it goes through subnets and security groups of the mapping's own.
    """

    kind: str
    span: Span
    source: Text | None = None
    logical_id: str | None = None
    failure_destination: Text | None = None
    polled: bool = False
    secrets: tuple[Text, ...] = ()
    network: bool = False


class Ignored(Struct, frozen=True, order=True):
    """An entry of a function's ``overgrant.ignore``: findings of a rule, or of it about one grant, with the reason.

    What is left out is empty; without a reason an entry silences nothing.
    """

    span: Span
    rule: str
    grant: str
    reason: str


class FunctionDecl(Struct, frozen=True):
    """One Lambda function as its template declares it.

    ``environment`` maps a variable to every value it may have (both arms of a condition);
    ``role`` is the key in ``Template.roles``.  ``told`` are texts with the ARN type (``sqs:queue``) that the
    template says they have beside them.  ``words`` are references that are written otherwise where the
    function stands, as ``express`` reads them.
    """

    id: str
    dialect: Dialect
    template: str
    span: Span
    runtime: str
    handler: str
    code: CodeSource
    role: str
    handler_span: Span | None = None
    layers: tuple[CodeSource, ...] = ()
    layer_arns: tuple[Text, ...] = ()
    environment: tuple[tuple[str, tuple[Text, ...]], ...] = ()
    events: tuple[EventSource, ...] = ()
    tracing: bool = False
    vpc: bool = False
    dead_letter: Text | None = None
    destinations: tuple[Text, ...] = ()
    told: tuple[tuple[Text, str], ...] = ()
    file_systems: tuple[Text, ...] = ()
    log_group: Text | None = None
    kms_key: Text | None = None
    extra: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    ignored: tuple[Ignored, ...] = ()


GrantSource = Literal[
    "inline", "managed", "sam-template", "customer-managed", "connector", "resource-policy", "generated"
]


class Grant(Struct, frozen=True):
    """One statement that bears on a role, with the place of each of its parts.

    ``written`` is what the template writes where that is not the action itself: a managed policy's
    bare name, a SAM policy template's key; empty for plain statements.  ``action_spans`` runs
    parallel to ``statement.actions`` (or ``not_actions``), ``resource_spans`` likewise.
    ``generated`` grants are added by the framework itself (SAM's basic execution role) and are
    never reported.  ``applies`` is False-able: ``conditional`` is True where a template condition
    decides whether the statement exists.
    """

    statement: Statement
    source: GrantSource
    span: Span
    written: str = ""
    action_spans: tuple[Span, ...] = ()
    resource_spans: tuple[Span, ...] = ()
    conditional: bool = False

    def resource_place(self, number: int) -> Span:
        """Where a resource is granted: where it stands, or its statement where it is handed in from another file."""
        span = self.resource_spans[number] if number < len(self.resource_spans) else self.span
        return span if span.path == self.span.path else self.span


class RoleDecl(Struct, frozen=True):
    """A role with everything that is known to be granted to it.

    ``complete`` is False when statements may exist that are not seen; ``gaps`` then say why.
    ``trusted`` are principals other than Lambda that may assume it (``states.amazonaws.com``),
    ``used_by`` other users of the role in the template that are no Python function (logical ids).
    ``boundary`` is the permissions boundary's statements, or None where there is none.
    """

    id: str
    kind: Literal["implicit", "template", "external", "unknown"]
    span: Span
    grants: tuple[Grant, ...] = ()
    boundary: tuple[Grant, ...] | None = None
    complete: bool = True
    gaps: tuple[Gap, ...] = ()
    trusted: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()


class ResourceDecl(Struct, frozen=True):
    """A resource of the template.

    ``type`` is the CloudFormation or Terraform type; ``name`` the text of the property that names
    it, None where the name is generated; ``properties`` the raw node for what else is asked.
    """

    id: str
    type: str
    span: Span
    name: Text | None = None
    properties: Mapping | None = None


class Parameter(Struct, frozen=True):
    """A template parameter: its default, or None where the deployer must give a value.

    ``value`` is set when the command line fixes it; only then may it replace the reference.
    ``allowed`` are its AllowedValues.
    """

    name: str
    default: Text | None = None
    value: Text | None = None
    type: str = "String"
    allowed: tuple[str, ...] = ()


class Template(Struct, frozen=True):
    """One template, read: what it declares and what was wrong with it.

    ``extra`` is dialect data that only the dialect's own writer reads.
    """

    path: str
    dialect: Dialect
    functions: tuple[FunctionDecl, ...] = ()
    roles: tuple[RoleDecl, ...] = ()
    resources: tuple[ResourceDecl, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[Problem, ...] = ()
    gaps: tuple[Gap, ...] = ()
    extra: Any = None
