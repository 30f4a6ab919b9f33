import os

from smart_open import open


def handler(event, context):
    with open(f"s3://{os.environ['BUCKET']}/out/{event['id']}.txt", "w") as file:  # needs: s3:PutObject @ {Files}/out/*.txt
        file.write("x")
    with open(f"s3://{os.environ['BUCKET']}/out/{event['id']}.txt") as file:  # needs: s3:GetObject @ {Files}/out/*.txt
        found = file.read()
    with open("/tmp/copy.txt", "w") as file:
        file.write(found)
