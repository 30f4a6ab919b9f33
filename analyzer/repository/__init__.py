"""Takes paths, gives the files below them: names at once, bytes when asked for, never a file outside.

Reads no template and no Python: a ``Repository`` knows paths, sizes' limits, links and digests.
"""

from analyzer.repository.discovery import NoSuchPathError, discover
from analyzer.repository.model import Options, Repository, digest, resolve, upwards
from analyzer.repository.watching import Watched

__all__ = ["NoSuchPathError", "Options", "Repository", "Watched", "digest", "discover", "resolve", "upwards"]
