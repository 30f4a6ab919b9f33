"""https://s3fs.readthedocs.io/en/latest/api.html"""

from s3fs.core import S3FileSystem, S3Map
