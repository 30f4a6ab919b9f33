import os

import boto3
import serverless_wsgi
from flask import Blueprint, Flask, jsonify, request
from flask.views import MethodView

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
app = Flask(__name__)
admin = Blueprint("admin", __name__)


@app.before_request
def counted():
    table.update_item(Key={"id": "calls"}, UpdateExpression="ADD n :one", ExpressionAttributeValues={":one": 1})  # needs: dynamodb:UpdateItem @ {Orders}


@app.route("/orders/<order_id>")
def one(order_id):
    return jsonify("Item" in table.get_item(Key={"id": order_id}))  # needs: dynamodb:GetItem @ {Orders}


@admin.post("/orders")
def create():
    table.put_item(Item=request.get_json())  # needs: dynamodb:PutItem @ {Orders}
    return jsonify(True)


class Everything(MethodView):
    def get(self):
        return jsonify(table.scan()["Count"] > 0)  # needs: dynamodb:Scan @ {Orders}


app.register_blueprint(admin, url_prefix="/admin")
app.add_url_rule("/all", view_func=Everything.as_view("all"))


def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)
