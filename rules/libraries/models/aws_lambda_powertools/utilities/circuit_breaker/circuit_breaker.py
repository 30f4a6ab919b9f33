"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/circuit_breaker/"""

from _overgrant import anything


def circuit_breaker(*, name=None, persistence_store=None, config=None, on_circuit_open=None, on_transition=None, **more):
    def put_on(function):
        def wrapper(*positional, **named):
            persistence_store._get_record(name)
            persistence_store._put_record(None)
            persistence_store._update_record(None)
            if on_transition is not None:
                on_transition(anything("transition"))
            if on_circuit_open is not None:
                on_circuit_open(*positional, circuit=anything("circuit"), **named)
            return function(*positional, **named)

        return wrapper

    return put_on
