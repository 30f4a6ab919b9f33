"""What the template itself says a target is: the ``Type`` that stands beside an ARN."""

from collections.abc import Iterator

from analyzer.core import Text
from analyzer.templates.intrinsics import evaluate
from analyzer.templates.model import Mapping, Node
from analyzer.templates.nodes import string, walk
from analyzer.templates.scope import Scope

_TYPES = ("Type", "type")
_ARNS = ("TargetArn", "Destination", "arn")  # SAM's dead letters, SAM's destinations, the Serverless Framework's


def told_in(node: Node, scope: Scope, kinds: dict[str, str]) -> Iterator[tuple[Text, str]]:
    """Every ARN below a node with the ARN type of the word beside it; ``kinds`` are the words' meanings.

    Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deadletterqueue.html
    """
    for _, found in walk(node):
        if not isinstance(found, Mapping):
            continue
        word = next((text for key in _TYPES if (text := string(found.get(key)))), "")
        for key in _ARNS if word in kinds else ():
            yield from ((text, kinds[word]) for text in evaluate(found.get(key), scope))
