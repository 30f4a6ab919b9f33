"""https://docs.powertools.aws.dev/lambda/python/latest/core/event_handler/appsync_events/"""

from aws_lambda_powertools.event_handler.events_appsync.appsync_events import AppSyncEventsResolver
