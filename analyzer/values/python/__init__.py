"""Takes a call of Python's builtins or standard library, gives its value; knows no other package.

Each module here models one corner and offers ``TABLE``: full name → ``(machine, arguments, at) → Value``.
What is in no table is not known: its arguments are handed over and its result is anything.
"""

from analyzer.values.python import (
    asynchronous,
    basics,
    collecting,
    configuring,
    data,
    functional,
    inheriting,
    iterating,
    operating,
    operations,
    programs,
    reflecting,
    searching,
    templating,
)
from analyzer.values.python.model import Handler

TABLE: dict[str, Handler] = {
    **basics.TABLE,
    **iterating.TABLE,
    **reflecting.TABLE,
    **functional.TABLE,
    **collecting.TABLE,
    **asynchronous.TABLE,
    **operating.TABLE,
    **operations.TABLE,
    **data.TABLE,
    **searching.TABLE,
    **configuring.TABLE,
    **inheriting.TABLE,
    **templating.TABLE,
    **programs.TABLE,
}

__all__ = ["TABLE", "Handler"]
