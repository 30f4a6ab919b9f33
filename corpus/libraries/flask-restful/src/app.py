import os

import awsgi
import boto3
import graphene
from flask import Flask
from flask_restful import Api, Resource

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
app = Flask(__name__)
api = Api(app)


class Order(Resource):
    def get(self, order_id):
        return table.get_item(Key={"id": order_id})  # needs: dynamodb:GetItem @ {Orders}

    def put(self, order_id):
        return self._saved(order_id)

    def _saved(self, order_id):
        table.put_item(Item={"id": order_id})  # needs: dynamodb:PutItem @ {Orders}


class Forgotten(Resource):
    def delete(self):
        table.delete_item(Key={"id": "1"})


class Query(graphene.ObjectType):
    orders = graphene.List(graphene.String)

    def resolve_orders(self, info):
        return table.scan()["Items"]  # needs: dynamodb:Scan @ {Orders}


api.add_resource(Order, "/orders/<order_id>")
schema = graphene.Schema(query=Query)


def handler(event, context):
    if "query" in event:
        return schema.execute(event["query"])
    return awsgi.response(app, event, context)
