"""Takes what the interpreter meets outside the scanned code, gives API calls; knows no IAM.

``AwsExternals`` answers the interpreter, ``collect`` turns a solution's effects into accesses.
"""

from analyzer.accesses.collect import collect
from analyzer.accesses.externals import AwsExternals
from analyzer.accesses.model import Access

__all__ = ["Access", "AwsExternals", "collect"]
