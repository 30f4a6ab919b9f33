"""https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-python.html

Segments go to the daemon beside the function, which sends them with permissions that tracing asks for.
"""
