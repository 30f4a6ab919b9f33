import boto3

s3 = boto3.client("s3")


def handler(event, context):
    asked = event["ResourceProperties"]
    boto3.resource("dynamodb").Table(asked["TableName"]).put_item(Item={"id": "1"})  # needs: dynamodb:PutItem @ {Settings}
    for file in asked["Files"]:
        s3.put_object(Bucket=file["Bucket"], Key="seed/" + file["Key"])  # needs: s3:PutObject @ {Exports}/seed/one.json
