"""A function of a SAM or CloudFormation template: its declaration without its events and its role."""

from analyzer.core import Lit, Ref, Text
from analyzer.templates.code import function_code, layer_code
from analyzer.templates.images import dockerfile_of, image_handler, is_image
from analyzer.templates.intrinsics import arms, elements, evaluate
from analyzer.templates.model import CodeSource, FunctionDecl, Node
from analyzer.templates.nodes import at, entries, function
from analyzer.templates.scope import by_defaults
from analyzer.templates.sheet import Declared, Sheet

FUNCTIONS = ("AWS::Serverless::Function", "AWS::Lambda::Function")
LAYERS = ("AWS::Serverless::LayerVersion", "AWS::Lambda::LayerVersion")


def runtime_of(declared: Declared, sheet: Sheet) -> str | None:
    """The runtime (``python3.12``), ``python`` where only the language is known; None where it is no Python.

    A runtime that is a parameter counts by its default or its allowed values.
    """
    if is_image(declared):
        return _image_runtime(declared, sheet)
    names = [name for text in evaluate(declared.get("Runtime"), sheet.scope) for name in _runtimes(text, sheet)]
    python = [name for name in names if name.startswith("python")]
    if python:
        return python[0]
    if not names and _handler(declared, sheet).count(".") >= 1 and declared.get("Runtime") is not None:
        return "python" if _has_python_file(declared, sheet) else None
    return None


def _runtimes(text: Text, sheet: Sheet) -> list[str]:
    match text.parts:
        case (Lit(value),):
            return [value]
        case (Ref(name, ""),) if name in sheet.scope.parameters:
            parameter = sheet.scope.parameters[name]
            default = parameter.default.literal if parameter.default is not None else None
            return [default] if default else list(parameter.allowed)
    return []


def _image_runtime(declared: Declared, sheet: Sheet) -> str | None:
    docker = dockerfile_of(declared, sheet)
    if docker is None:
        handler = image_handler(declared, sheet)
        return "python" if handler and _looks_python(handler, sheet) else None
    return docker.runtime or None


def _looks_python(handler: str, sheet: Sheet) -> bool:
    name = handler.rpartition(".")[0].replace(".", "/") + ".py"
    return any(path == name or path.endswith(f"/{name}") for path in sheet.repository.below(sheet.folder))


def _has_python_file(declared: Declared, sheet: Sheet) -> bool:
    code = function_code(declared, sheet)
    file = _handler(declared, sheet).rpartition(".")[0].replace(".", "/") + ".py"
    return code.kind == "directory" and sheet.repository.is_file(f"{code.path}/{file}" if code.path else file)


def _handler(declared: Declared, sheet: Sheet) -> str:
    text = sheet.text(declared.get("Handler"))
    return (by_defaults(text, sheet.scope) or "") if text is not None else ""


def read_function(declared: Declared, sheet: Sheet, runtime: str, role: str) -> FunctionDecl:
    """The declaration of one Python function; ``role`` is the key of its role."""
    code = function_code(declared, sheet)
    handler_node = declared.get("Handler")
    layers, arns = _layers(declared, sheet)
    environment = _environment(declared, sheet)
    handler = image_handler(declared, sheet) if is_image(declared) else _handler(declared, sheet)
    dead = declared.get("DeadLetterQueue" if _is_sam(declared) else "DeadLetterConfig", "TargetArn")
    return FunctionDecl(
        id=declared.id,
        dialect=sheet.dialect,
        template=sheet.path,
        span=declared.span,
        runtime=runtime,
        handler=_wrapped(handler, environment, sheet),
        code=code,
        role=role,
        handler_span=handler_node.span if handler_node is not None else None,
        layers=layers,
        layer_arns=arns,
        environment=environment,
        tracing=_tracing(declared, sheet),
        vpc=has_vpc(declared, sheet),
        dead_letter=sheet.text(dead),
        file_systems=_file_systems(declared, sheet),
        log_group=sheet.text(declared.get("LoggingConfig", "LogGroup")),
        kms_key=sheet.text(declared.get("KmsKeyArn")),
        extra=_extra(declared, sheet),
    )


def _wrapped(handler: str, environment: tuple[tuple[str, tuple[Text, ...]], ...], sheet: Sheet) -> str:
    """The function's own handler where a monitoring layer's stands before it."""
    variable = sheet.knowledge.wrapper(handler)
    texts = dict(environment).get(variable, ()) if variable else ()
    own = texts[0].literal if len(texts) == 1 else None
    return own or handler


def _is_sam(declared: Declared) -> bool:
    return declared.type == "AWS::Serverless::Function"


def _environment(declared: Declared, sheet: Sheet) -> tuple[tuple[str, tuple[Text, ...]], ...]:
    found: dict[str, tuple[Text, ...]] = {}
    for environment, _ in arms(declared.get("Environment"), sheet.scope):
        for variables, _ in arms(at(environment, "Variables"), sheet.scope):
            for variable in entries(variables):
                texts = (*found.get(variable.key, ()), *evaluate(variable.value, sheet.scope))
                found[variable.key] = tuple(dict.fromkeys(texts))
    return tuple((name, texts) for name, texts in found.items() if texts)


def _layers(declared: Declared, sheet: Sheet) -> tuple[tuple[CodeSource, ...], tuple[Text, ...]]:
    local: list[CodeSource] = []
    arns: list[Text] = []
    for node, _ in elements(declared.get("Layers"), sheet.scope):
        for text in evaluate(node, sheet.scope):
            target = sheet.resources.get(sheet.target(text) or "")
            if target is not None and target.type in LAYERS:
                local.append(layer_code(target, sheet))
            else:
                arns.append(text)
    return tuple(local), tuple(arns)


def _tracing(declared: Declared, sheet: Sheet) -> bool:
    node = declared.get("Tracing") if _is_sam(declared) else declared.get("TracingConfig", "Mode")
    modes = {text.literal for text in evaluate(node, sheet.scope)}
    return bool(modes - {"Disabled", "PassThrough"})


def has_vpc(declared: Declared, sheet: Sheet) -> bool:
    """Whether the function may be attached to a VPC: some arm of ``VpcConfig`` is not empty."""
    for arm, _ in arms(declared.get("VpcConfig"), sheet.scope):
        if function(arm) is not None or any(list(elements(found.value, sheet.scope)) for found in entries(arm)):
            return True
    return False


def _file_systems(declared: Declared, sheet: Sheet) -> tuple[Text, ...]:
    return _texts_at([at(node, "Arn") for node, _ in elements(declared.get("FileSystemConfigs"), sheet.scope)], sheet)


def _texts_at(nodes: list[Node | None], sheet: Sheet) -> tuple[Text, ...]:
    return tuple(text for node in nodes for text in evaluate(node, sheet.scope))


def _extra(declared: Declared, sheet: Sheet) -> tuple[tuple[str, str], ...]:
    name = sheet.names.get(declared.id)
    found = [("function-name", str(name))] if name is not None else []
    if declared.get("DurableConfig") is not None:
        found.append(("durable", "true"))
    return tuple(found)
