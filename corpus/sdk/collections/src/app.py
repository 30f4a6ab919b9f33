import os

import boto3

bucket = boto3.resource("s3").Bucket(os.environ["BUCKET"])


def handler(event, context):
    bucket.objects.filter(Prefix="tmp/").delete()  # needs: s3:ListBucket @ {Files}; s3:DeleteObject @ {Files}/*
    sizes = []
    for summary in bucket.objects.all():  # needs: s3:ListBucket @ {Files}
        sizes.append(summary.get()["ContentLength"])  # needs: s3:GetObject @ {Files}/*
    bucket.object_versions.all().delete()  # needs: s3:ListBucketVersions @ {Files}; s3:DeleteObjectVersion @ {Files}/*
    return sizes
