"""https://developer.amazon.com/en-US/docs/alexa/alexa-skills-kit-sdk-for-python/overview.html"""
