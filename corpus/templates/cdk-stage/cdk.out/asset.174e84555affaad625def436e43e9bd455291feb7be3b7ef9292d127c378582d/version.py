PREFIX = "index/"
