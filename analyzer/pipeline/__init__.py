"""Takes paths and options, gives the Report: the order of the stages, workers, cache and clock, and nothing else.

The only place that knows pools, caches and time; every stage it calls is a plain function.
"""

from analyzer.pipeline.options import Options
from analyzer.pipeline.run import report_on, scan

__all__ = ["Options", "report_on", "scan"]
