"""``aws_lambda_function``: its declaration without its triggers."""

from analyzer.core import Lit, Part, Problem, Ref, Text
from analyzer.templates.model import CodeSource, FunctionDecl
from analyzer.templates.terraform.code import function_code
from analyzer.templates.terraform.containers import image_code, image_handler, image_runtime, is_unseen
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.module_code import module_package
from analyzer.templates.terraform.modules import Instance
from analyzer.templates.terraform.registry import External
from analyzer.templates.terraform.values import Many, Record, Unknown, Value, options, settled, text, text_of, texts
from analyzer.templates.terraform.views import View
from analyzer.templates.terraform.words import words_in

FUNCTION = "aws_lambda_function"
LAYER = "aws_lambda_layer_version"
PYTHON = "python"


def runtime_of(view: View, inventory: Inventory) -> str | None:
    """The runtime (``python3.12``), ``python`` where only the language is known; None where it is no Python.

    A variable counts by its default: it grants nothing and names nothing.
    """
    if is_image(view):
        return image_runtime(view, inventory)
    python, open_ = said(view.get("runtime"))
    if python or not open_:
        return python or None
    return PYTHON if _has_python(settled(view.get("handler")) or "", view, inventory) else None


def said(runtime: Value | None) -> tuple[str, bool]:
    """The Python runtime that an expression names, empty where it names none; and whether it may name any other.

    ``format("python%s", var.version)`` says the language, if not the version.
    """
    each = options(runtime) if runtime is not None else ()
    names = [name for one in each if (name := settled(one))]
    begun = [found.parts[0] for one in each if (found := text_of(one)) is not None and found.parts]
    python = [name for name in names if name.startswith(PYTHON)]
    python += [PYTHON for part in begun if isinstance(part, Lit) and part.value.startswith(PYTHON)]
    return next(iter(python), ""), runtime is not None and not names


def left_out(view: View, address: str, inventory: Inventory) -> Problem | None:
    """What is to be said of a function that may be Python and is not taken for it: nothing tells its language."""
    if is_image(view):
        unseen, place = is_unseen(view, inventory), view.place("image_uri")
        message = f"what the image of {address} is built from is not known; it was left out"
    else:
        unseen, place = said(view.get("runtime")) == ("", True), view.place("runtime")
        message = f"the runtime of {address} is not known; it was left out"
    return Problem("unresolved-variable", place, message) if unseen else None


def is_image(view: View) -> bool:
    """Whether a function runs a container image."""
    return settled(view.get("package_type")) == "Image" or view.get("image_uri") is not None


def _has_python(handler: str, view: View, inventory: Inventory) -> bool:
    code = function_code(view, inventory)
    name = handler.rpartition(".")[0].replace(".", "/") + ".py"
    path = f"{code.path}/{name}" if code.path else name
    return code.kind == "directory" and inventory.world.desk.repository.is_file(path)


def read_function(instance: Instance, inventory: Inventory, runtime: str, role: str) -> FunctionDecl:
    """The declaration of one Python function; ``role`` is the key of its role."""
    image = is_image(instance)
    layers, arns = layers_of(instance.get("layers"), inventory)
    environment = instance.block("environment")
    handler = image_handler(instance, inventory) if image else settled(instance.get("handler")) or ""
    return FunctionDecl(
        id=instance.address,
        dialect="terraform",
        template=instance.span.path,
        span=instance.span,
        runtime=runtime,
        handler=handler,
        code=image_code(instance, inventory) if image else function_code(instance, inventory),
        role=role,
        handler_span=instance.place("handler"),
        layers=layers,
        layer_arns=arns,
        environment=variables(environment.get("variables") if environment is not None else None, inventory),
        tracing=_tracing(instance.block("tracing_config")),
        vpc=_vpc(instance.block("vpc_config")),
        dead_letter=_in(instance.block("dead_letter_config"), "target_arn"),
        file_systems=tuple(
            found for block in instance.blocks("file_system_config") for found in texts(block.get("arn"))
        ),
        log_group=_in(instance.block("logging_config"), "log_group"),
        kms_key=text(instance.get("kms_key_arn")),
        extra=_extra(instance),
        words=words_in(instance.module, inventory),
    )


def _in(block: View | None, name: str) -> Text | None:
    return text(block.get(name)) if block is not None else None


def _tracing(block: View | None) -> bool:
    modes = {one.literal for one in texts(block.get("mode"))} if block is not None else set()
    return bool(modes - {"PassThrough"})


def _vpc(block: View | None) -> bool:
    return block is not None and any(filled(block.get(name)) for name in ("subnet_ids", "security_group_ids"))


def filled(value: Value | None) -> bool:
    """Whether a list may have elements."""
    return any(not isinstance(one, Many) or bool(one.items) for one in options(value)) if value is not None else False


def _extra(instance: Instance) -> tuple[tuple[str, str], ...]:
    name = text(instance.get("function_name"))
    found = [("function-name", str(name))] if name is not None else []
    if instance.blocks("durable_config"):
        found.append(("durable", "true"))
    return tuple(found)


def variables(value: Value | None, inventory: Inventory) -> tuple[tuple[str, tuple[Text, ...]], ...]:
    """The environment variables of a map, each with every value that it may have."""
    found: dict[str, tuple[Text, ...]] = {}
    for one in options(value) if value is not None else ():
        table = inventory.world.evaluator.collection(one)
        for item in table.items if isinstance(table, Record) else ():
            found[item.key] = tuple(dict.fromkeys((*found.get(item.key, ()), *texts(item.value))))
    return tuple((name, known) for name, known in found.items() if known)


def _layer_module(part: Part, inventory: Inventory) -> External | None:
    return inventory.external_layers.get(part.logical_id) if isinstance(part, Ref) else None


def layers_of(value: Value | None, inventory: Inventory) -> tuple[tuple[CodeSource, ...], tuple[Text, ...]]:
    """The layers of this configuration with their code, and the ARNs of the others."""
    local: list[CodeSource] = []
    arns: list[Text] = []
    listed = inventory.world.evaluator.collection(value) if value is not None else None
    for item in listed.items if isinstance(listed, Many) else ():
        for known in texts(item) if not isinstance(item, Unknown) else ():
            layer = inventory.target(known, LAYER)
            module = next((one for part in known.parts if (one := _layer_module(part, inventory))), None)
            if layer is not None and layer.mode == "resource":
                local.append(function_code(layer, inventory))
            elif module is not None:
                local.append(module_package(module, inventory))
            else:
                arns.append(known)
    return tuple(local), tuple(arns)
