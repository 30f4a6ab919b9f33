"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/"""


def event_source(handler=None, event=None, context=None, data_class=None):
    def put_on(function):
        def wrapper(event, context):
            return function(data_class(event), context)

        return wrapper

    return put_on if handler is None else put_on(handler)
