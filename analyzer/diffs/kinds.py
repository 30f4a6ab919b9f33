"""Which resources an action can act on at all, by IAM's table of resource types."""

import re
from functools import lru_cache

from msgspec.structs import replace

from analyzer.core import Lit, Ref, Text, lit, ref
from analyzer.iam import Arn, covers, overlaps
from analyzer.rulebook import Rulebook

_PLACEHOLDER = re.compile(r"\$\{[^}]*\}")


def kind_patterns(rulebook: Rulebook, action: str) -> tuple[Text, ...]:
    """The ARN patterns of the action's resource types, ``*`` for every name; empty where it has none."""
    prefix, _, name = action.partition(":")
    service = rulebook.iam(prefix)
    if service is None:
        return ()
    kinds = {kind for one in service.actions if one.name.lower() == name.lower() for kind, _ in one.resources}
    return tuple(pattern for kind, pattern in _patterns(rulebook, prefix) if kind in kinds)


def whole_kinds(rulebook: Rulebook, action: str) -> tuple[Text, ...]:
    """The same patterns, confined to the region and account that the template is deployed to."""
    return tuple(_deployed(pattern) for pattern in kind_patterns(rulebook, action))


def relevant(rulebook: Rulebook, action: str, text: Text) -> bool:
    """Whether a granted resource can be one that the action acts on.

    A bucket's ARN beside the objects' is of no use to ``s3:GetObject``, and grants nothing by it.  Of
    several types whose patterns match the resource the most specific counts: an index is no table.
    An action without resource types asks for ``*``, and nothing narrower grants it.
    """
    own = kind_patterns(rulebook, action)
    if not own and not str(text).strip("*"):
        return True
    every = tuple(pattern for _, pattern in _patterns(rulebook, action.partition(":")[0]))
    return any(_can_be(one, own, every) for one in _spelled_out(text, every))


def _can_be(text: Text, own: tuple[Text, ...], every: tuple[Text, ...]) -> bool:
    if not any(_meet(text, pattern) for pattern in own):
        return False
    finest = _finest(every, text)
    return not finest or any(pattern in own for pattern in finest)


def _spelled_out(text: Text, every: tuple[Text, ...]) -> tuple[Text, ...]:
    """What a text may be that begins with somebody's ARN (``${TableArn}/index/*``): each type's with its ending."""
    match text.parts:
        case (Ref(), Lit(value), *_) if value.startswith("/"):
            return tuple(Text.of(*pattern.parts, *text.parts[1:]) for pattern in every) or (text,)
    return (text,)


@lru_cache(maxsize=4096)
def _finest(patterns: tuple[Text, ...], text: Text) -> tuple[Text, ...]:
    """Of the types that have the whole text in them, those that have no narrower one among them."""
    fitting = [pattern for pattern in patterns if _meet(text, pattern) and covers(pattern, text) == "yes"]
    return tuple(one for one in fitting if not any(_finer(other, one) for other in fitting))


def _meet(text: Text, pattern: Text) -> bool:
    """Whether the two have an ARN in common, part by part where the text is one: no name holds a colon."""
    one, other = Arn.parse(text), Arn.parse(pattern)
    if one is None or other is None:
        return overlaps(text, pattern) != "no"
    pairs = (
        (one.service, other.service),
        (one.region, other.region),
        (one.account, other.account),
        (one.resource, other.resource),
    )
    return all(overlaps(left, right) != "no" for left, right in pairs)


def _deployed(pattern: Text) -> Text:
    arn = Arn.parse(pattern)
    if arn is None:
        return pattern
    region = ref("AWS::Region") if arn.region.parts else arn.region
    account = ref("AWS::AccountId") if arn.account.parts else arn.account
    return replace(arn, partition=ref("AWS::Partition"), region=region, account=account).text


@lru_cache(maxsize=8192)
def _finer(one: Text, other: Text) -> bool:
    return one != other and covers(other, one) == "yes" and covers(one, other) != "yes"


def _patterns(rulebook: Rulebook, prefix: str) -> tuple[tuple[str, Text], ...]:
    service = rulebook.iam(prefix)
    if service is None:
        return ()
    return _globs(tuple((kind, template) for kind, templates in service.resources for template in templates))


@lru_cache(maxsize=512)
def _globs(templates: tuple[tuple[str, str], ...]) -> tuple[tuple[str, Text], ...]:
    return tuple((kind, lit(_PLACEHOLDER.sub("*", template))) for kind, template in templates)
