"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/api_gateway/"""

from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver


class HttpResolver(ApiGatewayResolver):
    pass


class HttpResolverLocal(ApiGatewayResolver):
    pass
