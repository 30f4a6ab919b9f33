"""https://aws.github.io/chalice/api.html

Routes run for any request to the application; functions of other events are Lambda functions of their own.
"""

import boto3
from _overgrant import anything
from _overgrant_web import Routes

from chalice.events import AuthRequest, CloudWatchEvent, DynamoDBEvent, KinesisEvent, S3Event, SNSEvent, SQSEvent


class Rate:
    MINUTES = "MINUTES"
    HOURS = "HOURS"
    DAYS = "DAYS"

    def __init__(self, value=None, unit=None):
        self.value = value


class Cron:
    def __init__(self, *more):
        self.fields = more


class Response:
    def __init__(self, body=None, headers=None, status_code=200):
        self.body = body


class Websocket:
    def __init__(self):
        self._client = boto3.client("apigatewaymanagementapi")

    def send(self, connection_id, message):
        self._client.post_to_connection(ConnectionId=connection_id, Data=message)

    def close(self, connection_id):
        self._client.delete_connection(ConnectionId=connection_id)

    def info(self, connection_id):
        return self._client.get_connection(ConnectionId=connection_id)


class Chalice(Routes):
    def __init__(self, app_name=None, *more, **options):
        self._functions = []
        self.current_request = anything("a request")
        self.lambda_context = anything("the context")
        self.websocket_api = Websocket()

    def route(self, path, **options):
        return self._registering()

    def middleware(self, event_type="all"):
        def put_on(function):
            self._functions.append(lambda **request: function(anything("an event"), anything("the next one")))
            return function

        return put_on

    def on_ws_connect(self, *more, **options):
        return self._registering()

    def on_ws_disconnect(self, *more, **options):
        return self._registering()

    def on_ws_message(self, *more, **options):
        return self._registering()

    def lambda_function(self, *more, **options):
        return lambda function: function

    def schedule(self, *more, **options):
        return lambda function: lambda event, context: function(CloudWatchEvent(event, context))

    on_cw_event = schedule

    def on_s3_event(self, *more, **options):
        return lambda function: lambda event, context: function(S3Event(event, context))

    def on_sns_message(self, *more, **options):
        return lambda function: lambda event, context: function(SNSEvent(event, context))

    def on_sqs_message(self, *more, **options):
        return lambda function: lambda event, context: function(SQSEvent(event, context))

    def on_kinesis_record(self, *more, **options):
        return lambda function: lambda event, context: function(KinesisEvent(event, context))

    def on_dynamodb_record(self, *more, **options):
        return lambda function: lambda event, context: function(DynamoDBEvent(event, context))

    def authorizer(self, *more, **options):
        return lambda function: lambda event, context: function(AuthRequest(event))

    def register_blueprint(self, blueprint, *more, **options):
        self._include(blueprint)


class Blueprint(Chalice):
    pass
