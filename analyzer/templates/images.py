"""Functions that run container images: their code and handler where a Dockerfile of the repository says so, or alone fits."""

from analyzer.repository import resolve
from analyzer.templates.dockerfiles import Dockerfile, read_dockerfile
from analyzer.templates.image_guessing import Fitting, hints_of, likely_image
from analyzer.templates.model import CodeSource, Node
from analyzer.templates.nodes import at, items, string
from analyzer.templates.sheet import Declared, Sheet

FUNCTIONS = ("AWS::Serverless::Function", "AWS::Lambda::Function")
_ELSEWHERE = "it runs a container image that is not built from this repository"


def is_image(declared: Declared) -> bool:
    """Whether a function is deployed as an image."""
    return string(declared.get("PackageType")) == "Image" or _uri(declared) is not None


def image_source(declared: Declared, sheet: Sheet) -> CodeSource:
    """An image: with ``path`` where a local Dockerfile copies its code from, else with ``why`` not; a folder where that is a guess."""
    uri = _uri(declared)
    span = declared.span if uri is None else uri.span
    context = string(at(declared.node, "Metadata", "DockerContext"))
    docker = _named(declared, sheet)
    if docker is None:
        lost = _ELSEWHERE if context is None else _lost(context, sheet)
        guess = _guessed(declared, sheet) if _is_elsewhere(declared, sheet) else None
        if guess is None:
            return CodeSource("image", span, why=lost)
        first, *others = guess.folders
        return CodeSource("directory", span, path=first, also=tuple(others), why=f"{lost}; {guess.path} alone fits it")
    folder = resolve(sheet.folder, context or ".") or ""
    places = [place for copied in docker.copied if (place := resolve(folder, copied)) is not None]
    kept = [place for place in dict.fromkeys(places) if sheet.repository.is_folder(place)] or [folder]
    return CodeSource("image", span, path=kept[0], also=tuple(kept[1:]))


def _lost(context: str, sheet: Sheet) -> str:
    folder = resolve(sheet.folder, context)
    if folder is not None and sheet.repository.is_folder(folder):
        return f"there is no Dockerfile in {folder or '.'}"
    return f"there is no folder {context} to build its image from"


def dockerfile_of(declared: Declared, sheet: Sheet) -> Dockerfile | None:
    """The Dockerfile that a function's metadata names, or that alone fits what is built elsewhere; None where there is none."""
    guess = _guessed(declared, sheet) if _is_elsewhere(declared, sheet) else None
    return guess.docker if guess is not None else _named(declared, sheet, ".")


def _is_elsewhere(declared: Declared, sheet: Sheet) -> bool:
    """Whether the metadata names no folder of the repository: none at all, or one of a larger tree that this is a part of."""
    context = string(at(declared.node, "Metadata", "DockerContext"))
    return context is None or resolve(sheet.folder, context) is None


def _named(declared: Declared, sheet: Sheet, beside: str | None = None) -> Dockerfile | None:
    """The Dockerfile that the metadata names, where it stands in the repository; ``beside`` is where to look without."""
    metadata = at(declared.node, "Metadata")
    context = string(at(metadata, "DockerContext")) or beside
    folder = resolve(sheet.folder, context) if context is not None else None
    if folder is None or not sheet.repository.is_folder(folder):
        return None
    name = resolve(folder, string(at(metadata, "Dockerfile")) or "Dockerfile")
    target = string(at(metadata, "DockerBuildTarget")) or ""
    return None if name is None else read_dockerfile(sheet.repository, name, target)


def image_handler(declared: Declared, sheet: Sheet) -> str:
    """The handler of an image: ``ImageConfig.Command``, else the Dockerfile's CMD; empty when unknown."""
    command = _command(declared)
    if command:
        return command
    docker = dockerfile_of(declared, sheet)
    return docker.handler if docker else ""


def _command(declared: Declared) -> str:
    words = items(declared.get("ImageConfig", "Command"))
    return (string(words[-1]) or "") if words else ""


def _uri(declared: Declared) -> Node | None:
    return declared.get("ImageUri") or declared.get("Code", "ImageUri")


def _guessed(declared: Declared, sheet: Sheet) -> Fitting | None:
    images = {sheet.text(_uri(one)) for one in sheet.of_type(*FUNCTIONS) if is_image(one) and not _command(one)}
    image = str(sheet.text(_uri(declared)) or "")
    alone = bool(_command(declared)) or len(images) == 1
    return likely_image(sheet.folder, _command(declared), hints_of(declared.id, image), sheet.repository, alone=alone)
