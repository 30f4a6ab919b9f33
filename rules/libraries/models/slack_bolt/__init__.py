"""https://docs.slack.dev/tools/bolt-python/concepts/lazy-listeners

Listeners run for any request; lazy ones run in another invocation, which the function asks for itself.
"""

from slack_bolt.app import App
