import os
import time

import boto3

athena = boto3.client("athena")


def run(query, **more):
    # needs: athena:StartQueryExecution @ {Reports}; s3:PutObject @ {Results}/*; s3:GetBucketLocation @ {Results}
    # needs: possible glue:GetDatabase @ arn::glue:::catalog; possible glue:GetDatabase @ arn::glue:::database/*
    # needs: possible glue:GetTable @ arn::glue:::catalog; possible glue:GetTable @ arn::glue:::database/*; possible glue:GetTable @ arn::glue:::table/*/*
    # needs: possible glue:GetPartitions @ arn::glue:::catalog; possible glue:GetPartitions @ arn::glue:::database/*; possible glue:GetPartitions @ arn::glue:::table/*/*
    # needs: possible s3:GetObject @ arn::s3:::*/*; possible s3:ListBucket @ arn::s3:::*
    started = athena.start_query_execution(QueryString=query, **more)
    return started["QueryExecutionId"]


def handler(event, context):
    query = run("SELECT 1", WorkGroup=os.environ["GROUP"], ResultConfiguration={"OutputLocation": os.environ["RESULTS"]})
    while athena.get_query_execution(QueryExecutionId=query)["QueryExecution"]["Status"]["State"] == "RUNNING":  # needs: athena:GetQueryExecution @ {Reports}
        time.sleep(1)
    rows = athena.get_query_results(QueryExecutionId=query)  # needs: athena:GetQueryResults @ {Reports}; s3:GetObject @ {Results}/*
    athena.stop_query_execution(QueryExecutionId=event["query"])  # needs: athena:StopQueryExecution @ arn::athena:::workgroup/*
    return rows["ResultSet"]
