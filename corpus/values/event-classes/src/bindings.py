import re
import sys


class Event:
    types = {"id": "str", "detail": "Detail", "when": "datetime", "resources": "list[str]"}

    def __init__(self, id=None, detail=None, when=None, resources=None):
        self.id, self.detail, self.when, self.resources = id, detail, when, resources


class Detail:
    types = {"order_id": "str", "lines": "list[Line]", "parent": "Detail", "tags": "dict(str, str)"}

    def __init__(self, order_id=None, lines=None, parent=None, tags=None):
        self.order_id, self.lines, self.parent, self.tags = order_id, lines, parent, tags


class Line:
    types = {"sku": "str", "part_of": "Detail", "amount": "int"}

    def __init__(self, sku=None, part_of=None, amount=None):
        self.sku, self.part_of, self.amount = sku, part_of, amount


class Reader:
    NATIVE = {"str": str, "int": int, "datetime": str}

    @classmethod
    def read(cls, data, kind):
        if data is None:
            return None
        if type(kind) == str:
            if kind.startswith("list["):
                inner = re.match(r"list\[(.*)\]", kind).group(1)
                return [cls.read(each, inner) for each in data]
            if kind.startswith("dict("):
                inner = re.match(r"dict\(([^,]*), (.*)\)", kind).group(2)
                return {key: cls.read(value, inner) for key, value in data.items()}
            kind = cls.NATIVE[kind] if kind in cls.NATIVE else getattr(sys.modules[__name__], kind)
        if kind in (str, int):
            return cls.plain(data, kind)
        return cls.made(data, kind)

    @classmethod
    def plain(cls, data, kind):
        try:
            return kind(data)
        except TypeError:
            return data

    @classmethod
    def made(cls, data, kind):
        given = {}
        for name, wanted in kind.types.items():
            if data is not None and name in data and isinstance(data, (list, dict)):
                given[name] = cls.read(data[name], wanted)
        return kind(**given)
