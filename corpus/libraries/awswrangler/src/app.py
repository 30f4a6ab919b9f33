import os

import awswrangler as wr

BUCKET = os.environ["BUCKET"]


def handler(event, context):
    frame = wr.s3.read_parquet(path=f"s3://{BUCKET}/raw/", dataset=True)  # needs: s3:GetObject @ {Files}/raw/*; s3:ListBucket @ {Files}
    # needs: s3:PutObject @ {Files}/clean/*; s3:DeleteObject @ {Files}/clean/*; s3:ListBucket @ {Files}
    wr.s3.to_parquet(df=frame, path=f"s3://{BUCKET}/clean/", dataset=True, mode="overwrite")
    wr.dynamodb.put_df(df=frame, table_name=os.environ["TABLE"])  # needs: dynamodb:BatchWriteItem @ {Totals}; dynamodb:DescribeTable @ {Totals}
    wr.dynamodb.query_somehow()  # gap: opaque-library
