"""https://s3fs.readthedocs.io/en/latest/api.html

A path that is not found as an object is looked for as a folder: that lists the bucket.
"""

from _overgrant import anything, s3


class S3File:
    def __init__(self, system, path, mode):
        self._system = system
        self._path = path
        self._mode = mode

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def __iter__(self):
        yield anything("a line")


class S3FileSystem:
    def __init__(self, anon=False, *more, key=None, secret=None, token=None, profile=None, **options):
        self._anonymous = anon
        self._key = key if profile is None else profile

    def _do(self, operation, path):
        if self._anonymous is not True:
            for each in path if isinstance(path, list) else [path]:
                s3(operation, each, always=True, credentials=self._key)

    def open(self, path, mode="rb", *more, **options):
        if mode in ["r", "rb", "rt"]:
            self._do("Read", path)
        else:
            self._do("Write", path)
        return S3File(self, path, mode)

    def cat(self, path, *more, **options):
        self._do("Read", path)
        return anything("content")

    cat_file = read_bytes = read_text = head = tail = cat

    def pipe(self, path, value=None, **options):
        self._do("Write", path)

    pipe_file = write_text = write_bytes = touch = pipe

    def get(self, rpath, lpath, recursive=False, **options):
        if recursive is True:
            self._do("ReadFolder", rpath)
        else:
            self._do("Read", rpath)

    get_file = download = get

    def put(self, lpath, rpath, recursive=False, **options):
        if recursive is True:
            self._do("WriteFolder", rpath)
        else:
            self._do("Write", rpath)

    put_file = upload = put

    def ls(self, path, detail=False, **options):
        self._do("List", path)
        return anything("paths")

    find = glob = du = walk = isdir = exists_folder = ls

    def info(self, path, **options):
        self._do("Read", path)
        return anything("metadata")

    exists = isfile = size = stat = metadata = modified = checksum = info

    def rm(self, path, recursive=False, **options):
        if recursive is True:
            self._do("DeleteFolder", path)
        else:
            self._do("Delete", path)

    rm_file = delete = rm

    def copy(self, path1, path2, **options):
        self._do("Read", path1)
        self._do("Write", path2)

    cp_file = cp = copy

    def mv(self, path1, path2, **options):
        self.copy(path1, path2)
        self._do("Delete", path1)

    move = rename = mv


class S3Map:
    def __init__(self, root, s3=None, *more, **options):
        self._root = root
        self._system = s3 if s3 is not None else S3FileSystem()

    def __getitem__(self, key):
        self._system._do("ReadFolder", self._root)
        return anything("content")

    def __setitem__(self, key, value):
        self._system._do("WriteFolder", self._root)
