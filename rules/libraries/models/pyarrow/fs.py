"""https://arrow.apache.org/docs/python/filesystems.html#s3"""

from s3fs.core import S3FileSystem as _Files


class S3FileSystem(_Files):
    def __init__(self, *more, access_key=None, anonymous=False, **options):
        self._key = access_key
        self._anonymous = anonymous

    def open_input_stream(self, path, *more, **options):
        return self.open(path, "rb")

    def open_input_file(self, path, *more, **options):
        return self.open(path, "rb")

    def open_output_stream(self, path, *more, **options):
        return self.open(path, "wb")

    def get_file_info(self, paths, *more, **options):
        return self.ls(paths)

    def delete_file(self, path):
        return self.rm(path)

    def delete_dir(self, path):
        return self.rm(path, recursive=True)

    def copy_file(self, src, dest):
        return self.copy(src, dest)
