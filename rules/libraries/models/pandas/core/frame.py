"""https://pandas.pydata.org/docs/reference/frame.html

What is computed from a frame may be written as the frame itself.
"""

from _overgrant import anything, s3


class DataFrame:
    def __init__(self, data=None, *more, **options):
        return None

    def _write(self, path, storage_options):
        options = storage_options if storage_options is not None else {}
        s3("Write", path, credentials=options.get("key"))
        return anything("text")

    def to_csv(self, path_or_buf=None, *more, storage_options=None, **options):
        return self._write(path_or_buf, storage_options)

    def to_json(self, path_or_buf=None, *more, storage_options=None, **options):
        return self._write(path_or_buf, storage_options)

    def to_parquet(self, path=None, *more, storage_options=None, **options):
        return self._write(path, storage_options)

    def to_excel(self, excel_writer, *more, storage_options=None, **options):
        return self._write(excel_writer, storage_options)

    def to_pickle(self, path, *more, storage_options=None, **options):
        return self._write(path, storage_options)

    def to_feather(self, path, *more, **options):
        return self._write(path, None)

    def to_orc(self, path=None, *more, **options):
        return self._write(path, None)

    def to_xml(self, path_or_buffer=None, *more, storage_options=None, **options):
        return self._write(path_or_buffer, storage_options)

    def to_dict(self, *more, **options):
        return anything("a dictionary")

    def apply(self, function, *more, **options):
        function(anything("a row"))
        return self

    def __getitem__(self, key):
        return self

    def __setitem__(self, key, value):
        return None

    def __getattr__(self, name):
        return _Derived(self)

    def __iter__(self):
        yield anything("a column")


class _Derived:
    def __init__(self, frame):
        self._frame = frame

    def __call__(self, *more, **options):
        for each in more:
            if callable(each):
                each(anything("a part"))
        return self._frame

    def __getitem__(self, key):
        return self._frame

    def __setitem__(self, key, value):
        return None

    def __getattr__(self, name):
        return self


Series = DataFrame
