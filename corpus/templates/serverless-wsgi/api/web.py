import os

import boto3
from flask import Flask, jsonify
from shared import greeting

app = Flask(__name__)
users = boto3.resource("dynamodb").Table(os.environ["USERS"])


@app.route("/users/<user_id>")
def user(user_id):
    found = users.get_item(Key={"id": user_id})  # needs: dynamodb:GetItem @ {Users}
    return jsonify(greeting(found))
