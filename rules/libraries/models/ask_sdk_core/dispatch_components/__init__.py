"""https://developer.amazon.com/en-US/docs/alexa/alexa-skills-kit-sdk-for-python/handle-requests.html"""


class AbstractRequestHandler:
    pass


class AbstractRequestInterceptor:
    pass


class AbstractResponseInterceptor:
    pass


class AbstractExceptionHandler:
    pass
