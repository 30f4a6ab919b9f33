import os

import aws_wsgi
import boto3
import falcon
from flask import Flask
from flask_restx import Api, Resource
from slack_bolt import App
from slack_bolt.adapter.aws_lambda import SlackRequestHandler

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
app = Flask(__name__)
api = Api(app)


@api.route("/orders/<order_id>")
class Order(Resource):
    @api.doc("get")
    def get(self, order_id):
        return table.get_item(Key={"id": order_id})  # needs: dynamodb:GetItem @ {Orders}


class Things:
    def on_post(self, request, response):
        table.put_item(Item=request.media)  # needs: dynamodb:PutItem @ {Orders}


other = falcon.App()
other.add_route("/things", Things())
slack = App(process_before_response=True)


def told(body):
    table.update_item(Key={"id": body["id"]})  # needs: dynamodb:UpdateItem @ {Orders}


slack.command("/tell")(ack=lambda ack: ack(), lazy=[told])


def handler(event, context):
    if "things" in event["path"]:
        return aws_wsgi.response(other, event, context)
    if "slack" in event["path"]:
        return SlackRequestHandler(slack).handle(event, context)  # needs: lambda:InvokeFunction @ {Fn}
    return aws_wsgi.response(app, event, context)
