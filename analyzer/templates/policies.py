"""References to policies: AWS's managed ones, the template's own, SAM's policy templates.

Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-policies.html
"""

from analyzer.core import Lit, Ref, Span, Text
from analyzer.templates.intrinsics import arms, elements, evaluate
from analyzer.templates.model import Mapping, Node
from analyzer.templates.nodes import at, entries, from_json, function, string
from analyzer.templates.sheet import Declared, Sheet
from analyzer.templates.statements import Origin, Reading, read_document, together, unknown

_MANAGED = "AWS::IAM::ManagedPolicy"
_OWNED_BY_AWS = ":iam::aws:policy/"


def sam_policies(declared: Declared, sheet: Sheet) -> Reading:
    """The grants of a SAM resource's ``Policies``, whatever form they have."""
    return together(_entry(node, sheet, conditional=c) for node, c in elements(declared.get("Policies"), sheet.scope))


def _entry(node: Node, sheet: Sheet, *, conditional: bool) -> Reading:
    name = string(node)
    if name is not None or function(node) is not None:
        return attached(node, sheet, conditional=conditional)
    if not isinstance(node, Mapping):
        return unknown(node.span, "an entry of Policies that is neither a name nor a mapping")
    if at(node, "Statement") is not None:
        return read_document(node, sheet.scope, Origin("inline", conditional=conditional))
    return (
        together(
            _template(entry.key, entry.value, entry.span, sheet, conditional=conditional) for entry in entries(node)
        )
        if node.entries
        else Reading()
    )


def _template(key: str, values: Node, span: Span, sheet: Sheet, *, conditional: bool) -> Reading:
    """A policy template with its parameters filled in: its ``Ref``s are to its own parameters."""
    template = sheet.knowledge.sam_template(key)
    if template is None:
        return unknown(span, f"{key} is no policy template of SAM")
    given = {entry.key: evaluate(entry.value, sheet.scope) for entry in entries(values)}
    missing = sorted(set(template.get("Parameters", {})) - given.keys())
    scope = sheet.scope.bound({name: texts for name, texts in given.items() if name in template.get("Parameters", {})})
    node = from_json(template["Definition"], span)
    reading = read_document(node, scope, Origin("sam-template", written=key, span=span, conditional=conditional))
    if missing:
        return together([reading, unknown(span, f"{key} is not given {', '.join(missing)}")])
    return reading


def attached(node: Node, sheet: Sheet, *, conditional: bool = False) -> Reading:
    """The grants of managed policies that a name, an ARN or a reference leads to."""
    readings: list[Reading] = []
    for arm, decided in arms(node, sheet.scope):
        texts = evaluate(arm, sheet.scope)
        several = conditional or decided or len(texts) > 1
        readings.extend(_attached(text, arm.span, sheet, conditional=several) for text in texts)
    return together(readings)


def _attached(text: Text, span: Span, sheet: Sheet, *, conditional: bool) -> Reading:
    own = _own_policy(text, sheet)
    if own is not None:
        return read_document(
            own.get("PolicyDocument"), sheet.scope, Origin("customer-managed", conditional=conditional)
        )
    name = aws_managed_name(text)
    document = sheet.knowledge.managed_policy(name) if name else None
    if name is None or document is None:
        return unknown(span, f"the policy {text} is not known here")
    origin = Origin("managed", written=name, span=span, conditional=conditional)
    return read_document(from_json(document, span), sheet.scope, origin)


def _own_policy(text: Text, sheet: Sheet) -> Declared | None:
    """The template's own managed policy behind ``Ref`` or an ARN that ends with its name."""
    for part in text.parts:
        if isinstance(part, Ref):
            declared = sheet.resources.get(part.logical_id)
            if declared is not None and declared.type == _MANAGED:
                return declared
    for declared in sheet.of_type(_MANAGED):
        name = sheet.names.get(declared.id)
        if name is not None and name.parts and named_last(text, name, "policy/"):
            return declared
    return None


def named_last(text: Text, name: Text, kind: str) -> bool:
    """Whether an ARN is that of the thing of this name: ``…:policy/path/name``."""
    shown, last = str(text), str(name)
    return bool(last) and not name.has_hole and shown.endswith(f"/{last}") and kind in shown[: -len(last)]


def aws_managed_name(text: Text) -> str | None:
    """The bare name of an AWS managed policy behind a name or an ARN of any partition; None for anything else."""
    last = text.parts[-1] if text.parts else None
    if not isinstance(last, Lit):
        return None
    _, owned, rest = last.value.partition(_OWNED_BY_AWS)
    if owned:
        return rest.rpartition("/")[2]
    literal = text.literal
    return literal.rpartition("/")[2] if literal and ":" not in literal else None
