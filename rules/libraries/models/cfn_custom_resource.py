"""https://bitbucket.org/atlassian/cfn-custom-resource/wiki/Home

The package's own ``lambda_handler`` calls what is registered; the answer goes to a signed address, by no API of AWS.
"""

_functions = []


def create(*more, **options):
    return _registering


def update(*more, **options):
    return _registering


def delete(*more, **options):
    return _registering


def _registering(function):
    _functions.append(function)
    return function


def lambda_handler(event, context):
    for function in _functions:
        function(event, context)
