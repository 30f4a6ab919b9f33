"""https://docs.pydantic.dev/latest/concepts/fields/

A field stands for its default.  Only settings have variables, which they name by ``env`` or an alias.
"""

import os

from _overgrant import anything, string


def Field(default=None, *more, default_factory=None, env=None, validation_alias=None, **options):
    named = env if env is not None else validation_alias
    if named is not None:
        fallback = string(default)
        return os.environ[named] if fallback is None else os.environ.get(named, fallback)
    if default_factory is not None:
        return default_factory()
    return default if default is not None else anything("a field")


def PrivateAttr(default=None, *more, default_factory=None, **options):
    return default_factory() if default_factory is not None else default
