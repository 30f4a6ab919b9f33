"""https://developer.amazon.com/en-US/docs/alexa/alexa-skills-kit-sdk-for-python/manage-attributes.html

One object for each key, below a prefix.
"""

import boto3
from _overgrant import text
from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter


class S3Adapter(AbstractPersistenceAdapter):
    def __init__(self, bucket_name, path_prefix=None, s3_client=None, object_keygen=None):
        self.bucket_name = bucket_name
        self.path_prefix = path_prefix
        self.s3_client = boto3.client("s3") if s3_client is None else s3_client
        self.object_keygen = object_keygen

    def _name(self, request_envelope):
        name = self.object_keygen(request_envelope) if self.object_keygen else text()
        return f"{self.path_prefix}/{name}" if self.path_prefix else name

    def get_attributes(self, request_envelope):
        return self.s3_client.get_object(Bucket=self.bucket_name, Key=self._name(request_envelope))["Body"]

    def save_attributes(self, request_envelope, attributes):
        self.s3_client.put_object(Body=attributes, Bucket=self.bucket_name, Key=self._name(request_envelope))

    def delete_attributes(self, request_envelope):
        self.s3_client.delete_object(Bucket=self.bucket_name, Key=self._name(request_envelope))
