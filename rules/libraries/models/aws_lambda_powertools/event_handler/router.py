"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/api_gateway/#split-routes-with-router"""

from aws_lambda_powertools.event_handler.api_gateway import Router

APIGatewayRouter = APIGatewayHttpRouter = ALBRouter = LambdaFunctionUrlRouter = BedrockAgentRouter = Router
VPCLatticeRouter = VPCLatticeV2Router = Router
