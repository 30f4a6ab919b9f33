"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/api_gateway/#vpc-lattice"""

from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver
from aws_lambda_powertools.utilities.data_classes.vpc_lattice import VPCLatticeEvent, VPCLatticeEventV2


class VPCLatticeResolver(ApiGatewayResolver):
    _event_class = VPCLatticeEvent


class VPCLatticeV2Resolver(ApiGatewayResolver):
    _event_class = VPCLatticeEventV2
