"""Functions that run container images: their language and code where a Dockerfile of the repository tells."""

from msgspec import Struct

from analyzer.repository import resolve
from analyzer.templates.dockerfiles import Dockerfile, read_dockerfile
from analyzer.templates.image_guessing import hints_of, likely_image
from analyzer.templates.model import CodeSource
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.values import Many, settled, text_of
from analyzer.templates.terraform.views import View

_FUNCTION = "aws_lambda_function"
_ELSEWHERE = "it runs a container image that nothing here builds from this repository"


class Built(Struct, frozen=True):
    """What an image is built from: a Dockerfile, the folders that it copies; ``why`` says that this is a guess."""

    docker: Dockerfile
    folders: tuple[str, ...]
    why: str = ""


def image_runtime(view: View, inventory: Inventory) -> str | None:
    """The Python runtime of an image; None where it is another language or nothing tells."""
    found = _built(view, inventory)
    if found is not None:
        return found.docker.runtime or None
    handler = _command(view)
    name = handler.rpartition(".")[0].replace(".", "/") + ".py"
    below = inventory.world.desk.repository.below(inventory.world.path)
    return "python" if handler.count(".") and any(path.endswith(f"/{name}") or path == name for path in below) else None


def is_unseen(view: View, inventory: Inventory) -> bool:
    """Whether nothing tells what an image is built from, where the repository has Python that it may be."""
    return _built(view, inventory) is None and any(
        path.endswith(".py") for path in inventory.world.desk.repository.files
    )


def image_handler(view: View, inventory: Inventory) -> str:
    """``image_config.command``, else the Dockerfile's CMD; empty when unknown."""
    found = _built(view, inventory)
    return _command(view) or (found.docker.handler if found is not None else "")


def image_code(view: View, inventory: Inventory) -> CodeSource:
    """An image with the folder it is built from, a folder that is taken to be that, or why that is not known."""
    found = _built(view, inventory)
    span = view.place("image_uri")
    if found is None:
        return CodeSource("image", span, why=_ELSEWHERE)
    first, *others = found.folders
    return CodeSource("directory" if found.why else "image", span, path=first, also=tuple(others), why=found.why)


def _command(view: View) -> str:
    config = view.block("image_config")
    value = config.get("command") if config is not None else None
    return (settled(value.items[-1]) or "") if isinstance(value, Many) and value.items else ""


def _built(view: View, inventory: Inventory) -> Built | None:
    """The Dockerfile of an image that a ``docker_image`` resource builds, else the one that alone fits it."""
    repository = inventory.world.desk.repository
    for one in inventory.of_type("docker_image", "docker_registry_image"):
        build = one.block("build")
        place = settled(build.get("context")) if build is not None else None
        folder = resolve(inventory.world.path, place) if place else None
        if folder is not None and build is not None:
            name = resolve(folder, settled(build.get("dockerfile")) or "Dockerfile")
            docker = read_dockerfile(repository, name) if name is not None else None
            if docker is not None:
                places = [place for copied in docker.copied if (place := resolve(folder, copied)) is not None]
                kept = [place for place in dict.fromkeys(places) if repository.is_folder(place)] or [folder]
                return Built(docker, tuple(kept))
    return _guessed(view, inventory)


def _guessed(view: View, inventory: Inventory) -> Built | None:
    images = {_image(one) for one in inventory.of_type(_FUNCTION)} - {""}
    command = _command(view)
    alone = bool(command) or len(images) <= 1
    hints = hints_of("", _image(view))
    found = likely_image(inventory.world.path, command, hints, inventory.world.desk.repository, alone=alone)
    return Built(found.docker, found.folders, f"{_ELSEWHERE}; {found.path} alone fits it") if found else None


def _image(view: View) -> str:
    value = view.get("image_uri")
    return "" if value is None else str(text_of(value))
