"""https://docs.powertools.aws.dev/lambda/python/latest/utilities/parser/"""

from aws_lambda_powertools.utilities.parser.parser import event_parser, parse
from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator
