"""What one run is asked to do."""

from collections.abc import Callable
from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Options:
    """Every setting of a scan.

    ``function`` is an id or ``TEMPLATE::ID``; ``params`` and ``env`` are (name, value) pairs that
    replace template parameters and environment variables; ``progress`` is called with a stage's
    name, what is done and how much there is; with ``debug`` an internal error is raised again.
    ``changed`` are the files of a change, absolute; functions that rest on none of them are left out.
    """

    function: str | None = None
    template: str | None = None
    region: str | None = None
    account: str | None = None
    partition: str | None = None
    params: Pairs = ()
    stage: str | None = None
    var_files: tuple[str, ...] = ()
    serverless_state: str | None = None
    env: Pairs = ()
    jobs: int = 1
    cache: bool = True
    cache_dir: str | None = None
    debug: bool = False
    changed: tuple[str, ...] | None = None
    progress: Callable[[str, int, int], None] | None = None

    def tell(self, stage: str, done: int, total: int) -> None:
        """Report progress, where somebody asked for it."""
        if self.progress is not None:
            self.progress(stage, done, total)
