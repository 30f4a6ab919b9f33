"""Takes the words of a command line, gives reports on stdout and an exit code; never analyses anything.

The front function is ``main``; it is the only place that turns flags into options and calls
``sys.exit``.  Modules that read or render are imported by the command that needs them, so that
``overgrant --help`` answers at once.
"""

from analyzer.cli.main import main

__all__ = ["main"]
