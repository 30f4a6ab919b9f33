"""https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-python.html"""

from aws_xray_sdk.core.recorder import xray_recorder
