import os

import boto3
from chalice import Blueprint, Chalice

app = Chalice(app_name="shop")
more = Blueprint(__name__)
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


@app.route("/orders/{order_id}")
def one(order_id):
    return table.get_item(Key={"id": order_id})  # needs[Api]: dynamodb:GetItem @ {Orders}


@more.route("/orders", methods=["POST"])
def create():
    table.put_item(Item=more.current_request.json_body)  # needs[Api]: dynamodb:PutItem @ {Orders}


@app.schedule("rate(1 day)")
def nightly(event):
    table.scan()  # needs[Nightly]: dynamodb:Scan @ {Orders}


app.register_blueprint(more)
