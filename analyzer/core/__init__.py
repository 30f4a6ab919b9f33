"""Takes nothing, gives the words every stage shares: places, strings with holes, gaps and problems.

Pure: no file, no AWS, no Python semantics.  The types are ``msgspec`` structs, since frozen
structs compare and hash fast and decode from the cache against their own types.
"""

from analyzer.core.gap import Gap, GapKind, Problem
from analyzer.core.span import Span
from analyzer.core.text import ANY, DYNAMIC, Env, Event, Hole, Lit, Part, Ref, Text, lit, ref

__all__ = [
    "ANY",
    "DYNAMIC",
    "Env",
    "Event",
    "Gap",
    "GapKind",
    "Hole",
    "Lit",
    "Part",
    "Problem",
    "Ref",
    "Span",
    "Text",
    "lit",
    "ref",
]
