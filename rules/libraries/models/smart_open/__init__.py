"""https://github.com/piskvorky/smart_open

Reading and writing go through a client of S3 that a caller may pass.
"""

import boto3
from _overgrant import s3
from s3fs.core import S3File


def open(uri, mode="r", *more, transport_params=None, **options):
    if mode in ["r", "rb", "rt"]:
        s3("Read", uri)
    else:
        s3("Write", uri)
    return S3File(None, uri, mode)
