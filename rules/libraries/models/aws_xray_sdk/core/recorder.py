"""https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-python-subsegments.html"""


from _overgrant import call


def _transparent(function):
    return function


class AWSXRayRecorder:
    def __init__(self):
        call("xray-daemon", "Send")

    def capture(self, name=None):
        return _transparent

    def capture_async(self, name=None):
        return _transparent


xray_recorder = AWSXRayRecorder()
