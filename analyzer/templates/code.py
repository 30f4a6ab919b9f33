"""Where the code of a function or layer stands, as its template says."""

from analyzer.core import Span
from analyzer.repository import resolve
from analyzer.templates.archives import archived_code
from analyzer.templates.images import image_source, is_image
from analyzer.templates.intrinsics import arms, evaluate
from analyzer.templates.makefiles import as_made
from analyzer.templates.model import CodeSource, Mapping, Node, Scalar
from analyzer.templates.nodes import function, items, string
from analyzer.templates.scope import by_defaults
from analyzer.templates.sheet import Declared, Sheet


def function_code(declared: Declared, sheet: Sheet) -> CodeSource:
    """The code of a SAM or CloudFormation function; SAM's default is the template's own folder."""
    sam = declared.type == "AWS::Serverless::Function"
    inline = declared.get("InlineCode") if sam else declared.get("Code", "ZipFile")
    if is_image(declared):
        return image_source(declared, sheet)
    if inline is not None:
        return inline_source(inline, sheet)
    node = declared.get("CodeUri") if sam else declared.get("Code")
    if node is None and not sam:
        return CodeSource("unknown", declared.span, why="it declares no Code")
    handler = sheet.text(declared.get("Handler"))
    name = by_defaults(handler, sheet.scope) if handler is not None else None
    code = folder_source(node, declared.span, sheet, name or "")
    return as_made(code, declared, sheet)


def layer_code(declared: Declared, sheet: Sheet) -> CodeSource:
    """The code of a layer of this template."""
    sam = declared.type == "AWS::Serverless::LayerVersion"
    node = declared.get("ContentUri") if sam else declared.get("Content")
    return as_made(folder_source(node, declared.span, sheet), declared, sheet)


def folder_source(node: Node | None, span: Span, sheet: Sheet, handler: str = "") -> CodeSource:
    """A local folder, or why the code is not to be found in one; ``handler`` is what to look for in an archive."""
    if node is None:
        return CodeSource("directory", span, path=sheet.folder)
    choice = next((arm for arm, _ in arms(node, sheet.scope)), node)
    if isinstance(choice, Mapping) and function(choice) is None:
        return CodeSource("remote", choice.span, why=f"its code is in S3: {_s3(choice, sheet)}")
    place = _literal(choice, sheet)
    if place is None:
        return CodeSource("unknown", choice.span, why="where its code stands is an expression of the template")
    return _local(place, choice.span, sheet, handler)


def _literal(node: Node, sheet: Sheet) -> str | None:
    """A path as text.  A parameter's default may locate code: it grants nothing and names nothing."""
    text = next(iter(evaluate(node, sheet.scope)), None)
    return (by_defaults(text, sheet.scope) or None) if text is not None else None


def _local(place: str, span: Span, sheet: Sheet, handler: str) -> CodeSource:
    if "://" in place:
        return CodeSource("remote", span, why=f"its code is not in this repository: {place}")
    path = resolve(sheet.folder, place)
    if path is None:
        return CodeSource("unknown", span, why=f"{place} is outside the scanned folder; scan a folder above it")
    if sheet.repository.is_folder(path):
        return CodeSource("directory", span, path=path)
    if sheet.repository.is_file(path):
        return _file(path, place, span, sheet, handler)
    return CodeSource("unknown", span, why=f"there is no folder {path or '.'}", missing=True)


def _file(path: str, place: str, span: Span, sheet: Sheet, handler: str) -> CodeSource:
    """A single file: a Python file is deployed with its name, an archive holds a file of the repository or its own."""
    if path.endswith(".py"):
        return CodeSource("directory", span, path=path.rpartition("/")[0])
    found = archived_code(path, handler, sheet.folder, span, sheet.repository)
    why = f"{place} is no archive that holds the module of its handler"
    return found or CodeSource("unknown", span, why=why)


def _s3(node: Mapping, sheet: Sheet) -> str:
    bucket = next((node.get(key) for key in ("S3Bucket", "Bucket") if node.get(key)), None)
    key = next((node.get(key) for key in ("S3Key", "Key") if node.get(key)), None)
    texts = [str(sheet.text(part)) for part in (bucket, key) if part is not None]
    return f"s3://{'/'.join(texts)}" if texts else "no location is given"


def inline_source(node: Node, sheet: Sheet) -> CodeSource:
    """Inline code with the place of its first line; what is substituted into it is left as written."""
    choice = next((arm for arm, _ in arms(node, sheet.scope)), node)
    lines = _lines(choice)
    if lines is None:
        return CodeSource("unknown", choice.span, why="its inline code is an expression of the template")
    text, line = lines
    return CodeSource(
        "inline", Span(choice.span.path, line, 1, choice.span.end_line, choice.span.end_column), text=text
    )


def _lines(node: Node) -> tuple[str, int] | None:
    if isinstance(node, Scalar):
        return (node.text, node.line or node.span.line) if isinstance(node.value, str) else None
    match function(node):
        case ("Fn::Sub", argument):
            parts = items(argument)
            return _lines(parts[0]) if parts else None
        case ("Fn::Join", argument):
            return _joined(items(argument))
    return None


def _joined(parts: tuple[Node, ...]) -> tuple[str, int] | None:
    """Code written as a list of lines: an element that is no string stands as a name, to keep the rest readable."""
    delimiter = string(parts[0]) if len(parts) == 2 else None
    if delimiter is None:
        return None
    pieces = items(parts[1])
    texts = [piece.text if isinstance(piece, Scalar) else "None" for piece in pieces]
    return (delimiter.join(texts), pieces[0].span.line) if pieces else None
