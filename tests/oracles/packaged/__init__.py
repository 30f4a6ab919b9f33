"""Services packaged by the Serverless Framework's maintained fork, osls, in a Node process of its own, offline.

It is installed by ``npm ci`` in ``tests/oracles/serverless`` and never shipped.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "serverless"
MODULES = FOLDER / "node_modules"
SERVICES = FOLDER / "services"
STAGE, REGION = "dev", "us-east-1"
QUIET = {"SLS_TELEMETRY_DISABLED": "1", "SLS_NOTIFICATIONS_MODE": "off"}
# What belongs to another version or to the vendor's own account.
FOREIGN = re.compile(r"(?m)^(frameworkVersion|org|app|licenseKey|variablesResolutionMode):.*$")


def _missing():
    """Why nothing can be packaged here, empty when it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (MODULES / "osls").is_dir():
        return "osls is not installed: run npm ci --ignore-scripts in tests/oracles/serverless"
    return ""


REASON = _missing()


def document_of(folder):
    """The service's own document in a folder."""
    places = (Path(folder) / f"serverless.{ending}" for ending in ("yml", "yaml", "json"))
    return next(place for place in places if place.is_file())


def prepared(source, target, plugins):
    """A copy of a service that can be packaged: ``plugins`` that are not installed do nothing in it."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("node_modules", ".git", ".serverless"))
    document = document_of(target)
    text = FOREIGN.sub("", document.read_text())
    if document.suffix != ".json" and "\nconfigValidationMode:" not in text:
        text += "\nconfigValidationMode: warn\n"
    document.write_text(text)
    if not any(target.rglob("*.py")):
        (target / "handler.py").write_text("")
    for name in plugins:
        if not name.startswith("."):
            _plugin(target / "node_modules" / name, MODULES / name)
    return document


def _plugin(place, installed):
    place.parent.mkdir(parents=True, exist_ok=True)
    if installed.is_dir():
        place.symlink_to(installed)
        return
    place.mkdir(exist_ok=True)
    (place / "index.js").write_text("module.exports = class {};")
    (place / "package.json").write_text(json.dumps({"name": place.name, "version": "1.0.0", "main": "index.js"}))


def package(folder):
    """What the framework makes of a service: the template's bytes and the state's; else the reason that it gives."""
    node = shutil.which("node")
    assert node is not None
    run = subprocess.run(
        [node, MODULES / "osls/bin/serverless.js", "package", "--stage", STAGE, "--region", REGION],
        cwd=folder,
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    template = folder / ".serverless" / "cloudformation-template-update-stack.json"
    if run.returncode or not template.is_file():
        return None, None, " ".join((run.stdout + run.stderr).split())[:300]
    state = (folder / ".serverless" / "serverless-state.json").read_bytes()
    return template.read_bytes(), state, ""
