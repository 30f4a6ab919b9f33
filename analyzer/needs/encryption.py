"""KMS actions that come with a template resource which has a customer managed key, and with things whose key is not told."""

from collections.abc import Iterator

from analyzer.accesses.model import Known, Members
from analyzer.core import Ref, Text
from analyzer.iam.model import Condition
from analyzer.needs.model import Need, NeedResource
from analyzer.needs.parsers import parsed
from analyzer.needs.properties import text_at
from analyzer.needs.reached import EVERYTHING, Filling, reached
from analyzer.needs.scope import Scope
from analyzer.needs.texts import split, starts_with
from analyzer.rulebook.arn_templates import REGION
from analyzer.rulebook.rules_model import ArnType, TemplateType
from analyzer.templates.model import ResourceDecl

_KEY_FILLING = Filling((("KeyId", ("Key.KeyId",)),))


def key_needs(scope: Scope, need: Need) -> Iterator[Need]:
    """What the key of the need's own resources asks for; nothing where they have none or an AWS managed one.

    What the template does not make may have a key: a grant for one is plausible then.
    """
    for resource in need.resources:
        declaration = scope.speller.resources.get(resource.logical_id or "")
        kind = scope.kind(declaration) if declaration else None
        arn_type = scope.types.arn_type(kind.resource) if kind else None
        if declaration is None or kind is None or arn_type is None:
            yield from _plausible(scope, need)
            continue
        if not kind.key:
            continue
        key = _key_of(scope, declaration, kind)
        if key is None or _owned_by_aws(key):
            continue
        for action, wanted in arn_type.encrypted:
            if need.action in wanted or f"?{need.action}" in wanted:
                yield Need(
                    action=action,
                    resources=key_resources(scope, key),
                    origin="service-on-behalf",
                    evidence=need.evidence,
                    certainty=need.certainty,
                    because=need.because,
                    doc=arn_type.doc,
                    explains_only=need.explains_only or need.action not in wanted,
                    conditions=_through(arn_type),
                )


def _key_of(scope: Scope, declaration: ResourceDecl, kind: TemplateType) -> Text | None:
    """The resource's key, by its own property or by the resource that gives it one."""
    own = text_at(declaration.properties, kind.key)
    if own is not None or kind.key_in is None:
        return own
    for other in scope.speller.resources.values():
        if other.type == kind.key_in.type:
            named = text_at(other.properties, kind.key_in.of)
            parts = named.parts if named is not None else ()
            if any(isinstance(part, Ref) and part.logical_id == declaration.id for part in parts):
                return text_at(other.properties, kind.key_in.key)
    return None


def _plausible(scope: Scope, need: Need) -> Iterator[Need]:
    """What a key would ask for, if the thing has one."""
    for arn_type in scope.types.arn_types.values():
        for action, wanted in arn_type.encrypted:
            if need.action in wanted or f"?{need.action}" in wanted:
                yield Need(
                    action=action,
                    resources=(EVERYTHING,),
                    origin="service-on-behalf",
                    evidence=need.evidence,
                    certainty=need.certainty,
                    because=need.because,
                    doc=arn_type.doc,
                    explains_only=True,
                )


def _through(arn_type: ArnType) -> tuple[Condition, ...]:
    """The key is used through the resource's service alone, in its region.

    https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
    """
    name = Text.of(arn_type.via, ".", REGION, ".amazonaws.com")
    return (Condition("StringEquals", "kms:ViaService", (name,)),) if arn_type.via else ()


def key_resources(scope: Scope, key: Text) -> tuple[NeedResource, ...]:
    """The KMS key that a key id, an alias or an ARN names."""
    arn_type = scope.types.arn_types["kms:key"]
    arguments = Members((("Key", parsed("kms-key", Known((key,)))),))
    return reached(scope, arn_type, _KEY_FILLING, arguments)


def _owned_by_aws(key: Text) -> bool:
    alias = split(key, ":alias/", 1) if starts_with(key, "arn:") else None
    return starts_with(key, "alias/aws/") or key.literal == "" or (alias is not None and _is_aws(alias[-1]))


def _is_aws(alias: Text) -> bool:
    return starts_with(alias, "aws/")
