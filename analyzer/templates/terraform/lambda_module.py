"""The registry module ``terraform-aws-modules/lambda/aws``: a function, its package, its role and policies in one block.

Source: https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws/latest
"""

from functools import partial

from analyzer.core import Span
from analyzer.templates.model import EventSource, FunctionDecl
from analyzer.templates.terraform.containers import image_code, image_handler, image_runtime
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.lambdas import filled, is_image, layers_of, said, variables
from analyzer.templates.terraform.module_code import module_package
from analyzer.templates.terraform.registry import External
from analyzer.templates.terraform.roles import RoleChoice, choose_role
from analyzer.templates.terraform.triggers import Triggers
from analyzer.templates.terraform.values import Many, Record, Value, settled, text, texts
from analyzer.templates.terraform.words import words_in

KIND = "lambda"


def is_lambda(external: External) -> bool:
    """Whether a module block makes a function."""
    return external.kind == KIND and bool(external.made("function"))


def module_runtime(external: External, inventory: Inventory) -> str | None:
    """The runtime of the module's function; None where it is no Python."""
    view = external.view
    if is_image(view):
        return image_runtime(view, inventory)
    return said(view.get("runtime"))[0] or None


def module_function(
    external: External, inventory: Inventory, triggers: Triggers, runtime: str
) -> tuple[FunctionDecl, RoleChoice]:
    """The declaration of the module's function, and its role."""
    view, image = external.view, is_image(external.view)
    choice = _role(external, inventory)
    layers, arns = layers_of(view.get("layers"), inventory)
    name = text(view.get("function_name"))
    declaration = FunctionDecl(
        id=external.made("function"),
        dialect="terraform",
        template=view.span.path,
        span=view.span,
        runtime=runtime,
        handler=image_handler(view, inventory) if image else settled(view.get("handler")) or "",
        code=image_code(view, inventory) if image else module_package(external, inventory),
        role=choice.id,
        handler_span=view.place("handler"),
        layers=layers,
        layer_arns=arns,
        environment=variables(view.get("environment_variables"), inventory),
        events=tuple(_events(external, triggers)),
        tracing=settled(view.get("tracing_mode")) == "Active",
        vpc=filled(view.get("vpc_subnet_ids")),
        dead_letter=text(view.get("dead_letter_target_arn")),
        destinations=(*texts(view.get("destination_on_failure")), *texts(view.get("destination_on_success"))),
        file_systems=texts(view.get("file_system_arn")),
        kms_key=text(view.get("kms_key_arn")),
        extra=() if name is None else (("function-name", str(name)),),
        words=words_in(external.module, inventory),
    )
    return declaration, choice


def _role(external: External, inventory: Inventory) -> RoleChoice:
    own = external.made("role")
    if own and external.flag("create_role", default=True) is True:
        return RoleChoice(own, "template", external.view.span)
    return choose_role(external.view.get("lambda_role"), external.view.place("lambda_role"), inventory)


def _has(entry: Record, name: str) -> bool:
    return entry.get(name) is not None


def _events(external: External, triggers: Triggers) -> list[EventSource]:
    found: list[EventSource] = []
    for span, entry in _entries(external.view.get("event_source_mapping")):
        source = text(entry.get("event_source_arn"))
        failure = text(entry.get("destination_arn_on_failure"))
        kind = triggers.kind(source, partial(_has, entry))
        polled = EventSource(kind, span, source, triggers.address(source), failure, polled=True)
        found.append(triggers.with_ways_in(polled, entry))
    sources = {one.source for one in found}
    for span, entry in _entries(external.view.get("allowed_triggers")):
        source = text(entry.get("source_arn"))
        service = settled(entry.get("service"))
        principal = settled(entry.get("principal")) or f"{service}.amazonaws.com"
        kind = triggers.inventory.world.desk.knowledge.source_kind(principal)
        if kind and source not in sources:
            found.append(EventSource(kind, span, source, triggers.address(source)))
    return found


def _entries(value: Value | None) -> list[tuple[Span, Record]]:
    table = [item.value for item in value.items] if isinstance(value, Record) else []
    listed = list(value.items) if isinstance(value, Many) else table
    return [(one.span, one) for one in listed if isinstance(one, Record)]
