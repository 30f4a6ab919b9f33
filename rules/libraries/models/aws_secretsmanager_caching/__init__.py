"""https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_cache-python.html"""

from aws_secretsmanager_caching.decorators import InjectKeywordedSecretString, InjectSecretString
from aws_secretsmanager_caching.secret_cache import SecretCache
