import os

import fsspec
import pandas as pd
import s3fs
from cloudpathlib import S3Path

BUCKET = os.environ["BUCKET"]
files = s3fs.S3FileSystem()
public = s3fs.S3FileSystem(anon=True)


def handler(event, context):
    frame = pd.read_csv(f"s3://{BUCKET}/in/{event['name']}.csv")  # needs: s3:GetObject @ {Files}/in/*.csv
    frame[frame.total > 1].groupby("day").sum().to_parquet(f"s3://{BUCKET}/out/days.parquet")  # needs: s3:PutObject @ {Files}/out/days.parquet
    frame.to_csv("/tmp/all.csv")
    settings = pd.read_json(os.environ["SETTINGS"])  # needs: s3:GetObject @ {Files}/settings.json
    for name in files.ls(f"{BUCKET}/models"):  # needs: s3:ListBucket @ {Files}
        files.get(f"{BUCKET}/models/{name}", f"/tmp/{name}")  # needs: s3:GetObject @ {Files}/models/*
    public.get("open-data/x.csv", "/tmp/x.csv")
    with fsspec.open("/tmp/all.csv", "rt") as file:
        text = file.read()
    (S3Path(f"s3://{BUCKET}/notes") / "last.txt").write_text(text)  # needs: s3:PutObject @ {Files}/notes/last.txt
    return settings
