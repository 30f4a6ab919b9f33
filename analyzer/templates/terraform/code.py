"""Where the code of a function or layer stands: archives that Terraform makes, folders, containers.

Relative paths start at the root module's directory, in which Terraform runs; ``path.module`` is
relative to it too.
"""

from posixpath import normpath

from analyzer.core import Part, Ref, Span, Text
from analyzer.repository import resolve
from analyzer.templates.archives import archived_code
from analyzer.templates.model import CodeSource
from analyzer.templates.terraform.inventory import Inventory, first_span
from analyzer.templates.terraform.json_text import JsonError, read_json
from analyzer.templates.terraform.modules import Instance
from analyzer.templates.terraform.syntax import Piece
from analyzer.templates.terraform.values import Many, Record, Str, Value, options, settled, text, text_of
from analyzer.templates.terraform.views import View

ARCHIVE = "archive_file"
_OBJECTS = ("aws_s3_object", "aws_s3_bucket_object")


def function_code(view: View, inventory: Inventory) -> CodeSource:
    """The code of a function or layer by ``filename``, or by the S3 object that this configuration uploads."""
    filename = view.get("filename")
    handler = settled(view.get("handler")) or ""
    if filename is not None:
        return package(filename, view.place("filename"), inventory, handler)
    if view.get("s3_bucket") is not None or view.get("s3_key") is not None:
        return _uploaded(view, inventory, handler)
    return CodeSource("unknown", view.span, why="it names neither a file nor an S3 object with its code")


def package(value: Value, span: Span, inventory: Inventory, handler: str = "") -> CodeSource:
    """The code in a package: the archive that makes a file of this name, else why it cannot be seen."""
    found = [_package(one, first_span(one, span), inventory, handler) for one in options(value)]
    return next((one for one in found if one.kind in {"directory", "inline"}), found[0])


def _package(value: Value, span: Span, inventory: Inventory, handler: str) -> CodeSource:
    known = text_of(value)
    archive = inventory.target(known, ARCHIVE)
    if archive is not None:
        return archived(archive, inventory)
    packer = next((made for part in known.parts if (made := _packer(part, inventory))), None) if known else None
    if packer is not None:
        return folders(packer, span, inventory)
    program = inventory.target(known, "external")
    if program is not None:
        return _prepared(program, span, inventory)
    name = settled(value)
    if name is None:
        return CodeSource("unknown", span, why=f"where its code stands is not known: {known}")
    for one in (*inventory.of_type(ARCHIVE, mode="data"), *inventory.of_type(ARCHIVE)):
        output = settled(one.get("output_path"))
        if output is not None and normpath(output) == normpath(name):
            return archived(one, inventory)
    return _file(name, span, inventory, handler)


def _packer(part: Part, inventory: Inventory) -> Value | None:
    """The ``source_path`` of a module from elsewhere whose output is the package that it made."""
    if not isinstance(part, Ref) or part.attribute != "local_filename":
        return None
    return next((one.view.get("source_path") for one in inventory.externals if one.address == part.logical_id), None)


def _prepared(program: Instance, span: Span, inventory: Inventory) -> CodeSource:
    """What a program packs that is asked for a ``source_path``, as that of the registry's Lambda module is."""
    query = program.get("query")
    given = query.get("source_path") if isinstance(query, Record) else None
    if given is None:
        return CodeSource("unknown", span, why="its package is made by a program")
    try:
        return folders(read_json(given), span, inventory)
    except JsonError:
        return folders(given, span, inventory)


def folders(source: Value, span: Span, inventory: Inventory) -> CodeSource:
    """The folders of a ``source_path``: one, or a list of folders and of objects with a ``path``."""
    listed = source.items if isinstance(source, Many) else (source,)
    paths = (one.get("path") if isinstance(one, Record) else one for one in listed)
    found = [folder(one, span, inventory) for one in paths if one is not None]
    local = [one for one in found if one.kind == "directory"]
    if not local:
        return found[0] if found else CodeSource("unknown", span, why="no folder is named in source_path")
    also = dict.fromkeys(one.path for one in local[1:] if one.path != local[0].path)
    return CodeSource("directory", local[0].span, path=local[0].path, also=tuple(also))


