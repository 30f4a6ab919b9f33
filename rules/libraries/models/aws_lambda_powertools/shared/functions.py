"""https://docs.python.org/3.11/distutils/apiref.html#distutils.util.strtobool, which it took over."""

from distutils.util import strtobool

__all__ = ["strtobool"]
