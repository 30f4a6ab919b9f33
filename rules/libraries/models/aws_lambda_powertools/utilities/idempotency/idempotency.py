"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/#required-resources"""


def _once(store, function, positional, named):
    store._put_record(None)
    store._get_record(None)
    result = function(*positional, **named)
    store._update_record(None)
    store._delete_record(None)
    return result


def idempotent(handler=None, event=None, context=None, persistence_store=None, config=None, key_prefix=None, **more):
    def put_on(function):
        def wrapper(*positional, **named):
            return _once(persistence_store, function, positional, named)

        return wrapper

    return put_on if handler is None else put_on(handler)


def idempotent_function(
    function=None, *, data_keyword_argument=None, persistence_store=None, config=None, output_serializer=None,
    key_prefix=None, **more,
):
    def put_on(target):
        def wrapper(*positional, **named):
            return _once(persistence_store, target, positional, named)

        return wrapper

    return put_on if function is None else put_on(function)
