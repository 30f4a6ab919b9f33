"""https://pynamodb.readthedocs.io/en/stable/indexes.html"""


class Index:
    def __set_name__(self, owner, name):
        self._model = owner
        self._name = name

    def query(self, *more, **options):
        return self._model.query(*more, index_name=self._index(), **options)

    def scan(self, *more, **options):
        return self._model.scan(index_name=self._index(), **options)

    def count(self, *more, **options):
        return self._model.count(*more, index_name=self._index(), **options)

    def _index(self):
        return getattr(self.Meta, "index_name", self._name)


class GlobalSecondaryIndex(Index):
    pass


class LocalSecondaryIndex(Index):
    pass
