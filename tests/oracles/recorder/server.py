"""A process that has boto3 and the mock loaded and forks once per job: isolation at the price of a fork.

Reads one JSON job a line, writes the path of its result a line.
"""

import json
import os
import sys

from recorder.play import play


def serve() -> None:
    """Answer jobs until standard input ends."""
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
