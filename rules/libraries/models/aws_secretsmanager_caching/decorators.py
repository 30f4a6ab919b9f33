"""https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_cache-decor.html"""

import json


class InjectSecretString:
    def __init__(self, secret_id, cache):
        self.secret_id = secret_id
        self.cache = cache

    def __call__(self, function):
        def wrapper(*positional, **named):
            return function(self.cache.get_secret_string(self.secret_id), *positional, **named)

        return wrapper


class InjectKeywordedSecretString:
    def __init__(self, secret_id, cache, **names):
        self.secret_id = secret_id
        self.cache = cache
        self.names = names

    def __call__(self, function):
        def wrapper(*positional, **named):
            secret = json.loads(self.cache.get_secret_string(self.secret_id))
            injected = {name: secret[key] for name, key in self.names.items()}
            return function(*positional, **injected, **named)

        return wrapper
