"""https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-python-subsegments.html"""


def _transparent(function):
    return function


class AWSXRayRecorder:
    def capture(self, name=None):
        return _transparent

    def capture_async(self, name=None):
        return _transparent


xray_recorder = AWSXRayRecorder()
