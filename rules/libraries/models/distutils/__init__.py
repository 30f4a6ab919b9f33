"""Python's own packaging tools, up to 3.11."""
