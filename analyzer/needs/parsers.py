"""Parsers of members that are written in a language of their own: URLs, ARNs, PartiQL, copy sources.

Each takes one text (and may ask what the template knows of it) and gives the members it is made of; rows name them in ``parse``.  The text itself
stays readable as the member's own value.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from analyzer.accesses.model import Argument, Items, Known, Members
from analyzer.core import Hole, Lit, Ref, Text
from analyzer.needs.arguments import WHOLE
from analyzer.needs.texts import single_ref, split, starts_with, without_prefix

_GEOGRAPHIES = ("us.", "eu.", "apac.", "us-gov.", "global.", "jp.", "au.", "ca.", "sa.", "me.", "af.")
_SECRET = "/aws/reference/secretsmanager/"  # noqa: S105 - the address of secrets in Parameter Store
_UNKNOWN = Text((Hole("not told by the argument"),))
_HANDING = ("_snapshot", "_plugins", "_opendistro")
_WORD = re.compile(r"(?:\s|--[^\n]*\n|/\*(?:(?!\*/).)*\*/|\()*+([A-Za-z]+)\b", re.DOTALL)
_CHANGE = re.compile(r"(CREATE|DROP)\s+(?:EXTERNAL\s+)?(DATABASE|SCHEMA|TABLE)\b", re.IGNORECASE)
_PARTITIONS = re.compile(
    r"ALTER\s+TABLE\s.{1,400}?\s(ADD|DROP)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?PARTITION\b|MSCK\s+(REPAIR)\s+TABLE\b",
    re.IGNORECASE | re.DOTALL,
)
_NAME = r"(\"[^\"]+\"|[\w${}-]+)"
_PARTIQL = re.compile(
    rf"\s*(SELECT\b.*?\bFROM|INSERT\s+INTO|UPDATE|DELETE\s+FROM|EXISTS\s*\(\s*SELECT\b.*?\bFROM)\s+{_NAME}(?:\.{_NAME})?",
    re.IGNORECASE | re.DOTALL,
)


class Judge(Struct, frozen=True):
    """What the template knows of a text: what it probably is, and whether it names one of its resources."""

    probable: Callable[[Text], Text] = lambda text: text
    known: Callable[[Text], bool] = lambda _: False


Parser = Callable[[Text, Judge], dict[str, Text]]
NOBODY = Judge()


def parsed(name: str, known: Known, judge: Judge = NOBODY) -> Argument:
    """What the parser of this name makes of a scalar: its members, a list of them where it may be several texts."""
    parser = PARSERS[name]
    texts = (*known.texts, _UNKNOWN) if known.open or not known.texts else known.texts
    made = tuple(Members(_fields(text, parser(text, judge))) for text in texts)
    return made[0] if len(made) == 1 else Items(made)


def _fields(text: Text, members: dict[str, Text]) -> tuple[tuple[str, Argument], ...]:
    return ((WHOLE, Known((text,))), *((name, Known((value,))) for name, value in members.items()))


def queue_url(text: Text, judge: Judge) -> dict[str, Text]:
    """``QueueName``, ``Account`` and ``Region`` of ``https://sqs.eu-west-1.amazonaws.com/123456789012/orders``.

    A reference to a queue of the template is as good as its name; a parameter holds a URL, which no
    template can take apart.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
    """
    pieces = split(text, "/")
    if len(pieces) < 5 or not starts_with(text, "http"):
        telling = text.literal is not None or starts_with(text, "arn:") or judge.known(text)
        return {"QueueName": text if telling else _UNKNOWN}
    found = {"QueueName": pieces[-1], "Account": pieces[-2]}
    host = pieces[2]
    inner = split(host, ".")
    if len(inner) > 2 and inner[0].literal == "sqs":
        found["Region"] = inner[1]
    elif len(inner) > 2 and inner[1].literal == "queue":
        found["Region"] = inner[0]
    return found


def s3_uri(text: Text) -> dict[str, Text]:
    """``Bucket`` and ``Key`` of ``s3://bucket/key``; of an HTTPS address as well, path or virtual-host style."""
    if starts_with(text, "s3://"):
        return _bucket_and_key(without_prefix(text, "s3://"))
    if starts_with(text, "https://"):
        host, *key = split(without_prefix(text, "https://"), "/", 1)
        first = split(host, ".s3", 1)
        if len(first) == 2:
            return {"Bucket": first[0], "Key": key[0] if key else _UNKNOWN}
        if starts_with(host, "s3") and key:
            return _bucket_and_key(key[0])
    return {"Bucket": _UNKNOWN, "Key": _UNKNOWN}


def copy_source(text: Text) -> dict[str, Text]:
    """``Bucket``, ``Key`` and ``VersionId`` of ``/bucket/key?versionId=…``.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
    """
    source, *version = split(without_prefix(text, "/"), "?versionId=", 1)
    found = _bucket_and_key(source)
    return found | {"VersionId": version[0]} if version else found


