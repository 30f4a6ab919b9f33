"""https://docs.pola.rs/user-guide/io/cloud-storage/

Paths that begin with ``s3://`` are read and written by polars itself.
"""

from _overgrant import s3
from pandas.core.frame import DataFrame as _Frame


class DataFrame(_Frame):
    def write_csv(self, file=None, *more, **options):
        return self._write(file, None)

    def write_parquet(self, file=None, *more, **options):
        return self._write(file, None)

    def write_ndjson(self, file=None, *more, **options):
        return self._write(file, None)

    def sink_parquet(self, path=None, *more, **options):
        return self._write(path, None)

    def sink_csv(self, path=None, *more, **options):
        return self._write(path, None)


LazyFrame = DataFrame


def _read(source, *more, **options):
    s3("Read", source)
    s3("List", source, because="a path that may be a folder is listed")
    return DataFrame()


read_csv = scan_csv = read_parquet = scan_parquet = read_ndjson = scan_ndjson = read_json = read_ipc = _read
read_excel = read_delta = scan_delta = _read
