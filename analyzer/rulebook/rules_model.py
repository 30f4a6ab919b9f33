"""The typed rows of the hand-written rules: operations, resource types, event sources, runtime facts."""

from typing import Literal

from msgspec import Struct

RuleOrigin = Literal["", "event-source", "runtime", "dependent", "service-on-behalf"]


class When(Struct, frozen=True, array_like=True):
    """A test of one argument: it is given, is not given, equals one of ``values`` or differs from all of them.

    ``kind`` asks whether the argument is the ARN of one of the resource types in ``values``.
    """

    path: str
    test: Literal["present", "absent", "equals", "differs", "kind"]
    values: tuple[str, ...] = ()


class NeedRule(Struct, frozen=True):
    """One permission that an operation asks for.

    ``resource`` are resource types (``dynamodb:table``), ``*`` for every resource, empty where IAM's
    table decides.  ``fills`` maps a placeholder of the ARN to argument paths, the first that is given
    counts; a path that begins with ``=`` is a literal.  ``arn`` are paths of members that hold the
    whole ARN.  ``each`` is a list member: the row counts once for each element, its other paths begin
    there.  ``parse`` maps members written in a language of their own to the parser that opens them.
    ``because`` makes the need merely possible and says why.  ``alternative`` says that one of several
    such rows holds for sure: unknown arguments make each of them possible, where otherwise an option
    that may be given only makes a grant plausible.  ``conditions`` maps condition keys to argument paths as
    ``fills`` does: the call's value for the key, where it is known as a whole.  An operator other than ``StringEquals`` stands
    before the key; a key that ends in ``*`` takes each member of a dict; ``{word}`` in a path is what the template
    tells of the resource (``TemplateType.tells``).  ``alike`` are actions of which one does as well.
    """

    action: str
    resource: tuple[str, ...] = ()
    fills: tuple[tuple[str, tuple[str, ...]], ...] = ()
    arn: tuple[str, ...] = ()
    each: str = ""
    when: tuple[When, ...] = ()
    parse: tuple[tuple[str, str], ...] = ()
    origin: RuleOrigin = ""
    because: str = ""
    explains_only: bool = False
    alternative: bool = False
    doc: str = ""
    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    alike: tuple[str, ...] = ()


class OperationRule(Struct, frozen=True):
    """What one operation needs; no needs means that it needs no permission at all."""

    name: str
    doc: str
    needs: tuple[NeedRule, ...]


class KeyElsewhere(Struct, frozen=True):
    """A resource type of its own that gives others their KMS key: ``of`` is the property that names the other one."""

    type: str
    of: str
    key: str


class TemplateType(Struct, frozen=True):
    """How a template declares resources of one ARN type.

    ``type`` is the CloudFormation or Terraform type, ``resource`` the ARN type (``sqs:queue``).
    ``named_by`` is the property that holds the name.  ``gives`` maps an attribute (empty for ``Ref``)
    to what it is: ``arn``, ``name``, ``url``, ``id``, or the ARN type it is the ARN of
    (``dynamodb:stream``).  ``key`` is the path of the property that holds its KMS key,
    ``key_in`` where another resource holds it,
    ``stands_for`` the property that names what it is an alias of, ``behind`` that thing's ARN type.
    ``placed_by`` maps the ARN's other placeholders to the property that fills them, and to what does without
    it (``=default``).  ``tells``
    are words that paths of conditions use in braces, with the paths at all of which the one name stands.
    """

    type: str
    resource: str
    named_by: str = ""
    gives: tuple[tuple[str, str], ...] = ()
    key: str = ""
    key_in: KeyElsewhere | None = None
    stands_for: str = ""
    placed_by: tuple[tuple[str, tuple[str, ...]], ...] = ()
    behind: str = ""
    doc: str = ""
    tells: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def meaning(self, attribute: str) -> str:
        """What this attribute gives, empty when that is not known."""
        for name, meaning in self.gives:
            if name == attribute:
                return meaning
        return ""

    def attribute(self, meaning: str) -> str | None:
        """The first attribute that gives this, or None."""
        for name, given in self.gives:
            if given == meaning:
                return name
        return None


class ArnType(Struct, frozen=True):
    """One resource type of IAM.

    ``name`` is prefix and type as in IAM's reference (``dynamodb:table``), ``arn`` its template with
    ``${Placeholder}``s; a resource's name fills the last of them, unless ``named`` is another.  ``members`` maps a placeholder to the input members that usually hold it,
    ``arns`` are the members that usually hold the whole ARN.  ``within`` is the type whose ARN this
    one continues; ``joints`` are put between the two where the value found is of another type than that:
    (``s3:accesspoint``, ``/object/``).  ``ignore`` are pieces of a placeholder's value that show that it
    names something else.  ``strip`` and ``suffix`` are put right on a placeholder's value: a leading slash
    that the ARN does not have, the random tail of a secret.  ``encrypted`` maps actions on it to the
    KMS actions that they need where it has a customer managed key; behind ``?`` those that merely
    make the KMS action legitimate.  ``passed`` is the action that a change asks for when it is handed
    one of these by a member of ``arns``.  ``url`` is the
    template of the address that a reference may give, with the placeholders of ``arn``.  ``spelled`` maps
    words of the API (``CLOUDFRONT``) to those of the ARN (``global``).  ``public`` is how a placeholder's
    value begins in the ARN of a thing that is AWS's own, which has no account.  ``own_policy`` says that
    such a thing always has a policy of its own, which may allow what the role does not.  ``via`` is the
    service's name in ``kms:ViaService`` when it uses a key on behalf of its caller.  Where a thing of this type stands
    in a call whose actions are those of the prefix ``acts_for`` (a directory bucket in a call of S3), they become the
    actions of their names under this type's own prefix, and ``otherwise`` where it has none of the name.  ``ending``
    is how the names of such things end.
    """

    name: str
    arn: str
    doc: str
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()
    arns: tuple[str, ...] = ()
    parse: tuple[tuple[str, str], ...] = ()
    within: str = ""
    strip: tuple[tuple[str, str], ...] = ()
    suffix: tuple[tuple[str, str], ...] = ()
    ignore: tuple[tuple[str, tuple[str, ...]], ...] = ()
    joints: tuple[tuple[str, str], ...] = ()
    public: tuple[tuple[str, str], ...] = ()
    own_policy: bool = False
    encrypted: tuple[tuple[str, tuple[str, ...]], ...] = ()
    templates: tuple[TemplateType, ...] = ()
    named: str = ""
    passed: str = ""
    url: str = ""
    spelled: tuple[tuple[str, str], ...] = ()
    via: str = ""
    acts_for: str = ""
    otherwise: str = ""
    ending: str = ""


class EventValue(Struct, frozen=True):
    """What a place in the event holds: ``gives`` (``name`` or ``arn``) of the trigger's resource, or a pseudo parameter.

    ``property`` gives the resource's own properties below ``path``.  ``kinds`` are triggers as ``EventSource.kind`` spells them, ``path`` the place with ``[]`` for
    any element, ``resource`` the ARN type of the trigger.
    """

    kinds: tuple[str, ...]
    path: tuple[str, ...]
    gives: str
    resource: str
    doc: str


class RuntimeVariable(Struct, frozen=True):
    """An environment variable that says where code runs: Lambda sets it, or only what runs the code elsewhere does.

    ``gives`` is a pseudo parameter or ``function-name`` where it holds that; ``value`` what it looks like (``*``
    where nothing but that it is not empty is known), empty where Lambda never sets it.
    """

    name: str
    gives: str
    value: str
    doc: str
