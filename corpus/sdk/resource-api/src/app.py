import os

import boto3

s3 = boto3.resource("s3")
bucket = s3.Bucket(os.environ["BUCKET"])


def handler(event, context):
    body = s3.Object(bucket.name, "in.txt").get()["Body"].read()  # needs: s3:GetObject @ {Files}/in.txt
    bucket.Object("out.txt").put(Body=body)  # needs: s3:PutObject @ {Files}/out.txt
    bucket.put_object(Key="all.txt", Body=body)  # needs: s3:PutObject @ {Files}/all.txt
    return bucket.Versioning().status  # needs: s3:GetBucketVersioning @ {Files}
