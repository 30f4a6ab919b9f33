"""https://docs.python.org/3.11/distutils/apiref.html#distutils.util.strtobool."""


def strtobool(val):
    """Whether a word says yes."""
    word = val.lower()
    if word in ("y", "yes", "t", "true", "on", "1"):
        return True
    if word in ("n", "no", "f", "false", "off", "0"):
        return False
    raise ValueError(word)
