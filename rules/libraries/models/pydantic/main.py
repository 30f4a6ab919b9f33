"""https://docs.pydantic.dev/latest/api/base_model/

Validators run where they are declared: they are handed to a decorator that nobody sees into.
"""

import json

from _overgrant import anything


class BaseModel:
    @classmethod
    def model_validate(cls, obj, **options):
        return cls(**obj)

    @classmethod
    def model_validate_json(cls, json_data, **options):
        return cls(**json.loads(json_data))

    @classmethod
    def parse_obj(cls, obj):
        return cls(**obj)

    @classmethod
    def parse_raw(cls, b, **options):
        return cls(**json.loads(b))

    @classmethod
    def from_orm(cls, obj):
        return cls(**anything("an object's attributes"))

    @classmethod
    def model_construct(cls, _fields_set=None, **values):
        return cls(**values)

    @classmethod
    def construct(cls, _fields_set=None, **values):
        return cls(**values)

    def model_copy(self, *, update=None, deep=False):
        return self

    def copy(self, **options):
        return self
