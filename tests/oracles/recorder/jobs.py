"""What one run of one function needs to know: plain JSON, since it goes to another process."""

from pathlib import Path
from typing import Any

from casebook import Case
from msgspec import Struct

from recorder.stack import functions_of, read_template

TEMPLATES = ("template.yaml", "template.yml", "template.json")


class Job(Struct, frozen=True):
    """One function with the events it is run with.

    ``code`` and ``layers`` are folders for ``sys.path``; ``inline`` the source of inline code.
    ``template`` is read again in the process of the run, to create the account.
    """

    case: str
    function: str
    template: str
    code: str
    layers: list[str]
    handler: str
    inline: str
    events: list[Any]
    raises: list[str]
    responses: dict[str, Any]
    environment: dict[str, str]
    before: list[tuple[str, str, dict[str, Any]]]


def jobs_of(case: Case) -> list[Job]:
    """One job per function of the case's top template that has an event; none where the case is not run."""
    path = next((case.folder / name for name in TEMPLATES if (case.folder / name).exists()), None)
    if case.run.skip or path is None:
        return []
    template = read_template(path)
    return [
        _job(case, path, template, name, properties)
        for name, properties in functions_of(template).items()
        if str(properties.get("Runtime", "python3.13")).startswith("python")
        and any(event.function in ("", name) for event in case.events)
    ]


def _job(case: Case, path: Path, template: dict[str, Any], name: str, properties: dict[str, Any]) -> Job:
    where = properties.get("CodeUri") or properties.get("Code") or "."
    code = properties.get("InlineCode") or (where.get("ZipFile", "") if isinstance(where, dict) else "")
    events = [event for event in case.events if event.function in ("", name)]
    return Job(
        case=case.name,
        function=name,
        template=str(path),
        code="" if code else str((path.parent / where).resolve()),
        layers=_layers(path, template, properties),
        handler=properties["Handler"],
        inline=code,
        events=[event.payload for event in events],
        raises=[event.raises for event in events],
        responses=case.run.responses,
        environment=case.run.environment,
        before=case.run.before,
    )


def _layers(path: Path, template: dict[str, Any], properties: dict[str, Any]) -> list[str]:
    folders = []
    for layer in properties.get("Layers", []):
        declared = template["Resources"].get(layer.get("Ref"), {}) if isinstance(layer, dict) else {}
        uri = declared.get("Properties", {}).get("ContentUri")
        if uri:
            folder = (path.parent / uri).resolve()
            folders += [str(folder / "python"), str(folder)]
    return folders
