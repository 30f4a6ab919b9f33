import os

from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_core.utils import is_request_type
from ask_sdk_dynamodb.adapter import DynamoDbAdapter
from ask_sdk_s3.adapter import S3Adapter

objects = S3Adapter(bucket_name=os.environ["BUCKET"], path_prefix="players")
table = DynamoDbAdapter(table_name=os.environ["TABLE"])
skill = CustomSkillBuilder(persistence_adapter=objects)


@skill.request_handler(can_handle_func=is_request_type("LaunchRequest"))
def launch(handler_input):
    attributes = handler_input.attributes_manager
    attributes.persistent_attributes = {"games": 1}
    attributes.save_persistent_attributes()  # needs[Kept]: s3:PutObject @ {Files}/players/*
    table.delete_attributes(handler_input.request_envelope)  # needs[Kept]: dynamodb:DeleteItem @ {Players}
    return handler_input.response_builder.speak("Hello").response


handler = skill.lambda_handler()
