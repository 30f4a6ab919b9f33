def fetch(client, bucket, key):
    return client.get_object(Bucket=bucket, Key=key)["Body"].read()  # needs: s3:GetObject @ {Inbox}/in/*.json


def store(client, bucket, key, body):
    client.put_object(Bucket=bucket, Key=key, Body=body)  # needs: s3:PutObject @ {Archive}/done/*.json


def move(client, source, target, name):
    body = fetch(client, source, f"in/{name}.json")
    store(client, target, "done/" + name + ".json", body)
