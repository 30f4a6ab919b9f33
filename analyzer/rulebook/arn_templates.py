"""ARN templates of resource types: which placeholders they have, and filling them."""

from collections.abc import Mapping

from analyzer.core import Part, Ref, Text

PARTITION = Ref("AWS::Partition")
REGION = Ref("AWS::Region")
ACCOUNT = Ref("AWS::AccountId")
PSEUDO = {"Partition": PARTITION, "Region": REGION, "Account": ACCOUNT}


def placeholders(template: str) -> list[str]:
    """The placeholders of an ARN template in order, less partition, region and account."""
    names = [piece.partition("}")[0] for piece in template.split("${")[1:]]
    return [name for name in names if name not in PSEUDO]


def fill(template: str, values: Mapping[str, Text], *, missing: Text) -> Text:
    """An ARN template with its placeholders filled; partition, region and account are the deployment's own."""
    first, *others = template.split("${")
    pieces: list[Part | Text | str] = [first]
    for other in others:
        name, _, rest = other.partition("}")
        pieces.append(values.get(name) or PSEUDO.get(name) or missing)
        pieces.append(rest)
    return Text.of(*pieces)