def _bucket_and_key(text: Text) -> dict[str, Text]:
    bucket, *key = split(text, "/", 1)
    return {"Bucket": bucket, "Key": key[0] if key else _UNKNOWN}


def lambda_function(text: Text) -> dict[str, Text]:
    """``FunctionName``, ``Qualifier`` and ``Account`` of a name, a partial ARN or an ARN.

    https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
    """
    if starts_with(text, "arn:"):
        pieces = split(text, ":")
        return {"FunctionName": text} if len(pieces) < 8 else {"FunctionName": text, "Qualified": text}
    pieces = split(text, ":")
    if len(pieces) >= 3 and pieces[1].literal == "function":
        account, _, name, *qualifier = pieces
        return {"FunctionName": name, "Account": account} | _qualifier(qualifier)
    name, *qualifier = pieces
    return {"FunctionName": name} | _qualifier(qualifier)


def _qualifier(pieces: list[Text]) -> dict[str, Text]:
    return {"Qualifier": pieces[0]} if pieces else {}


def kms_key(text: Text) -> dict[str, Text]:
    """``KeyId`` of a key's id, ARN or alias, ``Alias`` where it is one, ``RequestAlias`` where that is the alias's name.

    https://docs.aws.amazon.com/kms/latest/developerguide/concepts-key-id.html
    """
    if starts_with(text, "alias/"):
        return {"KeyId": text, "Alias": without_prefix(text, "alias/"), "RequestAlias": text}
    if starts_with(text, "arn:") and len(split(text, ":alias/", 1)) == 2:
        return {"KeyId": text, "Alias": text}
    return {"KeyId": text}


def model_id(text: Text, judge: Judge) -> dict[str, Text]:
    """Which kind of Bedrock model an id names: ``Profile`` with the model ``Behind`` it, ``Model``, ``Arn`` or ``Unknown``.

    https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
    """
    hint = judge.probable(text)
    first = hint.parts[0] if hint.parts else None
    if not isinstance(first, Lit):
        return {"Arn": text} if _ends_in_arn(text) else {"Unknown": text}
    if starts_with(hint, "arn:"):
        profile = len(split(hint, "inference-profile/", 1)) == 2
        behind = split(hint, "/")[-1] if text.literal is not None and profile else _UNKNOWN
        return {"Arn": text, "Behind": without_prefix(behind, _geography(behind))}
    geography = _geography(hint)
    if not geography:
        return {"Model": text}
    return {"Profile": text, "Behind": without_prefix(text, geography) if starts_with(text, geography) else _UNKNOWN}


def _geography(text: Text) -> str:
    return next((name for name in _GEOGRAPHIES if starts_with(text, name)), "")


def _ends_in_arn(text: Text) -> bool:
    last = text.parts[-1] if text.parts else None
    return isinstance(last, Ref) and (last.attribute or last.logical_id).lower().endswith("arn")


def email_address(text: Text) -> dict[str, Text]:
    """``Address`` and ``Domain`` of ``Name <someone@example.com>``, and ``Identity``, a pattern that covers both.

    ``From`` is the address where it is written out.

    https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
    """
    address = split(split(text, "<", 1)[-1], ">", 1)[0]
    pieces = split(address, "@", 1)
    if len(pieces) == 1:
        plain = address.literal is not None
        return {"Identity": address if plain else _UNKNOWN, "Address": address, "Domain": address}
    known = {} if address.literal is None else {"From": address}
    return {"Identity": Text.of("*", pieces[1]), "Address": address, "Domain": pieces[1]} | known


def task_definition(text: Text, judge: Judge) -> dict[str, Text]:
    """``Family`` and ``Revision`` of ``family:3``; without a revision it is the latest one, whatever its number.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
    """
    if starts_with(text, "arn:") or judge.known(text) or _ends_in_arn(text):
        return {"Family": text, "Revision": text}
    if len(split(judge.probable(text), ":", 1)) > len(split(text, ":", 1)):
        return {"Family": _UNKNOWN, "Revision": _UNKNOWN}
    family, *revision = split(text, ":", 1)
    return {"Family": family, "Revision": revision[0] if revision else _UNKNOWN}


def document_name(text: Text) -> dict[str, Text]:
    """``Name`` of a document, and an empty ``Account`` for those that AWS owns.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/documents.html
    """
    owned = starts_with(text, "AWS-") or starts_with(text, "AWSSupport-") or starts_with(text, "Amazon")
    return {"Name": text, "Account": Text()} if owned else {"Name": text}


def parameter_name(text: Text) -> dict[str, Text]:
    """``Name`` of a parameter less its version or label, or the ``Secret`` that it leads to.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html
    """
    if starts_with(text, _SECRET):
        return {"Name": text, "Secret": without_prefix(text, _SECRET)}
    return {"Name": text if starts_with(text, "arn:") else split(text, ":", 1)[0]}


