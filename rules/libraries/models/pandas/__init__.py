"""https://pandas.pydata.org/docs/user_guide/io.html#reading-writing-remote-files

Paths that begin with ``s3://`` go through s3fs; every other source and target is no matter of AWS.
"""

from _overgrant import anything, s3
from pandas.core.frame import DataFrame, Series


def _read(path, storage_options):
    options = storage_options if storage_options is not None else {}
    s3("Read", path, credentials=options.get("key"))
    return DataFrame()


def read_csv(filepath_or_buffer, *more, storage_options=None, **options):
    return _read(filepath_or_buffer, storage_options)


def read_table(filepath_or_buffer, *more, storage_options=None, **options):
    return _read(filepath_or_buffer, storage_options)


def read_fwf(filepath_or_buffer, *more, storage_options=None, **options):
    return _read(filepath_or_buffer, storage_options)


def read_json(path_or_buf, *more, storage_options=None, **options):
    return _read(path_or_buf, storage_options)


def read_excel(io, *more, storage_options=None, **options):
    return _read(io, storage_options)


def read_pickle(filepath_or_buffer, *more, storage_options=None, **options):
    return _read(filepath_or_buffer, storage_options)


def read_xml(path_or_buffer, *more, storage_options=None, **options):
    return _read(path_or_buffer, storage_options)


def read_parquet(path, *more, storage_options=None, **options):
    s3("List", path, because="a path that may be a folder is listed")
    return _read(path, storage_options)


def read_orc(path, *more, storage_options=None, **options):
    s3("List", path, because="a path that may be a folder is listed")
    return _read(path, storage_options)


def read_feather(path, *more, storage_options=None, **options):
    return _read(path, storage_options)


def concat(objs, *more, **options):
    return DataFrame()


def merge(left, right, *more, **options):
    return DataFrame()


def json_normalize(data, *more, **options):
    return DataFrame()


def pivot_table(data, *more, **options):
    return DataFrame()
