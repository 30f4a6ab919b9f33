"""What time it is, as it is kept."""

import time

try:
    import fastmonotonic as ticks  # gap: unseen-package
except (ImportError, AttributeError):
    ticks = time


def now():
    return int(ticks.time())