def partiql(text: Text) -> dict[str, Text]:
    """``Verb``, ``Table`` and, behind a dot, ``Index`` of a PartiQL statement for DynamoDB.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
    """
    shown, parts = _with_marks(text)
    found = _PARTIQL.match(shown)
    if found is None:
        return {"Verb": _UNKNOWN, "Table": _UNKNOWN}
    made = {"Verb": Text.of(found[1].split()[0].split("(")[0].upper()), "Table": _unmarked(found[2], parts)}
    return made | {"Index": _unmarked(found[3], parts)} if found[3] else made


def declared(text: Text, judge: Judge) -> dict[str, Text]:
    """``Id`` of a thing that may be told by its name as well: a reference to it gives its id, any other text may not."""
    return {"Id": text if single_ref(text) is not None and judge.known(text) else _UNKNOWN}


def web_address(text: Text, judge: Judge) -> dict[str, Text]:
    """``Name``, the first label of the host: the id of an API or a collection, or a reference that names one.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html
    """
    if judge.known(text):
        return {"Name": text}
    pieces = split(text, "/")
    host = pieces[2] if len(pieces) > 2 and starts_with(text, "http") else pieces[0]
    name = split(host, ".")[0]
    return {"Name": _UNKNOWN if name == text else name}


def api_address(text: Text, judge: Judge) -> dict[str, Text]:
    """``Name``, the id of an API, and ``Stage`` of ``https://a1b2.execute-api.eu-west-1.amazonaws.com/prod``.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
    """
    found = web_address(text, judge)
    pieces = split(text, "/")
    if not starts_with(text, "http") or len(pieces) < 3 or ".execute-api." not in str(pieces[2]):
        return {"Name": found["Name"] if judge.known(text) else _UNKNOWN}
    return found | ({"Stage": pieces[3]} if len(pieces) > 3 and pieces[3].parts else {})


def search_address(text: Text, judge: Judge) -> dict[str, Text]:
    """``Domain`` of ``search-orders-a1b2.eu-west-1.es.amazonaws.com``, or a reference that names one; its first label too.

    ``Hands`` is there where the path may be one of those that hand a role to the service: snapshot repositories, connectors.

    https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createupdatedomains.html
    https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-snapshot-registerdirectory.html
    https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ml-amazon-connector.html
    """
    found = web_address(text, judge)
    pieces = split(text, "/")[2 if starts_with(text, "http") else 0 :]
    path = pieces[1].literal if len(pieces) > 1 else None
    if path is None or path in _HANDING:
        found["Hands"] = text
    name = found["Name"]
    label = name.literal
    if label is None or not label.startswith(("search-", "vpc-")):
        return found | {"Domain": name if single_ref(name) is not None else _UNKNOWN}
    return found | {"Domain": Text.of(label.partition("-")[2].rpartition("-")[0])}


def sql(text: Text) -> dict[str, Text]:
    """``Verb``, the first word of an SQL statement in capitals, where it is known; what it makes or drops, as ``Change``.

    That may be partitions: those of ``MSCK REPAIR TABLE`` are what it finds.
    """
    found = _WORD.match(text.parts[0].value) if text.parts and isinstance(text.parts[0], Lit) else None
    if found is None:
        return {"Verb": _UNKNOWN}
    change = _CHANGE.match(str(text), found.start(1))
    parts = None if change else _PARTITIONS.match(str(text), found.start(1))
    words = f"{change[1]} {change[2]}" if change else f"{parts[1] or parts[2]} PARTITION" if parts else ""
    made = {"Change": Text.of(words.upper().replace("SCHEMA", "DATABASE"))} if words else {}
    return {"Verb": Text.of(found[1].upper())} | made


def _with_marks(text: Text) -> tuple[str, list[Text]]:
    """The text as a string in which ``${0}``, ``${1}`` stand for its references and holes."""
    shown = ""
    parts: list[Text] = []
    for part in text.parts:
        if isinstance(part, Lit):
            shown += part.value
        else:
            shown += f"${{{len(parts)}}}"
            parts.append(Text((part,)))
    return shown, parts


def _unmarked(name: str, parts: list[Text]) -> Text:
    pieces = re.split(r"\$\{(\d+)\}", name.strip('"'))
    made = (parts[int(piece)] if index % 2 and int(piece) < len(parts) else piece for index, piece in enumerate(pieces))
    return Text.of(*made)


def _plain(parser: Callable[[Text], dict[str, Text]]) -> Parser:
    return lambda text, _: parser(text)


PARSERS: dict[str, Parser] = {
    "api-address": api_address,
    "copy-source": _plain(copy_source),
    "declared": declared,
    "document-name": _plain(document_name),
    "email-address": _plain(email_address),
    "kms-key": _plain(kms_key),
    "lambda-function": _plain(lambda_function),
    "model-id": model_id,
    "parameter-name": _plain(parameter_name),
    "partiql": _plain(partiql),
    "queue-url": queue_url,
    "s3-uri": _plain(s3_uri),
    "search-address": search_address,
    "sql": _plain(sql),
    "task-definition": task_definition,
    "web-address": web_address,
}
