"""What the value analysis starts from."""

from msgspec import Struct

from analyzer.core import Gap, Problem
from analyzer.templates.model import FunctionDecl, RoleDecl, Template


class Entry(Struct, frozen=True):
    """One function, located: which callable of which module runs, and where imports are looked up.

    ``import_roots`` are folders relative to the scanned root in Lambda's own order (``/var/task``
    first, then the layers' ``python/`` folders); ``module`` is the dotted module of the handler and
    ``callable`` the name inside it (None when the code cannot be located, ``problems`` then say
    why); ``inline`` is the handler's source for inline code, ``file`` its path otherwise.
    """

    declaration: FunctionDecl
    template: Template
    role: RoleDecl
    module: str | None
    callable: str | None
    file: str | None
    import_roots: tuple[str, ...] = ()
    inline: str | None = None
    inline_line: int = 1
    shared_with: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    gaps: tuple[Gap, ...] = ()
