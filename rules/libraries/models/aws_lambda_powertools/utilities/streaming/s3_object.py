"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/streaming/"""

from _overgrant import anything
from aws_lambda_powertools.utilities.parameters.base import made


class S3Object:
    def __init__(
        self, bucket, key, version_id=None, boto3_client=None, is_gzip=False, is_csv=False, sdk_options=None,
    ):
        self.client = made("client", "s3", None, boto3_client)
        self.bucket = bucket
        self.key = key
        self.version_id = version_id

    @property
    def size(self):
        return self.client.head_object(Bucket=self.bucket, Key=self.key, VersionId=self.version_id)["ContentLength"]

    def seek(self, offset, whence=0):
        return self.size

    def transform(self, transformations, in_place=False):
        self._get()
        return self

    def read(self, size=-1):
        return self._get()

    def readline(self, size=-1):
        return self._get()

    def readlines(self, hint=-1):
        return [self._get()]

    def __iter__(self):
        yield self._get()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def _get(self):
        self.client.get_object(Bucket=self.bucket, Key=self.key, VersionId=self.version_id)
        return anything("object")
