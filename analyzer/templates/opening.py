"""References to resources written out as the ARNs and addresses that they give."""

from analyzer.core import Ref, Text
from analyzer.rulebook.arn_templates import fill, placeholders
from analyzer.templates.knowledge import Knowledge


def opened(reference: Ref, delimiter: str, *, types: dict[str, str], knowledge: Knowledge) -> Text | None:
    """The ARN or URL behind a reference, with the resource's name in it; None where the delimiter may stand in that name.

    ``types`` are the template's resources.  No name holds a colon; some hold slashes, but not where the
    ARN itself sets the name off by one.
    """
    if reference.logical_id.startswith("AWS::"):
        return Text((reference,))
    row = knowledge.opened(types.get(reference.logical_id, ""), reference.attribute)
    if row is None:
        return None
    template, placeholder, name = row
    if len(placeholders(template)) != 1 or not (delimiter == ":" or (delimiter == "/" and _set_off(template))):
        return None
    return fill(template, {placeholder: Text((Ref(reference.logical_id, name),))}, missing=Text())


def _set_off(template: str) -> bool:
    return "/${" in template.rpartition(":")[2]
