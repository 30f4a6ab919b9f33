import os

import boto3


def handler(event, context):
    image = {"S3Object": {"Bucket": os.environ["IMAGES"], "Name": event["key"]}}
    boto3.client("rekognition").detect_labels(Image=image)  # needs: rekognition:DetectLabels @ *; s3:GetObject @ {Images}/*
    boto3.client("textract").detect_document_text(  # needs: textract:DetectDocumentText @ *; s3:GetObject @ {Papers}/inbox/*
        Document={"S3Object": {"Bucket": os.environ["PAPERS"], "Name": "inbox/" + event["key"]}}
    )
