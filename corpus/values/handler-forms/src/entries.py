import os

import boto3

from implementation import handler as exported

sns = boto3.client("sns")
TOPIC = os.environ["TOPIC"]


def make(method):
    def run(event, context):
        return method(TopicArn=TOPIC)["Subscriptions"]  # needs[Made]: sns:ListSubscriptionsByTopic @ {Topic}

    return run


class Handler:
    def __call__(self, event, context):
        return sns.get_topic_attributes(TopicArn=TOPIC)["Attributes"]["TopicArn"]  # needs[Called]: sns:GetTopicAttributes @ {Topic}


made = make(sns.list_subscriptions_by_topic)
called = Handler()
short = lambda event, context: sns.list_topics()["Topics"]  # needs[Lambda]: sns:ListTopics @ *
