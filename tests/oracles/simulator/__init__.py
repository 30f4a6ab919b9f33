"""Policies judged by an evaluator that is not ours: @cloud-copilot/iam-simulate, in a Node process of its own.

It is installed by ``npm ci`` in ``tests/oracles/iam-simulate`` and never shipped.
"""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "iam-simulate"

Request = dict[str, Any]
"""``action``, ``resource`` and, where conditions matter, ``context``: key to string or list of strings."""


def _missing() -> str:
    """Why nothing can be judged here, empty when it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (FOLDER / "node_modules" / "@cloud-copilot" / "iam-simulate").is_dir():
        return "@cloud-copilot/iam-simulate is not installed: run npm ci in tests/oracles/iam-simulate"
    return ""


REASON = _missing()
"""Why nothing can be judged here, empty when it can."""


def outcomes(verb: str, cases: Sequence[dict[str, Any]], timeout: float = 600) -> list[list[str]]:
    """For each case and request ``Allowed``, ``ImplicitlyDenied``, ``ExplicitlyDenied`` or ``error: why``."""
    node = shutil.which("node")
    assert node is not None
    run = subprocess.run(
        [node, "judge.mjs"],
        cwd=FOLDER,
        input=json.dumps({"verb": verb, "cases": list(cases)}),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def judge(asked: Sequence[tuple[dict[str, Any], Sequence[Request]]]) -> list[list[bool]]:
    """For each (policy document, requests) which requests the document allows.

    The document must be plain: no intrinsic function, every name and account written out.  A document
    or an action that IAM would reject fails with the reason.
    """
    rows = outcomes("judge", [{"policy": document, "requests": list(requests)} for document, requests in asked])
    for (document, requests), row in zip(asked, rows, strict=True):
        for request, outcome in zip(requests, row, strict=True):
            assert not outcome.startswith("error"), f"{request}: {outcome}\n{json.dumps(document, indent=1)}"
    return [[outcome == "Allowed" for outcome in row] for row in rows]


def allowed(document: dict[str, Any], requests: Sequence[Request]) -> list[bool]:
    """Which of the requests one document allows."""
    return judge([(document, requests)])[0]
