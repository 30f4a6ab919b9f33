"""A process that has boto3 and the mock loaded and forks once per job: isolation at the price of a fork.

Reads one JSON job a line, writes the path of its result a line.
"""

import functools
import importlib
import json
import os
import sys

import boto3
from botocore.loaders import JSONFileLoader

from recorder.play import play

# Loaded before the forks, since every run wants them; a client costs half a second of JSON otherwise.
SERVICES = (
    "cloudformation",
    "s3",
    "dynamodb",
    "sqs",
    "sns",
    "ssm",
    "secretsmanager",
    "lambda",
    "sts",
    "logs",
    "events",
)
MODULES = ("cloudformation.responses", "cloudformation.parsing", "s3.responses", "dynamodb.responses", "sqs.responses")


def warm() -> None:
    """Load what is expensive and the same for every run; nothing is called."""
    shared = functools.cache(JSONFileLoader().load_file)
    JSONFileLoader.load_file = lambda _self, path: shared(path)  # type: ignore[method-assign,assignment]
    for module in MODULES:
        importlib.import_module(f"moto.{module}")
    session = boto3.Session(region_name="eu-west-1")
    for service in SERVICES:
        session.client(service)


def serve() -> None:
    """Answer jobs until standard input ends."""
    warm()
    for line in sys.stdin:
        job = json.loads(line)
        out = job.pop("out")
        child = os.fork()
        if child == 0:
            os.dup2(2, 1)  # what handlers print is no answer
            with open(out, "w") as stream:  # noqa: PTH123 - the plainest way out of a forked child
                json.dump(play(job), stream)
            os._exit(0)
        os.waitpid(child, 0)
        sys.stdout.write(out + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
