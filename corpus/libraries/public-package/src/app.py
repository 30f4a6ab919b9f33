import os

import boto3
from langchain_community.chat_message_histories import DynamoDBChatMessageHistory  # gap: unresolved-import  # gap: unseen-package
from langchain_community.vectorstores import FAISS  # gap: unseen-package
from toolbox.sqs_tools import tell  # gap: unresolved-import  # gap: unseen-package

s3 = boto3.client("s3")


def handler(event, context):
    history = DynamoDBChatMessageHistory(table_name=os.environ["TABLE"], session_id=event["id"])
    s3.download_file(os.environ["BUCKET"], "index.faiss", "/tmp/index.faiss")  # needs: s3:GetObject @ {Files}/index.faiss
    tell(event["id"])
    return [FAISS.load_local("/tmp", None), history.messages]
