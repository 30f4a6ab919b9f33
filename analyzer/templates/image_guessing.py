"""Images that something else builds: the only Dockerfile of the repository whose command is a handler that stands there."""

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from analyzer.repository import Repository, resolve, upwards
from analyzer.templates.dockerfiles import Dockerfile, read_dockerfile
from analyzer.templates.fitting import alike, defines, is_code, is_named, is_of_another, says_much

_FILE = re.compile(r"(?:dockerfile(?:\.[\w.-]+)?|[\w.-]+\.dockerfile)", re.IGNORECASE)
_MAX_FILES = 50


class Fitting(Struct, frozen=True):
    """A Dockerfile at ``path`` whose handler's module stands in the first of ``folders``."""

    path: str
    docker: Dockerfile
    handler: str
    folders: tuple[str, ...]


def likely_image(
    near: str, command: str, hints: frozenset[str], repository: Repository, *, alone: bool = True
) -> Fitting | None:
    """The Dockerfile that alone fits an image; ``command`` is the image's own, in the place of the Dockerfile's.

    Looked for below the folder ``near`` first, then below those above it.  Of several the one counts whose folder
    has one of the names in ``hints``; so it must where the template runs other images too (``alone`` is False).
    """
    for height, folder in enumerate(upwards(near)):
        found = list(_fitting(folder, command, repository))
        named = [one for one in found if is_named(one.path, hints)]
        chosen = found if len(found) == 1 and alone else named
        if len(chosen) == 1 and (height < 2 or named or says_much(chosen[0].handler.rpartition(".")[0])):
            return chosen[0]
        if found:
            return None
    return None


def hints_of(function: str, image: str) -> frozenset[str]:
    """What a function and its image (``account.dkr…/name:tag``) are called, written alike."""
    repository = re.split(r"[@:]", image.rpartition("/")[2])[0]
    return frozenset(name for one in (function, repository) if (name := alike(one)))


def _fitting(folder: str, command: str, repository: Repository) -> Iterator[Fitting]:
    below = (path for path in repository.below(folder) if _FILE.fullmatch(path.rpartition("/")[2]))
    below = (path for path in below if is_code(path, folder) and not is_of_another(path, folder, repository))
    for path in islice(below, _MAX_FILES):
        docker = read_dockerfile(repository, path)
        found = None
        if docker is not None and docker.runtime:
            found = _fits(path, docker, command or docker.handler, repository)
        if found is not None:
            yield found


def _fits(path: str, docker: Dockerfile, handler: str, repository: Repository) -> Fitting | None:
    """Built in the Dockerfile's own folder, or in the one above it."""
    module, _, name = handler.rpartition(".")
    file = f"{module.replace('.', '/')}.py"
    own = path.rpartition("/")[0]
    for context in dict.fromkeys((own, own.rpartition("/")[0])):
        places = [place for copied in docker.copied or (".",) if (place := resolve(context, copied)) is not None]
        places = [place for place in dict.fromkeys(places) if repository.is_folder(place)]
        for place in places if module and name else ():
            full = f"{place}/{file}" if place else file
            if repository.is_file(full) and defines(full, name, repository):
                return Fitting(path, docker, handler, tuple(dict.fromkeys((place, *places))))
    return None
