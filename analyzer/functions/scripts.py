"""Handlers that are shell scripts: under the Lambda Web Adapter they start a web server.

Source: https://github.com/awslabs/aws-lambda-web-adapter
"""

import re

from analyzer.core import Problem
from analyzer.functions.locate import Handler
from analyzer.repository import Repository

MAX_SCRIPT = 16 * 1024
_SERVED = re.compile(
    r"(?:uvicorn|gunicorn|hypercorn|granian|waitress-serve)\b[^\n]*?\s(?P<module>[A-Za-z_][\w.]*):(?P<name>[A-Za-z_]\w*)"
)


def script_of(spec: str, roots: tuple[str, ...], repository: Repository) -> str | None:
    """The path of the script that a handler names (``run.sh``); None where it names no file of the code."""
    for root in roots:
        path = f"{root}/{spec}" if root else spec
        if spec and not spec.endswith(".py") and repository.is_file(path):
            return path
    return None


def served_by(script: str, repository: Repository) -> Handler | None:
    """The module and the application object that a script serves (``uvicorn app:app``); None where it does something else."""
    data = repository.read(script)
    if isinstance(data, Problem) or len(data) > MAX_SCRIPT:
        return None
    found = _SERVED.search(data.decode("utf-8", "replace"))
    return Handler(found["module"], found["name"]) if found else None
