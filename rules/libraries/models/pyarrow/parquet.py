"""https://arrow.apache.org/docs/python/parquet.html#reading-from-cloud-storage"""

from _overgrant import anything, s3
from pyarrow.fs import S3FileSystem


def _read(source, *more, filesystem=None, **options):
    if isinstance(filesystem, S3FileSystem):
        filesystem._do("ReadFolder", source)
    else:
        s3("Read", source)
        s3("List", source, because="a path that may be a folder is listed")
    return anything("a table")


read_table = read_pandas = read_metadata = read_schema = ParquetFile = ParquetDataset = _read


def write_table(table, where, *more, filesystem=None, **options):
    if isinstance(filesystem, S3FileSystem):
        filesystem._do("Write", where)
    else:
        s3("Write", where)


def write_to_dataset(table, root_path, *more, filesystem=None, **options):
    if isinstance(filesystem, S3FileSystem):
        filesystem._do("WriteFolder", root_path)
    else:
        s3("WriteFolder", root_path)
