"""https://github.com/boto/s3transfer: what boto3 itself moves objects with."""


class TransferConfig:
    def __init__(self, *more, **options):
        self.use_threads = True


class _Future:
    def result(self):
        return None

    def done(self):
        return True

    def cancel(self):
        return None


class TransferManager:
    def __init__(self, client, config=None, osutil=None, executor_cls=None):
        self.client = client

    def upload(self, fileobj, bucket, key, extra_args=None, subscribers=None):
        if extra_args is None:
            self.client.upload_fileobj(fileobj, bucket, key)
        else:
            self.client.upload_fileobj(fileobj, bucket, key, ExtraArgs=extra_args)
        return _Future()

    def download(self, bucket, key, fileobj, extra_args=None, subscribers=None):
        if extra_args is None:
            self.client.download_fileobj(bucket, key, fileobj)
        else:
            self.client.download_fileobj(bucket, key, fileobj, ExtraArgs=extra_args)
        return _Future()

    def copy(self, copy_source, bucket, key, extra_args=None, subscribers=None, source_client=None):
        if extra_args is None:
            self.client.copy(copy_source, bucket, key)
        else:
            self.client.copy(copy_source, bucket, key, ExtraArgs=extra_args)
        return _Future()

    def delete(self, bucket, key, extra_args=None, subscribers=None):
        self.client.delete_object(Bucket=bucket, Key=key)
        return _Future()

    def shutdown(self, *more, **options):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None
