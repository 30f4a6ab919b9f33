"""Handler specifications to files: the module that Lambda would import, and where imports are looked up.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
https://docs.aws.amazon.com/lambda/latest/dg/python-layers.html
"""

from msgspec import Struct

from analyzer.functions.requirements import local_packages
from analyzer.repository import Repository
from analyzer.templates.model import CodeSource, FunctionDecl

_MAX_LAYERS = 20


class Handler(Struct, frozen=True):
    """A handler specification taken apart: ``a/b.c.func`` is module ``a.b.c``, callable ``func``."""

    module: str
    callable: str

    @property
    def path(self) -> str:
        """The module as a path without its ending."""
        return self.module.replace(".", "/")


def handler_of(spec: str) -> Handler | None:
    """The parts of a handler specification; None where it has no dot, or names no module."""
    module, dot, name = spec.strip().rpartition(".")
    module = module.strip("/").replace("/", ".")
    if not dot or not name or not all(part for part in module.split(".")):
        return None
    return Handler(module, name)


def import_roots(declaration: FunctionDecl, repository: Repository) -> tuple[str, ...]:
    """The folders that Lambda looks imports up in, in its order: the code, then each layer's ``python`` folder.

    Packages that the build installs from elsewhere in the repository count as the code or layer that asks for them.
    """
    code = declaration.code
    local = code.kind == "directory" or (code.kind == "image" and not code.why)
    roots = [code.path, *code.also] if local else []
    for layer in declaration.layers:
        if layer.kind == "directory":
            roots.extend(layer_roots(layer, declaration.runtime, repository))
    if declaration.layer_arns:
        roots.extend(_layer_folders(declaration.template.rpartition("/")[0], repository))
    return tuple(dict.fromkeys(one for root in roots for one in (root, *local_packages(root, repository))))


def _layer_folders(folder: str, repository: Repository) -> list[str]:
    """The folders laid out as a layer's below the template's folder, or below the one above it.

    They stand in for layers that come in by an ARN: what the repository holds as a layer is what its teams deploy as one.
    """
    for near in dict.fromkeys((folder, folder.rpartition("/")[0])):
        below = repository.below(near)
        found = dict.fromkeys(
            path[: path.rindex("/python/") + len("/python")]
            for path in below
            if path.endswith(".py") and "/python/" in path and "site-packages" not in path
        )
        if found:
            return list(found)[:_MAX_LAYERS]
    return []


def layer_roots(layer: CodeSource, runtime: str, repository: Repository) -> list[str]:
    """The folders of a layer that Lambda puts on the path: of the built layout, or of the sources ``sam build`` copies."""
    python = f"{layer.path}/python" if layer.path else "python"
    found = [python] if repository.is_folder(python) else []
    packages = f"{python}/lib/{runtime}/site-packages"
    if repository.is_folder(packages):
        found.append(packages)
    return found or [layer.path]


def module_file(module_path: str, roots: tuple[str, ...], repository: Repository) -> str | None:
    """The file that a module (``a/b``) is imported from: a package before a plain module, as Python looks; None if absent."""
    for root in roots:
        base = f"{root}/{module_path}" if root else module_path
        for path in (f"{base}/__init__.py", f"{base}.py"):
            if repository.is_file(path):
                return path
    return None
