"""Runs a composite action's steps as a runner would: environment, files, expressions, shells.

Only what ``action.yml`` uses is understood; anything else is an error, so that the harness cannot
pass over what it does not know.  Steps that use another action are recorded and not run.
https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
https://docs.github.com/en/actions/reference/workflows-and-actions/variables
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
WHO = {f"GIT_{role}_{part}": "t@example.com" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
EQUALITY = re.compile(r"(\S+)\s*==\s*'([^']*)'")
SHELLS = {"python": (sys.executable,)}
ENDING = {"python": ".py"}


class Done(NamedTuple):
    """A finished run: ``failed`` is the code of the step that ended it, or 0."""

    failed: int
    log: str
    outputs: dict[str, str]
    summary: str
    used: list[dict[str, Any]]
    steps: list[str]


class Runner:
    """One job on one checkout."""

    def __init__(self, action: Path, workspace: Path, temp: Path, *, event: Path, environment: dict[str, str]) -> None:
        self.action = action
        self.metadata = yaml.safe_load((action / "action.yml").read_text())
        self.workspace = workspace
        self.temp = temp
        self.environment = {
            **environment,
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_ACTIONS": "true",
            "CI": "true",
            "RUNNER_OS": "Linux",
            "RUNNER_TEMP": str(temp),
        }
        self.known: dict[str, str] = {
            "runner.os": "Linux", "runner.temp": str(temp), "github.sha": "0" * 40, "github.action_path": str(action),
        }  # fmt: skip

    def run(self, given: dict[str, str], skip: tuple[str, ...] = ()) -> Done:
        """Every step, until one fails; ``skip`` names steps whose outputs are known already."""
        declared = self.metadata["inputs"]
        assert given.keys() <= declared.keys()
        self.known |= {f"inputs.{name}": given.get(name, item.get("default", "")) for name, item in declared.items()}
        summary = self.temp / "summary"
        summary.write_text("")
        log, used, ran, failed = "", [], [], 0
        for number, step in enumerate(self.metadata["runs"]["steps"]):
            if not self._wanted(step.get("if")) or step.get("id") in skip:
                continue
            if "uses" in step:
                used.append({"uses": step["uses"], **{key: self._text(text) for key, text in step["with"].items()}})
                continue
            failed, said = self._step(step, number, summary)
            log += said
            ran.append(step["id"])
            if failed:
                break
        outputs = {name: self._text(item["value"]) for name, item in self.metadata["outputs"].items()}
        return Done(failed, log, outputs, summary.read_text(), used, ran)

    def _wanted(self, condition: str | None) -> bool:
        if condition is None:
            return True
        name, value = EQUALITY.fullmatch(condition).groups()
        return self.known[name] == value

    def _text(self, text: str) -> str:
        """A text with its expressions evaluated; a step's output that was not written is empty."""

        def value(match: re.Match[str]) -> str:
            name = match[1]
            assert re.fullmatch(r"[\w.-]+", name), f"the harness does not know {name}"
            return self.known.get(name, "") if name.startswith("steps.") else self.known[name]

        return EXPRESSION.sub(value, str(text))

    def _step(self, step: dict[str, Any], number: int, summary: Path) -> tuple[int, str]:
        script = self.temp / f"step{number}{ENDING[step['shell']]}"
        assert "${{" not in step["run"]
        script.write_text(step["run"])
        written = self.temp / f"output{number}"
        written.write_text("")
        environment = {name: self._text(text) for name, text in step["env"].items()}
        done = subprocess.run(
            [*SHELLS[step["shell"]], str(script)],
            cwd=self.workspace,
            env={**self.environment, **environment, "GITHUB_OUTPUT": str(written), "GITHUB_STEP_SUMMARY": str(summary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.known |= {f"steps.{step['id']}.outputs.{name}": value for name, value in outputs_of(written.read_text())}
        return done.returncode, done.stdout


def outputs_of(text: str) -> list[tuple[str, str]]:
    """The outputs that a step wrote, in both of their forms."""
    lines = iter(text.splitlines())
    found = []
    for line in lines:
        plain = re.fullmatch(r"([\w-]+)=(.*)", line)
        if plain:
            found.append(plain.groups())
            continue
        name, mark = re.fullmatch(r"([\w-]+)<<(.+)", line).groups()
        value = []
        for inner in lines:
            if inner == mark:
                break
            value.append(inner)
        found.append((name, "\n".join(value)))
    return found


def git(folder, *words):
    environment = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def on(checkout, event, folder):
    temp = folder / "temp"
    temp.mkdir(exist_ok=True)
    (folder / "event.json").write_text(json.dumps(event))
    home = folder / "home"
    home.mkdir(exist_ok=True)
    kept = {
        name: os.environ[name]
        for name in os.environ
        if name in ("PATH", "LANG") or name.startswith(("PIP_", "UV_", "SSL_"))
    }
    environment = {**kept, "HOME": str(home)}
    runner = Runner(ROOT, checkout, temp, event=folder / "event.json", environment=environment)
    # As the step ``install`` would say, for the tests that do not install: this interpreter has the checkout's package.
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nshift\nPYTHONPATH={ROOT} exec {sys.executable} -P "$@"\n')
    python.chmod(0o755)
    runner.known |= {
        "steps.install.outputs.python": str(python),
        "steps.install.outputs.cache-dir": str(temp / "overgrant" / "cache"),
        "steps.install.outputs.version": "0.1.0",
    }
    return runner
