import os
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3

s3 = boto3.client("s3")
sqs = boto3.client("sqs")
QUEUE = os.environ["QUEUE"]


def put(name):
    s3.put_object(Bucket=os.environ["BUCKET"], Key=f"in/{name}", Body=b"x")  # needs: s3:PutObject @ {Files}/in/*


def tell(text, url):
    sqs.send_message(QueueUrl=url, MessageBody=text)  # needs: sqs:SendMessage @ {Queue}


def handler(event, context):
    thread = threading.Thread(target=tell, args=("started",), kwargs={"url": QUEUE})
    thread.start()
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(put, event["names"]))
        depth = pool.submit(sqs.get_queue_attributes, QueueUrl=QUEUE, AttributeNames=["All"])  # needs: sqs:GetQueueAttributes @ {Queue}
    thread.join()
    return depth.result()["Attributes"]["ApproximateNumberOfMessages"]
