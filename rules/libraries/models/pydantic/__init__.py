"""https://docs.pydantic.dev/latest/concepts/models/"""

from pydantic.fields import AliasChoices, Field, PrivateAttr
from pydantic.main import BaseModel