def _file(name: str, span: Span, inventory: Inventory, handler: str) -> CodeSource:
    path = resolve(inventory.world.path, name)
    if path is None:
        return CodeSource("unknown", span, why=f"{name} is outside the scanned folder; scan a folder above it")
    repository = inventory.world.desk.repository
    sibling = path.rpartition(".")[0]
    hint = f"; {sibling} may be its source" if repository.is_folder(sibling) and sibling else ""
    if repository.is_file(path):
        return archived_code(path, handler, inventory.world.path, span, repository) or CodeSource(
            "unknown", span, why=f"{name} is an archive without the module of its handler{hint}"
        )
    return CodeSource("unknown", span, why=f"{name} is an archive that something else than Terraform makes{hint}")


def _uploaded(view: View, inventory: Inventory, handler: str) -> CodeSource:
    """The source of the S3 object that a function's package is, where this configuration uploads it."""
    key, bucket = text(view.get("s3_key")), text(view.get("s3_bucket"))
    span = view.place("s3_key")
    for one in inventory.of_type(*_OBJECTS):
        if inventory.target(key, *_OBJECTS) is one or (key is not None and key == text(one.get("key"))):
            source = one.get("source")
            if source is not None:
                return package(source, one.place("source"), inventory, handler)
    where = "/".join(str(part) for part in (bucket, key) if part is not None)
    return CodeSource("remote", span, why=f"its code is in S3: s3://{where}")


# ---------------------------------------------------------------- archives
def archived(archive: Instance, inventory: Inventory) -> CodeSource:
    """The folder, file or text that an ``archive_file`` packs.

    Source: https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file
    """
    for key in ("source_dir", "source_file"):
        value = archive.get(key)
        if value is not None:
            return folder(value, archive.place(key), inventory)
    single = archive.get("source_content")
    if single is not None:
        name = settled(archive.get("source_content_filename")) or ""
        return _content(single, name, archive.place("source_content"))
    found = [
        _content(content, settled(block.get("filename")) or "", block.place("content"))
        for block in archive.blocks("source")
        if (content := block.get("content")) is not None
    ]
    places = dict.fromkeys(one.path for one in found if one.kind == "directory")
    if places:
        first = next(one for one in found if one.kind == "directory")
        return CodeSource("directory", first.span, path=first.path, also=tuple(places)[1:])
    return found[0] if found else CodeSource("unknown", archive.span, why="an archive without sources")


def folder(value: Value, span: Span, inventory: Inventory) -> CodeSource:
    """A folder of the repository, or that of a Python file."""
    found = [_folder(one, first_span(one, span), inventory) for one in options(value)]
    return next((one for one in found if one.kind == "directory"), found[0])


def _folder(value: Value, span: Span, inventory: Inventory) -> CodeSource:
    name = settled(value)
    if name is None:
        made: Text | None = text_of(value)
        return CodeSource("unknown", span, why=f"where its code stands is not known: {made}")
    path = resolve(inventory.world.path, name)
    if path is None:
        return CodeSource("unknown", span, why=f"{name} is outside the scanned folder; scan a folder above it")
    repository = inventory.world.desk.repository
    if repository.is_file(path):
        if path.endswith((".zip", ".jar")):
            return CodeSource("unknown", span, why=f"{name} is an archive, which is not opened")
        return CodeSource("directory", span, path=path.rpartition("/")[0])
    if repository.is_folder(path):
        return CodeSource("directory", span, path=path)
    return CodeSource("unknown", span, why=f"there is no folder {path or '.'}", missing=True)


def _content(value: Value, name: str, span: Span) -> CodeSource:
    """A file that is packed by its content: the repository's own file, or text in the configuration."""
    if not isinstance(value, Str):
        return CodeSource("unknown", span, why="the content of its code is not known")
    only = value.pieces[0] if value.pieces else None
    if len(value.pieces) == 1 and isinstance(only, Piece) and not only.path.endswith((".tf", ".tf.json")):
        head = (
            only.path.removesuffix(name).rstrip("/") if only.path.endswith(f"/{name}") else only.path.rpartition("/")[0]
        )
        return CodeSource("directory", span, path="" if only.path == name else head)
    literal = value.text.literal
    if literal is None:
        return CodeSource("unknown", span, why="its code is text with references in it")
    line = only.line if isinstance(only, Piece) else value.span.line
    return CodeSource(
        "inline", Span(span.path, line, 1, value.span.end_line, value.span.end_column), path=name, text=literal
    )
