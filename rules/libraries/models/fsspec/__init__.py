"""https://filesystem-spec.readthedocs.io/en/latest/api.html

Only what begins with ``s3://`` leads to AWS.
"""

from _overgrant import anything, s3
from s3fs.core import S3File, S3FileSystem


def open(urlpath, mode="rb", *more, key=None, anon=False, **options):
    if anon is not True:
        if mode in ["r", "rb", "rt"]:
            s3("Read", urlpath, credentials=key)
        else:
            s3("Write", urlpath, credentials=key)
    return S3File(None, urlpath, mode)


def open_files(urlpath, mode="rb", *more, **options):
    return [open(urlpath, mode)]


def filesystem(protocol, **options):
    if protocol in ["s3", "s3a"]:
        return S3FileSystem(**options)
    return anything("a file system")


def url_to_fs(url, **options):
    return S3FileSystem(**options), url
