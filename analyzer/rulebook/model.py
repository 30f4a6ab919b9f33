"""The typed view of ``rules/``: the SDK's surface, IAM's table, operation rules, resource types."""

from typing import Any, Literal

from msgspec import Struct


# ---------------------------------------------------------------- the SDK, generated
class Operation(Struct, frozen=True, array_like=True):
    """One operation of a service.

    ``name`` is botocore's (``PutObject``), ``method`` the client's (``put_object``), ``inputs`` the
    top-level input members, ``required`` those that must be given, ``outputs`` dotted paths of
    output members that carry names, ids, URLs or ARNs (``QueueUrl``, ``Table.TableArn``,
    ``Buckets[].Name``, ``Attributes.QueueArn``).  ``signed`` is False where the call carries no AWS
    signature (``cognito-idp`` ``SignUp``), so that no permission of the role can matter.  ``nested`` are the paths of
    deeper input members that name something (``StopWorkspaceRequests[].WorkspaceId``), ``handed`` those of members at any
    depth that may hold a role, or another thing that is handed to the service (``TaskInvocationParameters.RunCommand.ServiceRoleArn``, ``Actions.*[].RoleArn``).
    """

    name: str
    method: str
    inputs: tuple[str, ...]
    required: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    signed: bool = True
    nested: tuple[str, ...] = ()
    handed: tuple[str, ...] = ()


class Binding(Struct, frozen=True, array_like=True):
    """How one input member or identifier of a resource call is filled.

    ``target`` is the member or identifier (a boto3 resource model path such as ``Delete.Objects[].Key``);
    ``source`` as in boto3's resource models: ``identifier``, ``input``, ``data``, ``string``,
    ``response``, ``requestParameter``; ``value`` the name, path or literal.
    """

    target: str
    source: Literal["identifier", "input", "data", "string", "integer", "boolean", "response", "requestParameter"]
    value: str = ""


class ResourceAction(Struct, frozen=True, array_like=True):
    """A method of a resource object: ``method`` runs ``operation`` with ``bindings`` plus the caller's keywords.

    ``returns`` is the resource type that comes back (empty: the raw response), its identifiers
    filled by ``identifiers``; ``many`` when it is a list of them.  ``path`` is where the response
    holds the result's data (``Table``, ``Messages[]``), empty for the whole response.
    """

    method: str
    operation: str
    bindings: tuple[Binding, ...] = ()
    returns: str = ""
    identifiers: tuple[Binding, ...] = ()
    many: bool = False
    path: str = ""


class SubResource(Struct, frozen=True, array_like=True):
    """A factory or reference of a resource object: ``bucket.Object(key)``, ``instance.vpc``.

    Bindings whose source is ``input`` are the call's positional parameters in order; those of
    source ``data`` make it a lazy attribute that loads the owner first (``is_property``); ``many``
    when that attribute is a list.
    """

    name: str
    type: str
    bindings: tuple[Binding, ...]
    is_property: bool = False
    many: bool = False


class Collection(Struct, frozen=True, array_like=True):
    """``bucket.objects``: iterating runs ``operation`` and yields ``type``; ``batch`` are its batch methods.

    ``path`` is where the response holds the data of the yielded resources, empty when it has none.
    """

    name: str
    operation: str
    bindings: tuple[Binding, ...]
    type: str
    identifiers: tuple[Binding, ...] = ()
    batch: tuple[ResourceAction, ...] = ()
    path: str = ""


class ResourceType(Struct, frozen=True, array_like=True):
    """A resource class of boto3 (``Bucket``); the service resource itself has name ``ServiceResource``.

    ``identifiers`` are (Python attribute, model name, alias or empty) in constructor order: the alias
    is a second Python attribute of the same value (``instance.instance_id`` for ``instance.id``).
    ``attributes`` are read lazily through ``load``, each the member of ``attribute_members`` at the
    same index of the data at ``load.path``; ``waiters`` are (method, waiter's snake-case name, bindings).
    """

    name: str
    identifiers: tuple[tuple[str, str, str], ...] = ()
    attributes: tuple[str, ...] = ()
    load: ResourceAction | None = None
    actions: tuple[ResourceAction, ...] = ()
    subresources: tuple[SubResource, ...] = ()
    collections: tuple[Collection, ...] = ()
    waiters: tuple[tuple[str, str, tuple[Binding, ...]], ...] = ()
    attribute_members: tuple[str, ...] = ()


