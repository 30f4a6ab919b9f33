import io
import os
import tempfile

import boto3

s3 = boto3.client("s3")
SOURCE, TARGET = os.environ["SOURCE"], os.environ["TARGET"]


def handler(event, context):
    path = os.path.join(tempfile.mkdtemp(), "in.bin")
    s3.download_file(SOURCE, "in.bin", path)  # needs: s3:GetObject @ {Source}/in.bin
    s3.upload_file(path, TARGET, "file.bin")  # needs: s3:PutObject @ {Target}/file.bin
    s3.upload_fileobj(Fileobj=io.BytesIO(b"x"), Bucket=TARGET, Key="stream.bin")  # needs: s3:PutObject @ {Target}/stream.bin
    source = {"Bucket": SOURCE, "Key": "in.bin"}
    s3.copy(source, TARGET, "copy.bin")  # needs: s3:GetObject @ {Source}/in.bin; s3:PutObject @ {Target}/copy.bin  # unrun: large objects are copied in parts
