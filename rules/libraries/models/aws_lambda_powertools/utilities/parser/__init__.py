"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/parser/"""

import pydantic
from aws_lambda_powertools.utilities.parser.parser import event_parser, parse

BaseModel = pydantic.BaseModel
Field = pydantic.Field
ValidationError = pydantic.ValidationError
field_validator = pydantic.field_validator
model_validator = pydantic.model_validator
