from . import storage
from .tell import *


def handler(event, context):
    storage.save(event)
    tell(event["id"])
