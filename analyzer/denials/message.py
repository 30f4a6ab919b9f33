"""What AWS says when it refuses a request, taken apart.

The common form and the kinds of policies it names:
https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

import re
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Kind = Literal["", "identity", "boundary", "resource", "session", "endpoint", "organization", "trust"]
MAX_MESSAGE = 64 * 1024


class Denial(Struct, frozen=True):
    """A refused request, as far as its message tells; empty strings for what it does not.

    ``session`` is the role session's name, which is the function's name when Lambda assumed the role;
    ``operation`` the SDK's name of the call; ``kind`` the policies that decided, ``explicit`` whether
    by a Deny; ``policy`` the ARN of that policy; ``encoded`` says that the reasons are in a part that
    only AWS can read; ``note`` is what else must be known of such a message.
    """

    action: str = ""
    resource: str = ""
    role: str = ""
    session: str = ""
    principal: str = ""
    operation: str = ""
    service: str = ""
    kind: Kind = ""
    explicit: bool = False
    policy: str = ""
    encoded: bool = False
    note: str = ""


# boto3's frame around every message: https://docs.aws.amazon.com/boto3/latest/guide/error-handling.html
_FRAME = re.compile(r"An error occurred \((?P<code>[\w.]+)\) when calling the (?P<operation>\w+) operation[^:]*:")
_USER = re.compile(r"User:? (?P<principal>arn:[\w-]+:(?:sts|iam)::\d{12}:[^\s\"']+)")
# Lambda names the session after the function.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
_ASSUMED = re.compile(r"arn:[\w-]+:sts::\d{12}:assumed-role/(?P<role>[\w+=,.@-]+)/(?P<session>[\w+=,.@-]+)\Z")
_PERFORM = re.compile(
    r"not authorized to perform:? \"?(?P<action>[A-Za-z0-9-]+:[A-Za-z0-9*]+)\"?"
    r"(?: on resource:? \"?(?P<resource>arn:.*?|\*)\"?(?=,? because |,? with an explicit deny| \(Service:|,? status code| as |\s*\Z))?"
)
_IMPLICIT = re.compile(r"because no (?P<what>[A-Za-z -]+?)(?: policy| policies)? allows? ")
_EXPLICIT = re.compile(
    r"with an explicit deny in (?:an?|the) (?P<what>[A-Za-z -]+?)(?: policy)?(?:: (?P<policy>arn:\S+))?"
    r"(?= transitively|[.,;)]|\s+\(|\s*\Z)"
)
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("identity-based", "identity"),
    ("permissions boundary", "boundary"),
    ("role trust", "trust"),
    ("resource-based", "resource"),
    ("session", "session"),
    ("vpc endpoint", "endpoint"),
    ("control", "organization"),  # service control policies and resource control policies
)

# Messages that name no action.  A row: what is recognized, what it says of the request.
# 1 KMS: https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html
# 2 Secrets Manager: https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html
# 3 Lambda: https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
# 4 SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-access-denied-errors.html
# 5 Lambda, of the role itself: https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html
_ODD: tuple[tuple[re.Pattern[str], Denial], ...] = (
    (re.compile(r"ciphertext refers to a customer master key that does not exist"),
     Denial(action="kms:Decrypt", note="KMS says the same of a key that does not exist, or not in this region")),
    (re.compile(r"Access to KMS is not allowed"), Denial(action="kms:Decrypt")),
    (re.compile(r"unable to decrypt the environment variables because KMS access was denied"),
     Denial(action="kms:Decrypt", note="Lambda decrypts the environment variables with the function's role")),
    (re.compile(r"on the resource associated with this ciphertext"), Denial()),
    (re.compile(r"does not have permissions to call (?P<operation>\w+) on (?P<service>\w+)"), Denial()),
    (re.compile(r"role defined for the function cannot be assumed by Lambda"),
     Denial(action="sts:AssumeRole", kind="trust", principal="lambda.amazonaws.com")),
)  # fmt: skip
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
_QUEUE = re.compile(r"https://sqs\.(?P<region>[\w-]+)\.amazonaws\.com(?:\.cn)?/(?P<account>\d{12})/(?P<name>[\w.-]+)")
# https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
_ENCODED = re.compile(r"Encoded authorization failure message:? ")
_REFUSED = re.compile(
    r"access ?denied|forbidden|not ?authorized|unauthorized|access to the resource|\(403\)", re.IGNORECASE
)


def read_denial(message: str) -> Denial | None:
    """What a message says; None where it is no refusal, or names neither an action nor a call."""
    text = " ".join(message[:MAX_MESSAGE].split())
    frame = _FRAME.search(text)
    perform = _PERFORM.search(text)
    denial = _of_principal(text, _odd(text))
    if frame:
        denial = replace(denial, operation=frame["operation"])
    if perform:
        denial = replace(denial, action=perform["action"], resource=perform["resource"] or denial.resource)
    denial = _of_policy(text, denial)
    queue = _QUEUE.search(text)
    if queue and not denial.resource:
        arn = f"arn:aws:sqs:{queue['region']}:{queue['account']}:{queue['name']}"
        denial = replace(denial, service="sqs", resource=arn)
    if _ENCODED.search(text):
        denial = replace(denial, encoded=True)
    told = denial.action or (denial.operation and (_REFUSED.search(text) or denial.service or denial.encoded))
    return denial if told else None


def _odd(text: str) -> Denial:
    for pattern, said in _ODD:
        found = pattern.search(text)
        if found:
            named = {name: value for name, value in found.groupdict().items() if value}
            return replace(said, **{**named, "service": named.get("service", "").lower()})
    return Denial()


def _of_principal(text: str, denial: Denial) -> Denial:
    user = _USER.search(text)
    if user is None:
        return denial
    assumed = _ASSUMED.match(user["principal"])
    named = {"role": assumed["role"], "session": assumed["session"]} if assumed else {}
    return replace(denial, principal=user["principal"], **named)


def _of_policy(text: str, denial: Denial) -> Denial:
    explicit, implicit = _EXPLICIT.search(text), _IMPLICIT.search(text)
    found = explicit or implicit
    if found is None:
        return denial
    through = "transitively through a" in text and "control policy" in text
    words = "control" if through else found["what"].lower()
    kind = next((kind for name, kind in _KINDS if name in words), denial.kind)
    policy = (explicit["policy"] or "").rstrip(".,;") if explicit else ""
    return replace(denial, kind=kind, explicit=explicit is not None, policy=policy)
