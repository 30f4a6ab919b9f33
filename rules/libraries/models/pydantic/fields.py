"""https://docs.pydantic.dev/latest/concepts/fields/

A field stands for its default.  Only settings have variables, which they name by ``env`` or, as models name what they
are made of, by an alias.
"""

import os

from _overgrant import anything, either, string


def AliasChoices(first_choice, *choices):
    return either(first_choice, *choices)


def Field(default=None, *more, default_factory=None, env=None, **options):
    if env is not None:
        fallback = string(default)
        return os.environ[env] if fallback is None else os.environ.get(env, fallback)
    if default_factory is not None:
        return default_factory()
    return default if default is not None else anything("a field")


def PrivateAttr(default=None, *more, default_factory=None, **options):
    return default_factory() if default_factory is not None else default
