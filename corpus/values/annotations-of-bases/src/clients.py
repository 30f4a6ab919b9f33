from boto3.resources.base import ServiceResource
from botocore.client import BaseClient

anything: BaseClient
tables: ServiceResource
