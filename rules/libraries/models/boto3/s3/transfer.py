"""https://docs.aws.amazon.com/boto3/latest/reference/customizations/s3.html"""

from s3transfer.manager import TransferManager


class TransferConfig:
    def __init__(self, *more, **options):
        self.use_threads = True


class S3Transfer:
    def __init__(self, client=None, config=None, osutil=None, manager=None):
        self._manager = TransferManager(client) if manager is None else manager

    def upload_file(self, filename, bucket, key, callback=None, extra_args=None):
        self._manager.upload(filename, bucket, key, extra_args)

    def download_file(self, bucket, key, filename, extra_args=None, callback=None):
        self._manager.download(bucket, key, filename, extra_args)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


def create_transfer_manager(client, config=None, osutil=None):
    return TransferManager(client)
