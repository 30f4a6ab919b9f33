"""Layers that are no part of the repository: what is known of them by the name in their ARN."""

from collections.abc import Mapping

from analyzer.core import Gap, Text
from analyzer.functions.model import Entry
from analyzer.needs.spelling import Speller
from analyzer.needs.texts import single_ref, split
from analyzer.rulebook import Rulebook
from analyzer.rulebook.rules_model import OperationRule


def layer_row(name: str, rows: Mapping[str, OperationRule]) -> OperationRule | None:
    """The row of a layer, the one whose name its own name begins with; None where it is not known."""
    return next((rule for known, rule in rows.items() if name and f"layer {name}".startswith(known)), None)


def layer_name(layer: Text) -> str:
    """The name in a layer version's ARN, empty where it is not known."""
    pieces = split(layer, ":")
    return (pieces[6].literal or "") if len(pieces) > 6 else ""


def unknown_layers(entry: Entry, rulebook: Rulebook) -> tuple[Gap, ...]:
    """A gap for each layer from elsewhere that nobody knows: it may bring an extension, which acts with the function's role.

    Most layers bring packages, whose calls are seen or told by gaps of their own: an assumption, not a hidden call.
    Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-extensions.html
    """
    rows = rulebook.runtime()
    speller = Speller(entry.template, rulebook.resources())
    found: list[Gap] = []
    for layer in entry.declaration.layer_arns:
        name = layer_name(speller.spell(layer, defaults=True))
        if layer_row(name, rows) is None and not _built(layer, entry):
            detail = f"the layer {name or layer} is not in this repository and may bring an extension that calls AWS"
            found.append(Gap("opaque-library", entry.declaration.span, detail, ()))
    return tuple(dict.fromkeys(found))


def _built(layer: Text, entry: Entry) -> bool:
    """Whether a reference is to what a plugin of the Serverless Framework builds: the packages of the requirements."""
    reference = single_ref(layer)
    named = reference is not None and reference.logical_id.endswith("LambdaLayer")
    return named and entry.declaration.dialect == "serverless"
