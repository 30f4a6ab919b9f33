# for: Save
import boto3


def read(name, key):
    return boto3.resource("dynamodb").Table(name).get_item(Key=key)  # needs: dynamodb:GetItem @ {Data/Table}
