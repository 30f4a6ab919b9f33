"""What time it is."""

from clock.source import __doc__, now
