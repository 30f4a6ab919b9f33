"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/middleware_factory/"""


def lambda_handler_decorator(decorator=None, trace_execution=None, clear_state=False):
    if decorator is None:
        return lambda_handler_decorator

    def final_decorator(function=None, **options):
        def put_on(handler):
            def wrapper(event, context, **more):
                return decorator(handler, event, context, **options, **more)

            return wrapper

        return put_on if function is None else put_on(function)

    return final_decorator
