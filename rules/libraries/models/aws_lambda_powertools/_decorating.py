"""A decorator that calls the function it is put on, with and without options."""


def transparent(function=None, *more, **options):
    return function if function is not None else transparent
