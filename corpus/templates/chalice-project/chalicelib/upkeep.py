import boto3
from chalice import Blueprint

upkeep = Blueprint(__name__)


@upkeep.lambda_function()
def cleaner(event, context):
    # needs[cleaner]: ec2:DescribeSnapshots @ *
    boto3.client("ec2").describe_snapshots(OwnerIds=["self"])
