"""https://docs.slack.dev/tools/bolt-python/concepts/lazy-listeners"""
