"""Parsers of members that are written in a language of their own: URLs, ARNs, PartiQL, copy sources.

Each takes one text and gives the members it is made of; rows name them in ``parse``.  The text itself
stays readable as the member's own value.
"""

import re
from collections.abc import Callable

from analyzer.accesses.model import Argument, Items, Known, Members
from analyzer.core import Hole, Lit, Text
from analyzer.needs.arguments import WHOLE
from analyzer.needs.texts import split, starts_with, without_prefix

Parser = Callable[[Text], dict[str, Text]]
_UNKNOWN = Text((Hole("not told by the argument"),))
_NAME = r"(\"[^\"]+\"|[\w.${}-]+)"
_PARTIQL = re.compile(
    rf"\s*(SELECT\b.*?\bFROM|INSERT\s+INTO|UPDATE|DELETE\s+FROM|EXISTS\s*\(\s*SELECT\b.*?\bFROM)\s+{_NAME}(?:\.{_NAME})?",
    re.IGNORECASE | re.DOTALL,
)


def parsed(name: str, known: Known) -> Argument:
    """What the parser of this name makes of a scalar: its members, a list of them where it may be several texts."""
    parser = PARSERS[name]
    made = [Members(_fields(text, parser)) for text in known.texts]
    if not made:
        return Members(((WHOLE, known),), open=True)
    return made[0] if len(made) == 1 and not known.open else Items(tuple(made), known.open)


def _fields(text: Text, parser: Parser) -> tuple[tuple[str, Argument], ...]:
    members = parser(text)
    return ((WHOLE, Known((text,))), *((name, Known((value,))) for name, value in members.items()))


def queue_url(text: Text) -> dict[str, Text]:
    """``QueueName``, ``Account`` and ``Region`` of ``https://sqs.eu-west-1.amazonaws.com/123456789012/orders``.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
    """
    pieces = split(text, "/")
    if len(pieces) < 5 or not starts_with(text, "http"):
        return {"QueueName": text if not _is_hole(text) else _UNKNOWN}
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
    """``Alias`` of an alias name or alias ARN, else ``KeyId``.

    https://docs.aws.amazon.com/kms/latest/developerguide/concepts-key-id.html
    """
    if starts_with(text, "alias/"):
        return {"Alias": without_prefix(text, "alias/")}
    if starts_with(text, "arn:") and len(split(text, ":alias/", 1)) == 2:
        return {"Alias": text}
    return {"KeyId": text}


def model_id(text: Text) -> dict[str, Text]:
    """Which kind of Bedrock model an id names: ``Profile`` (``us.anthropic…``), ``Model``, or an ``Arn``.

    https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
    """
    if starts_with(text, "arn:"):
        return {"Arn": text}
    for geography in ("us.", "eu.", "apac.", "us-gov.", "global.", "jp.", "au.", "ca.", "sa.", "me.", "af."):
        if starts_with(text, geography):
            return {"Profile": text, "Model": without_prefix(text, geography)}
    if isinstance(text.parts[0] if text.parts else None, Lit):
        return {"Model": text}
    return {"Unknown": text}


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


def _is_hole(text: Text) -> bool:
    return bool(text.parts) and all(isinstance(part, Hole) for part in text.parts)


PARSERS: dict[str, Parser] = {
    "queue-url": queue_url,
    "s3-uri": s3_uri,
    "copy-source": copy_source,
    "lambda-function": lambda_function,
    "kms-key": kms_key,
    "model-id": model_id,
    "partiql": partiql,
}
