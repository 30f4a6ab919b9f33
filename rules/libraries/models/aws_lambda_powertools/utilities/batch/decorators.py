"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/batch/"""


def process_partial_response(event, record_handler, processor, context=None):
    with processor(event["Records"], record_handler, context):
        processor.process()
    return processor.response()


def async_process_partial_response(event, record_handler, processor, context=None):
    with processor(event["Records"], record_handler, context):
        processor.async_process()
    return processor.response()


def batch_processor(handler=None, event=None, context=None, record_handler=None, processor=None):
    def put_on(function):
        def wrapper(event, context):
            with processor(event["Records"], record_handler, context):
                processor.process()
            return function(event, context)

        return wrapper

    return put_on if handler is None else put_on(handler)


def async_batch_processor(handler=None, event=None, context=None, record_handler=None, processor=None):
    def put_on(function):
        def wrapper(event, context):
            with processor(event["Records"], record_handler, context):
                processor.async_process()
            return function(event, context)

        return wrapper

    return put_on if handler is None else put_on(handler)
