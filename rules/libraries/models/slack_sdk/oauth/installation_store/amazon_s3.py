"""https://docs.slack.dev/tools/python-slack-sdk/oauth/"""

from _overgrant import anything


class AmazonS3InstallationStore:
    def __init__(self, *more, s3_client=None, bucket_name=None, **options):
        self._client = s3_client
        self._bucket = bucket_name

    def save(self, installation):
        self._client.put_object(Bucket=self._bucket, Key=anything("an installation"))

    def find_installation(self, *more, **options):
        return self._client.get_object(Bucket=self._bucket, Key=anything("an installation"))

    def delete_installation(self, *more, **options):
        self._client.delete_object(Bucket=self._bucket, Key=anything("an installation"))
