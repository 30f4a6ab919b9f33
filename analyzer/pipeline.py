"""The composition root: the order of the stages, workers, cache and clock."""
