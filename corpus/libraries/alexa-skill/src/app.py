import os

import boto3
from ask_sdk.standard import StandardSkillBuilder
from ask_sdk_core.dispatch_components import AbstractRequestHandler, AbstractRequestInterceptor
from ask_sdk_core.utils import is_intent_name, is_request_type

skill = StandardSkillBuilder(table_name=os.environ["TABLE"])
log = boto3.client("sqs")


class Launch(AbstractRequestHandler):
    def can_handle(self, handler_input):
        return is_request_type("LaunchRequest")(handler_input)

    def handle(self, handler_input):
        attributes = handler_input.attributes_manager.persistent_attributes  # needs[Skill]: dynamodb:GetItem @ {Players}
        attributes["games"] = attributes.get("games", 0) + 1
        handler_input.attributes_manager.persistent_attributes = attributes
        handler_input.attributes_manager.save_persistent_attributes()  # needs[Skill]: dynamodb:PutItem @ {Players}
        return handler_input.response_builder.speak("Hello").response


class Journal(AbstractRequestInterceptor):
    def process(self, handler_input):
        log.send_message(QueueUrl=os.environ["LOG"], MessageBody="request")  # needs[Skill]: sqs:SendMessage @ {Log}


@skill.request_handler(can_handle_func=is_intent_name("AMAZON.StopIntent"))
def stop(handler_input):
    return handler_input.response_builder.speak("Bye").response


skill.add_request_handler(Launch())
skill.add_global_request_interceptor(Journal())
handler = skill.lambda_handler()
