"""Takes roles with what their functions need and the findings about them, gives edits of the files that declare them.

Never widens what is granted, never writes a file, never touches text outside of policies.
"""

from analyzer.fixes.model import Fixed, Member, Refusal, RolePlan, Team
from analyzer.fixes.planning import plan
from analyzer.fixes.writing import Workshop

__all__ = ["Fixed", "Member", "Refusal", "RolePlan", "Team", "Workshop", "plan"]
