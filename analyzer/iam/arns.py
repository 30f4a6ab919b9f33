"""Amazon Resource Names, read from texts that may hold references.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
"""

from msgspec import Struct

from analyzer.core import Lit, Part, Text, lit

_SEGMENTS = 6


class Arn(Struct, frozen=True):
    """``arn:partition:service:region:account:resource``; the resource may hold colons."""

    partition: Text
    service: Text
    region: Text
    account: Text
    resource: Text

    @staticmethod
    def parse(text: Text) -> "Arn | None":
        """The segments, or None where the text does not begin as an ARN (``*``, ``${Orders.Arn}/x``).

        Segments that a short ARN leaves out are ``*``, as IAM reads it.
        """
        segments = _split(text)
        if len(segments) < 2 or segments[0].literal != "arn":
            return None
        segments += [lit("*")] * (_SEGMENTS - len(segments))
        return Arn(*segments[1:])

    @property
    def text(self) -> Text:
        """The whole ARN again."""
        return Text.of(
            "arn:", self.partition, ":", self.service, ":", self.region, ":", self.account, ":", self.resource
        )


def _split(text: Text) -> list[Text]:
    segments: list[list[Part | str]] = [[]]
    for part in text.parts:
        if not isinstance(part, Lit):
            segments[-1].append(part)
            continue
        first, *more = part.value.split(":", _SEGMENTS - len(segments))
        segments[-1].append(first)
        segments.extend([piece] for piece in more)
    return [Text.of(*pieces) for pieces in segments]
