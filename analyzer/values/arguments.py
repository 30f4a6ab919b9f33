"""Argument values as they leave the interpreter: plain trees without a heap."""

from msgspec import Struct

from analyzer.core import Text


class Known(Struct, frozen=True, tag="known", array_like=True, cache_hash=True):
    """A scalar argument: every string it may be; ``open`` when it may be something else too."""

    texts: tuple[Text, ...]
    open: bool = False


class Members(Struct, frozen=True, tag="members", array_like=True, cache_hash=True):
    """A dict argument; ``open`` when it may have members that are not listed, ``loose`` are listed ones that it may lack."""

    fields: tuple[tuple[str, "Argument"], ...]
    open: bool = False
    loose: tuple[str, ...] = ()

    def get(self, name: str) -> "Argument | None":
        """The member of this name, or None."""
        for key, value in self.fields:
            if key == name:
                return value
        return None


class Items(Struct, frozen=True, tag="items", array_like=True, cache_hash=True):
    """A list argument: its possible elements; ``open`` when it may hold others."""

    elements: tuple["Argument", ...]
    open: bool = False


class Opaque(Struct, frozen=True, tag="opaque", array_like=True, cache_hash=True):
    """An argument that nothing is known about, and why."""

    why: str = ""


Argument = Known | Members | Items | Opaque
