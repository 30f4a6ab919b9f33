"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/circuit_breaker/"""

from aws_lambda_powertools.utilities.circuit_breaker.persistence.dynamodb import CircuitBreakerDynamoDBPersistence
