"""https://cloudpathlib.drivendata.org/stable/

Whether a path is an object or a folder is asked by a head request, then by listing.
"""

from _overgrant import anything, s3
from s3fs.core import S3File


class S3Client:
    def __init__(self, aws_access_key_id=None, *more, profile_name=None, **options):
        self._key = aws_access_key_id if profile_name is None else profile_name

    def set_as_default_client(self):
        return None

    def S3Path(self, path, *more):
        return S3Path(path, client=self)

    CloudPath = S3Path


class S3Path:
    def __init__(self, cloud_path, *more, client=None):
        self._path = cloud_path
        self._key = client._key if client is not None else None

    def _do(self, operation):
        s3(operation, self._path, credentials=self._key)

    def __truediv__(self, other):
        return S3Path(f"{self._path}/{other}")

    def __str__(self):
        return self._path

    def joinpath(self, *parts):
        return S3Path(f"{self._path}/{'/'.join(parts)}")

    @property
    def parent(self):
        return S3Path(self._path.rsplit("/", 1)[0])

    def open(self, mode="r", *more, **options):
        if mode in ["r", "rb", "rt"]:
            self._do("Read")
        else:
            self._do("Write")
        return S3File(None, self._path, mode)

    def read_text(self, *more, **options):
        self._do("Read")
        return anything("content")

    def read_bytes(self):
        self._do("Read")
        return anything("content")

    def write_text(self, *more, **options):
        self._do("Write")

    def write_bytes(self, *more, **options):
        self._do("Write")

    def touch(self, *more, **options):
        self._do("Write")

    def download_to(self, destination):
        self._do("Read")
        return destination

    def upload_from(self, source, *more, **options):
        self._do("Write")
        return self

    def exists(self):
        self._do("Read")
        self._do("List")
        return anything("whether it exists")

    def is_file(self):
        return self.exists()

    def is_dir(self):
        return self.exists()

    def stat(self):
        self._do("Read")
        return anything("status")

    def iterdir(self):
        self._do("List")
        yield S3Path(f"{self._path}/{anything('name')}")

    def glob(self, pattern):
        self._do("List")
        yield S3Path(f"{self._path}/{anything('name')}")

    def rglob(self, pattern):
        self._do("List")
        yield S3Path(f"{self._path}/{anything('name')}")

    def unlink(self, *more, **options):
        self._do("Delete")

    def rmtree(self):
        self._do("DeleteFolder")

    def copy(self, destination, *more, **options):
        self._do("Read")
        s3("Write", str(destination))
        return destination

    def rename(self, target):
        self.copy(target)
        self._do("Delete")


CloudPath = AnyPath = S3Path
