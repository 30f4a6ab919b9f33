"""https://docs.graphene-python.org/en/latest/types/objecttypes/

Resolvers and mutations are methods that are found by their names.
"""

from _overgrant import anything, methods


class ObjectType:
    def __init__(self, *more, **fields):
        return None


class Mutation(ObjectType):
    @classmethod
    def Field(cls, *more, **options):
        for method in methods(cls()):
            method(anything("the request"), **anything("arguments"))
        return anything("a field")


class Schema:
    def __init__(self, query=None, mutation=None, subscription=None, **options):
        self._roots = [query, mutation, subscription]

    def execute(self, *more, **options):
        for root in self._roots:
            for method in methods(root()):
                method(anything("the request"), **anything("arguments"))
        return anything("a result")
