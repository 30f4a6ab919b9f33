"""https://arrow.apache.org/docs/python/dataset.html"""

from pyarrow.parquet import _read, write_to_dataset

dataset = parquet_dataset = _read


def write_dataset(data, base_dir, *more, filesystem=None, **options):
    write_to_dataset(data, base_dir, filesystem=filesystem)
