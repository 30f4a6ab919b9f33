"""https://aws.github.io/chalice/api.html#event-classes"""

from urllib.parse import unquote_plus


class Event:
    def __init__(self, event_dict, context):
        self._event_dict = event_dict
        self.context = context

    def to_dict(self):
        return self._event_dict


class S3Event(Event):
    def __init__(self, event_dict, context):
        super().__init__(event_dict, context)
        record = event_dict["Records"][0]["s3"]
        self.bucket = record["bucket"]["name"]
        self.key = unquote_plus(record["object"]["key"])


class SNSEvent(Event):
    def __init__(self, event_dict, context):
        super().__init__(event_dict, context)
        record = event_dict["Records"][0]["Sns"]
        self.message = record["Message"]
        self.subject = record["Subject"]
        self.message_attributes = record["MessageAttributes"]


class CloudWatchEvent(Event):
    def __init__(self, event_dict, context):
        super().__init__(event_dict, context)
        self.version = event_dict["version"]
        self.account = event_dict["account"]
        self.region = event_dict["region"]
        self.detail = event_dict["detail"]
        self.detail_type = event_dict["detail-type"]
        self.source = event_dict["source"]
        self.time = event_dict["time"]
        self.event_id = event_dict["id"]
        self.resources = event_dict["resources"]


class SQSRecord(Event):
    def __init__(self, event_dict, context):
        super().__init__(event_dict, context)
        self.body = event_dict["body"]
        self.receipt_handle = event_dict["receiptHandle"]


class KinesisRecord(Event):
    def __init__(self, event_dict, context):
        super().__init__(event_dict, context)
        record = event_dict["kinesis"]
        self.data = record["data"]
        self.sequence_number = record["sequenceNumber"]
        self.partition_key = record["partitionKey"]
        self.schema_version = record["kinesisSchemaVersion"]
        self.timestamp = record["approximateArrivalTimestamp"]


class DynamoDBRecord(Event):
    def __init__(self, event_dict, context):
        super().__init__(event_dict, context)
        record = event_dict["dynamodb"]
        self.keys = record["Keys"]
        self.new_image = record["NewImage"]
        self.old_image = record["OldImage"]
        self.sequence_number = record["SequenceNumber"]
        self.size = record["SizeBytes"]
        self.stream_view_type = record["StreamViewType"]
        self.timestamp = record["ApproximateCreationDateTime"]
        self.aws_region = event_dict["awsRegion"]
        self.event_id = event_dict["eventID"]
        self.event_name = event_dict["eventName"]
        self.event_source_arn = event_dict["eventSourceARN"]

    @property
    def table_name(self):
        return self.event_source_arn.split(":", 5)[5].split("/")[1]


class _Records(Event):
    def __iter__(self):
        for record in self._event_dict["Records"]:
            yield self._made(record, self.context)


class SQSEvent(_Records):
    _made = SQSRecord


class KinesisEvent(_Records):
    _made = KinesisRecord


class DynamoDBEvent(_Records):
    _made = DynamoDBRecord


class WebsocketEvent(Event):
    def __init__(self, event_dict, context):
        super().__init__(event_dict, context)
        request = event_dict["requestContext"]
        self.domain_name = request["domainName"]
        self.stage = request["stage"]
        self.connection_id = request["connectionId"]
        self.body = event_dict["body"]

    @property
    def json_body(self):
        return self.body


class AuthRequest:
    def __init__(self, event_dict):
        self.auth_type = event_dict["type"]
        self.token = event_dict["authorizationToken"]
        self.method_arn = event_dict["methodArn"]
