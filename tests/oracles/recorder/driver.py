"""The tests' side of the recorder."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from recorder.jobs import Job

HERE = Path(__file__).resolve().parents[1]


class Recorder:
    """Runs jobs in a forking server; close it when done."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="recorder-")
        environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"}
        self._server = subprocess.Popen(
            [sys.executable, "-m", "recorder.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )

    def run(self, job: Job) -> dict[str, Any]:
        """What ``recorder.play.play`` gives; an error when the process died."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        out = Path(self._folder.name) / f"{abs(hash((job.case, job.function)))}.json"
        self._server.stdin.write(json.dumps({**to_builtins(job), "out": str(out)}) + "\n")
        self._server.stdin.flush()
        answer = self._server.stdout.readline()
        if not answer or not out.exists() or not out.stat().st_size:
            return {"calls": [], "arns": {}, "error": "the process of the run died"}
        return json.loads(out.read_text())

    def close(self) -> None:
        """End the server and delete its files."""
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(timeout=30)
        if self._server.stdout is not None:
            self._server.stdout.close()
        self._folder.cleanup()