class ServiceIndex(Struct, frozen=True, array_like=True):
    """The SDK's surface of one service.

    ``paginators`` are operation names; ``waiters`` map a waiter's snake-case name to its operation;
    ``resources`` is empty where boto3 has no resource API.  ``client_class`` is the stubs' name
    (``S3Client``); ``aliases`` are (older method name, method) pairs that clients still answer to.
    """

    name: str
    signing_name: str
    endpoint_prefix: str
    client_class: str
    operations: tuple[Operation, ...]
    paginators: tuple[str, ...] = ()
    waiters: tuple[tuple[str, str], ...] = ()
    resources: tuple[ResourceType, ...] = ()
    service_id: str = ""
    aliases: tuple[tuple[str, str], ...] = ()


class Annotation(Struct, frozen=True, array_like=True):
    """What a class of boto3-stubs stands for.

    ``name`` says which one of ``service``: empty for the client, ``ServiceResource`` for the service
    resource, a resource type (``Table``), a collection as ``Bucket.objects``, a paginator's
    operation (``ListTables``), a waiter's snake-case name (``table_exists``).
    """

    kind: Literal["client", "service-resource", "resource", "collection", "paginator", "waiter"]
    service: str
    name: str = ""


class SdkNames(Struct, frozen=True):
    """The names that are looked up before a service is known.

    ``aliases`` are other service names that the SDK takes; ``annotations`` has every class of the
    stubs by its bare name, one entry for each service that has such a class.
    """

    services: tuple[str, ...]
    aliases: dict[str, str]
    annotations: dict[str, tuple[Annotation, ...]]


# ---------------------------------------------------------------- injected methods, hand-written
class InjectedCall(Struct, frozen=True):
    """One operation that an injected method runs.

    ``arguments`` are (input member path, source): ``parameter:Bucket``, ``parameter:CopySource.Key``,
    ``self:bucket_name`` (an identifier of the resource object), ``literal:text``.  ``operation`` and
    ``all_from`` may name a parameter instead (``parameter:ClientMethod``; ``all_from`` spreads a dict
    parameter over the input): that is ``generate_presigned_url``.
    """

    operation: str
    arguments: tuple[tuple[str, str], ...] = ()
    all_from: str = ""


class Injected(Struct, frozen=True):
    """A method that boto3 or botocore adds by hand (``upload_file``, ``batch_writer``).

    ``owner`` is ``client`` or a resource type's name, ``parameters`` the call's parameters in order,
    ``returns`` the pseudo type of the result (``BatchWriter``) or empty.
    """

    service: str
    owner: str
    method: str
    parameters: tuple[str, ...]
    calls: tuple[InjectedCall, ...]
    returns: str = ""
    doc: str = ""


# ---------------------------------------------------------------- IAM, generated
class IamAction(Struct, frozen=True, array_like=True):
    """One action of IAM's service authorization reference.

    ``name`` is spelled as there without the prefix; ``level`` is ``List``, ``Read``, ``Write``,
    ``Permissions management`` or ``Tagging``; ``resources`` are (resource type, required) pairs,
    empty when the action knows only ``*``; ``conditions`` condition keys; ``dependents`` other
    actions (``iam:PassRole``) that it asks for.
    """

    name: str
    level: str
    resources: tuple[tuple[str, bool], ...] = ()
    conditions: tuple[str, ...] = ()
    dependents: tuple[str, ...] = ()


class IamService(Struct, frozen=True, array_like=True):
    """IAM's table of one service prefix: actions, and resource types as (name, ARN templates).

    ARN templates are as in the reference: ``arn:${Partition}:s3:::${BucketName}/${ObjectName}``.
    """

    prefix: str
    actions: tuple[IamAction, ...]
    resources: tuple[tuple[str, tuple[str, ...]], ...] = ()


class ManagedPolicy(Struct, frozen=True, array_like=True):
    """A policy that AWS manages: ``path`` as in its ARN (``/service-role/``), ``document`` as JSON.

    ``retired`` is empty, or the release of the data that had it last: AWS has withdrawn it since,
    roles keep it and new ones cannot attach it.
    """

    name: str
    path: str
    document: dict[str, Any]
    retired: str = ""


class Source(Struct, frozen=True):
    """A package that a generated file was made from."""

    package: str
    version: str


class Manifest(Struct, frozen=True):
    """What ``rules/generated`` was made from: packages by file, and the dates of the data.

    ``sdk`` is the day and release of the SDK's models (``2026-10-26 (botocore 1.43.119)``), ``iam`` the day of IAM's
    table (``2026-10-27``).
    """

    command: str
    sdk: str
    iam: str
    files: dict[str, tuple[Source, ...]]
