"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/api_gateway/#dependency-injection"""

from _overgrant import anything


def Depends(dependency, *, use_cache=True):
    return dependency(**anything("parameters"))
