"""One handler, run for real in a mocked account, with every API call written down.  Runs in a process of its own."""

import importlib
import io
import json
import os
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import botocore.client
from botocore.exceptions import ClientError
from moto import mock_aws

from recorder.account import create
from recorder.stack import ACCOUNT, REGION

SECONDS = 60
STREAMS = ("Body", "body", "Payload", "AudioStream")


class Context:
    """What Lambda passes as the second argument."""

    function_name = "function"
    function_version = "$LATEST"
    memory_limit_in_mb = "128"
    aws_request_id = "00000000-0000-0000-0000-000000000000"
    log_group_name = "/aws/lambda/function"
    log_stream_name = "stream"
    invoked_function_arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:function"

    def get_remaining_time_in_millis(self) -> int:
        """Time enough."""
        return 30_000


def play(job: dict[str, Any]) -> dict[str, Any]:
    """``calls`` (service, operation, arguments, own credentials or not, places in the case), ``arns`` of the account, ``error`` or None."""
    signal.alarm(SECONDS)
    calls: list[dict[str, Any]] = []
    result: dict[str, Any] = {"calls": calls, "arns": {}, "error": None}
    with mock_aws(config={"lambda": {"use_docker": False}, "core": {"mock_credentials": False}}):
        try:
            environments, result["arns"] = create(job["template"])
            _prepare(job, result["arns"])
            os.environ.update({**environments[job["function"]], **job["environment"], "AWS_REGION": REGION})
            os.environ["AWS_LAMBDA_FUNCTION_NAME"] = "function"
            os.environ["AWS_EXECUTION_ENV"] = "AWS_Lambda_python3.13"
            _record(calls, job)
            _no_network()
            handler = _load(job)
            for event, raises in zip(job["events"], job["raises"], strict=True):
                _run(handler, event, raises)
        except BaseException:  # noqa: BLE001 - whatever the handler does is what the test reports
            result["error"] = traceback.format_exc()
    return result


def _prepare(job: dict[str, Any], arns: dict[str, str]) -> None:
    import boto3

    for service, operation, arguments in job["before"]:
        text = json.dumps(arguments)
        for name, arn in arns.items():
            text = text.replace(f"{{{name}}}", arn.rsplit(":", 1)[-1].rsplit("/", 1)[-1]).replace(
                f"{{{name}.Arn}}", arn
            )
        getattr(boto3.client(service, region_name=REGION), operation)(**json.loads(text))


def _places() -> list[str]:
    """``file:line`` of every frame that led here."""
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_stack(limit=60)]


def _record(calls: list[dict[str, Any]], job: dict[str, Any]) -> None:
    responses = job["responses"]
    root = str(Path(job["template"]).parent)
    real = botocore.client.BaseClient._make_api_call

    def wrapped(client: Any, operation: str, arguments: dict[str, Any]) -> Any:
        service = client.meta.service_model.service_name
        credentials = client._request_signer._credentials
        own = credentials is None or credentials.access_key == os.environ["AWS_ACCESS_KEY_ID"]
        written = json.loads(json.dumps(arguments, default=str))
        entry = {"service": service, "operation": operation, "arguments": written, "own": own}
        entry["region"] = client.meta.region_name
        calls.append({**entry, "places": [place for place in _places() if place.startswith(root)]})
        canned = responses.get(f"{service}.{operation}")
        if canned is None:
            return real(client, operation, arguments)
        if "error" in canned:
            raise ClientError({"Error": {"Code": canned["error"], "Message": "canned"}}, operation)
        return {key: _stream(key, value) for key, value in canned.items()}

    botocore.client.BaseClient._make_api_call = wrapped


def _stream(key: str, value: Any) -> Any:
    return io.BytesIO(value.encode()) if key in STREAMS and isinstance(value, str) else value


def _no_network() -> None:
    def refuse(*_arguments: Any, **_keywords: Any) -> None:
        message = "a corpus handler must not open connections"
        raise ConnectionRefusedError(message)

    socket.socket.connect = refuse  # type: ignore[method-assign,assignment]


def _load(job: dict[str, Any]) -> Callable[[Any, Any], Any]:
    code = job["code"]
    if not code:
        code = tempfile.mkdtemp(prefix="inline-")
        (Path(code) / "index.py").write_text(job["inline"])
    sys.path[:0] = [code, *job["layers"]]
    os.chdir(code)
    module, _, name = job["handler"].rpartition(".")
    value = importlib.import_module(module.replace("/", "."))
    return getattr(value, name)


def _run(handler: Callable[[Any, Any], Any], event: Any, raises: str) -> None:
    try:
        handler(event, Context())
    except Exception as error:
        if raises and type(error).__name__ == raises:
            return
        raise
    if raises:
        message = f"the handler was expected to end with {raises}"
        raise AssertionError(message)
