"""The structs of ``overgrant-report-1`` under the names that programs import."""

from analyzer.reports.document import Document as Report
from analyzer.reports.document import EvidenceDoc as Evidence
from analyzer.reports.document import FindingDoc as Finding
from analyzer.reports.document import FunctionDoc as Function
from analyzer.reports.document import GapDoc as Gap
from analyzer.reports.document import NeedDoc as Need
from analyzer.reports.document import ProblemDoc as Problem
from analyzer.reports.document import ResourceDoc as Resource

__all__ = ["Evidence", "Finding", "Function", "Gap", "Need", "Problem", "Report", "Resource"]
