"""Functions that run container images: their language and code where a Dockerfile of the repository tells."""

from analyzer.repository import resolve
from analyzer.templates.images import Dockerfile, read_dockerfile
from analyzer.templates.model import CodeSource
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.values import Many, settled
from analyzer.templates.terraform.views import View


def image_runtime(view: View, inventory: Inventory) -> str | None:
    """The Python runtime of an image; None where it is another language or nothing tells."""
    found = _built(inventory)
    if found is not None:
        return found[1].runtime or None
    handler = _command(view)
    name = handler.rpartition(".")[0].replace(".", "/") + ".py"
    below = inventory.world.desk.repository.below(inventory.world.path)
    return "python" if handler.count(".") and any(path.endswith(f"/{name}") or path == name for path in below) else None


def image_handler(view: View, inventory: Inventory) -> str:
    """``image_config.command``, else the Dockerfile's CMD; empty when unknown."""
    found = _built(inventory)
    return _command(view) or (found[1].handler if found is not None else "")


def image_code(view: View, inventory: Inventory) -> CodeSource:
    """An image with the folder it is built from, or why that is not known."""
    found = _built(inventory)
    if found is None:
        why = "it runs a container image that nothing here builds from this repository"
        return CodeSource("image", view.place("image_uri"), why=why)
    folder, docker = found
    repository = inventory.world.desk.repository
    places = [place for copied in docker.copied if (place := resolve(folder, copied)) is not None]
    kept = [place for place in dict.fromkeys(places) if repository.is_folder(place)] or [folder]
    return CodeSource("image", view.place("image_uri"), path=kept[0], also=tuple(kept[1:]))


def _command(view: View) -> str:
    config = view.block("image_config")
    value = config.get("command") if config is not None else None
    return (settled(value.items[-1]) or "") if isinstance(value, Many) and value.items else ""


def _built(inventory: Inventory) -> tuple[str, Dockerfile] | None:
    """The folder and the Dockerfile of an image that a ``docker_image`` resource builds.

    Without one, the only Dockerfile next to the configuration is taken to be the image's.
    """
    repository = inventory.world.desk.repository
    for one in inventory.of_type("docker_image", "docker_registry_image"):
        build = one.block("build")
        place = settled(build.get("context")) if build is not None else None
        folder = resolve(inventory.world.path, place) if place else None
        if folder is not None and build is not None:
            name = resolve(folder, settled(build.get("dockerfile")) or "Dockerfile")
            docker = read_dockerfile(repository, name) if name is not None else None
            if docker is not None:
                return folder, docker
    base = inventory.world.path
    near = [path for path in repository.below(base) if path.rpartition("/")[2] == "Dockerfile"]
    docker = read_dockerfile(repository, near[0]) if len(near) == 1 else None
    return (near[0].rpartition("/")[0], docker) if docker is not None else None
