"""Where the code of a function stands, and what runs first.

Sources: https://www.serverless.com/framework/docs/providers/aws/guide/packaging
https://github.com/serverless/serverless-python-requirements https://github.com/logandk/serverless-wsgi
"""

from msgspec.structs import replace

from analyzer.core import Span
from analyzer.repository import resolve
from analyzer.templates.archives import archived_code
from analyzer.templates.model import CodeSource, FunctionDecl, Mapping, Node, Scalar
from analyzer.templates.nodes import at, string
from analyzer.templates.serverless.nodes import given, mapping, text
from analyzer.templates.serverless.service import Service
from analyzer.templates.serverless.words import Composed

WSGI = "serverless-wsgi"
REQUIREMENTS = "serverless-python-requirements"
_WSGI_HANDLERS = frozenset({"wsgi_handler.handler", "wsgi.handler"})


def handler_node(own: Node, service: Service) -> Node | None:
    """The handler of a function; under serverless-wsgi the application that its handler calls."""
    node = service.plain(at(own, "handler"))
    spec = string(node)
    if node is None or spec is None or not is_wsgi(spec, service):
        return node
    application = wsgi_application(service)
    return text(application.rpartition("/")[2], node.span) if application else node


def is_wsgi(handler: str, service: Service) -> bool:
    """Whether a handler is that of serverless-wsgi, which the plugin adds to the package."""
    return service.has_plugin(WSGI) and handler.rpartition("/")[2] in _WSGI_HANDLERS


def wsgi_application(service: Service) -> str:
    """``custom.wsgi.app``: the module and name of the application, perhaps with its folder; empty without one."""
    return service.known(service.custom("wsgi", "app")) or ""


def code_place(own: Node, span: Span, service: Service) -> Node:
    """The folder of a function's code: the service's, or its module where functions are packaged individually."""
    node = given(at(own, "module"))
    module = service.known(node)
    if node is None or module is None or not service.has_plugin(REQUIREMENTS) or not _individually(own, service):
        return text(".", span)
    return text(module, node.span)


def _individually(own: Node, service: Service) -> bool:
    return any(service.known(given(at(one, "individually"))) == "true" for one in (at(own, "package"), service.package))


def located(read: FunctionDecl, own: Node, service: Service) -> FunctionDecl:
    """The declaration with what only this framework knows of its code: archives, folders put on the path."""
    artifact = given(at(own, "package", "artifact")) or given(at(service.package, "artifact"))
    if artifact is not None and read.code.kind == "directory" and not _stands_in(read, service):
        return replace(read, code=_archived(artifact, read.handler, service))
    if is_wsgi(string(service.plain(at(own, "handler"))) or "", service):
        return _with_folder(read, service)
    return read


def _archived(artifact: Node, handler: str, service: Service) -> CodeSource:
    """The code that an archive holds, where it is one of the repository."""
    name = service.known(artifact)
    path = resolve(service.folder, name) if name else None
    repository = service.desk.repository
    found = archived_code(path, handler, service.folder, artifact.span, repository) if path else None
    why = f"its code is the archive {name or 'that a variable names'}, which does not hold the module of its handler"
    return found or CodeSource("unknown", artifact.span, why=why)


def _stands_in(read: FunctionDecl, service: Service) -> bool:
    """Whether the handler's file is in the folder: an archive is then taken to be built from it."""
    base = f"{read.code.path}/" if read.code.path else ""
    file = base + read.handler.rpartition(".")[0].strip("/").replace(".", "/")
    return any(service.desk.repository.is_file(place) for place in (f"{file}.py", f"{file}/__init__.py"))


def _with_folder(read: FunctionDecl, service: Service) -> FunctionDecl:
    """serverless-wsgi puts the application's folder on the path before all others."""
    folder, slash, _ = wsgi_application(service).rpartition("/")
    place = resolve(read.code.path, folder) if slash else None
    if place is None or read.code.kind != "directory":
        return read
    return replace(read, code=replace(read.code, path=place, also=(read.code.path,)))


# ---------------------------------------------------------------- images
def image_of(own: Node) -> Node | None:
    """The image of a function, None where it is deployed as a package."""
    return given(at(own, "image"))


def image_uri(image: Node, span: Span) -> Node:
    """An image as the code of a function."""
    return mapping(span, {"ImageUri": image if isinstance(image, Scalar | Composed) else at(image, "name")})


def image_metadata(image: Node, span: Span, service: Service) -> Node | None:
    """Where an image is built from, in SAM's words; None where it is not built from this repository.

    Source: https://www.serverless.com/framework/docs/providers/aws/guide/functions#referencing-container-image-as-a-target
    """
    name = service.known(image if isinstance(image, Scalar | Composed) else at(image, "name"))
    built = at(service.provider, "ecr", "images", name or "")
    path = service.known(at(built, "path") if isinstance(built, Mapping) else built)
    if path is None or "://" in path:
        return None
    file = service.known(at(built, "file"))
    members: dict[str, Node | None] = {"DockerContext": text(path, span)}
    if file is not None:
        members["Dockerfile"] = text(file, span)
    return mapping(span, members)
