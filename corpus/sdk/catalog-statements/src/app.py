import os

import boto3

athena = boto3.client("athena")


def run(statement):
    # needs: athena:StartQueryExecution @ arn::athena:::workgroup/primary; s3:PutObject @ {Results}/*; s3:GetBucketLocation @ {Results}
    # needs: possible glue:GetDatabase @ arn::glue:::catalog; possible glue:GetDatabase @ arn::glue:::database/*
    # needs: possible glue:GetTable @ arn::glue:::catalog; possible glue:GetTable @ arn::glue:::database/*; possible glue:GetTable @ arn::glue:::table/*/*
    # needs: possible glue:GetPartitions @ arn::glue:::catalog; possible glue:GetPartitions @ arn::glue:::database/*; possible glue:GetPartitions @ arn::glue:::table/*/*
    # needs: possible s3:GetObject @ arn::s3:::*/*; possible s3:ListBucket @ arn::s3:::*
    # needs: glue:CreateDatabase @ arn::glue:::catalog; glue:CreateDatabase @ arn::glue:::database/*
    # needs: glue:DeleteDatabase @ arn::glue:::catalog; glue:DeleteDatabase @ arn::glue:::database/*
    # needs: glue:CreateTable @ arn::glue:::catalog; glue:CreateTable @ arn::glue:::database/*; glue:CreateTable @ arn::glue:::table/*/*
    # needs: glue:DeleteTable @ arn::glue:::catalog; glue:DeleteTable @ arn::glue:::database/*; glue:DeleteTable @ arn::glue:::table/*/*
    # needs: possible glue:CreatePartition @ arn::glue:::catalog; possible glue:CreatePartition @ arn::glue:::database/*; possible glue:CreatePartition @ arn::glue:::table/*/*
    # needs: glue:BatchCreatePartition @ arn::glue:::catalog; glue:BatchCreatePartition @ arn::glue:::database/*; glue:BatchCreatePartition @ arn::glue:::table/*/*
    # needs: possible glue:DeletePartition @ arn::glue:::catalog; possible glue:DeletePartition @ arn::glue:::database/*; possible glue:DeletePartition @ arn::glue:::table/*/*
    # needs: possible glue:BatchDeletePartition @ arn::glue:::catalog; possible glue:BatchDeletePartition @ arn::glue:::database/*; possible glue:BatchDeletePartition @ arn::glue:::table/*/*
    athena.start_query_execution(QueryString=statement, ResultConfiguration={"OutputLocation": os.environ["RESULTS"]})  # finding: missing-action glue:DeleteTable


def handler(event, context):
    run("create database if not exists logs")
    run("""
        CREATE EXTERNAL TABLE logs.requests (day string)
        LOCATION 's3://logs/'
    """)
    run(f"DROP TABLE logs.{context.aws_request_id}")
    run("drop schema logs cascade")
    run(f"ALTER TABLE logs.requests ADD IF NOT EXISTS PARTITION (day='{event['day']}') LOCATION 's3://logs/'")
    run("msck repair table logs.requests")
    run(f"""
        alter table `logs`.{os.environ["RESULTS"]}
        drop partition (day = '1')
    """)
