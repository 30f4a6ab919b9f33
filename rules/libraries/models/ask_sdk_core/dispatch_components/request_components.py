"""https://developer.amazon.com/en-US/docs/alexa/alexa-skills-kit-sdk-for-python/handle-requests.html"""

from ask_sdk_core.dispatch_components import (
    AbstractExceptionHandler,
    AbstractRequestHandler,
    AbstractRequestInterceptor,
    AbstractResponseInterceptor,
)
