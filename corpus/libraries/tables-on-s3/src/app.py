import os

import polars as pl
import pyarrow.parquet as pq
from pyarrow.fs import S3FileSystem

BUCKET = os.environ["BUCKET"]


def handler(event, context):
    frame = pl.scan_parquet(f"s3://{BUCKET}/raw/part.parquet")  # needs: s3:GetObject @ {Files}/raw/part.parquet
    frame.filter(1).write_csv("/tmp/x.csv")
    table = pq.read_table(f"{BUCKET}/days", filesystem=S3FileSystem())  # needs: s3:GetObject @ {Files}/days*; s3:ListBucket @ {Files}
    pq.write_table(table, f"s3://{BUCKET}/all.parquet")  # needs: s3:PutObject @ {Files}/all.parquet
    pq.write_table(table, "/tmp/all.parquet")
