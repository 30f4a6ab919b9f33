"""The only place that turns flags into options and calls ``sys.exit``."""
