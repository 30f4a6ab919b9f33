import os
import sys
from types import ModuleType

import boto3


class Connection(ModuleType):
    def __init__(self, name):
        super().__init__(name)
        self._table = None

    @property
    def table(self):
        if self._table is None:
            self._table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
        return self._table


table = None

sys.modules[__name__] = Connection(__name__)
