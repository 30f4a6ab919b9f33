from typing import TYPE_CHECKING

try:
    import orjson as json
except ImportError:
    import json

if TYPE_CHECKING:
    import admin


def handler(event, context):
    from rates import current

    return json.dumps({"rate": current()})
