"""Archives that are committed: the file of the repository that they hold, or the handler's module in them."""

import io
import zipfile
import zlib

from analyzer.core import Problem, Span
from analyzer.repository import Repository
from analyzer.templates.model import CodeSource

MAX_ENTRIES = 5000
MAX_SOURCE = 1024 * 1024


def archived_code(archive: str, handler: str, near: str, span: Span, repository: Repository) -> CodeSource | None:
    """The code in a committed archive: the folder of the same file below ``near``, else the handler's module alone."""
    folder = source_folder(archive, handler, near, repository) if handler else None
    if folder is not None:
        return CodeSource("directory", span, path=folder)
    text = module_text(archive, handler, repository) if handler else None
    if text is None:
        return None
    name = module_name(handler)
    return CodeSource("inline", Span(f"{archive}/{name}", 1, 1, text.count("\n") + 1, 1), path=name, text=text)


def source_folder(archive: str, handler: str, near: str, repository: Repository) -> str | None:
    """The folder below ``near`` whose file, byte for byte, is the handler's module in an archive; None without one.

    The nearest one counts: first beside the archive, then by path.
    """
    name = module_name(handler)
    found = _checksum(archive, name, repository)
    if found is None:
        return None
    folder = archive.rpartition("/")[0]
    same = [path for path in repository.below(near) if path == name or path.endswith(f"/{name}")]
    same.sort(key=lambda path: (path.rpartition("/")[0] != folder, path))
    for path in same:
        data = repository.read(path)
        if not isinstance(data, Problem) and (len(data), zlib.crc32(data)) == found:
            return path.removesuffix(name).rstrip("/")
    return None


def module_text(archive: str, handler: str, repository: Repository) -> str | None:
    """The source of the handler's module in an archive; None where it is not there, or no text."""
    data = repository.read(archive)
    name = module_name(handler)
    if isinstance(data, Problem):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened, opened.open(name) as file:
            source = file.read(MAX_SOURCE + 1)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, NotImplementedError, OSError, EOFError):
        return None
    return source.decode("utf-8-sig", "replace") if len(source) <= MAX_SOURCE else None


def module_name(handler: str) -> str:
    """The file of a handler's module: ``a/b.py`` of ``a/b.main``."""
    return handler.rpartition(".")[0].replace(".", "/") + ".py"


def _checksum(archive: str, name: str, repository: Repository) -> tuple[int, int] | None:
    """Size and checksum of an archive's entry, from its directory: nothing is unpacked."""
    data = repository.read(archive)
    if isinstance(data, Problem):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            entries = opened.infolist()[:MAX_ENTRIES]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return None
    return next(((one.file_size, one.CRC) for one in entries if one.filename == name), None)
