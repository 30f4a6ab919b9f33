import os

import boto3


class Model:
    dynamodb = boto3.resource("dynamodb")
    variable = "NOBODY"

    @classmethod
    def table(cls):
        return cls.dynamodb.Table(os.environ[cls.variable])

    @classmethod
    def count(cls):
        return cls.table().scan()["Count"]  # needs: dynamodb:Scan @ {Orders}, {Users}


class Order(Model):
    variable = "ORDERS"


class User(Model):
    variable = "USERS"


def handler(event, context):
    return [model.count() for model in (Order, User)]
