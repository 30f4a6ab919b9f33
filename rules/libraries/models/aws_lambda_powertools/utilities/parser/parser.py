"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/parser/"""

from _overgrant import anything


def parse(event, model, envelope=None):
    if envelope is not None:
        return [model(**anything("the event"))]
    return model(**event)


def event_parser(handler=None, event=None, context=None, model=None, envelope=None):
    def put_on(function):
        def wrapper(event, context):
            if model is None:
                return function(anything("the event"), context)
            return function(parse(event, model, envelope), context)

        return wrapper

    return put_on if handler is None else put_on(handler)
