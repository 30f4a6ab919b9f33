"""https://arrow.apache.org/docs/python/filesystems.html#s3"""

from _overgrant import anything
