"""Takes the hand-written rows of operations, gives handlers that call every one of them, with arguments that tell.

A member that fills a part of an ARN is given a word of its own (``told-TableName``), so that the ARN shows where it went.
"""

from bulk.arguments import ways
from bulk.handlers import Call, calls, handler, rows
from bulk.watching import exercised

__all__ = ["Call", "calls", "exercised", "handler", "rows", "ways"]
