"""The functions of Terraform's language that say something about names, policies, paths and code.

A function that is not listed here gives a value that is not known.
Source: https://developer.hashicorp.com/terraform/language/functions
"""

from analyzer.templates.terraform.evaluation import Function
from analyzer.templates.terraform.functions_of_collections import COLLECTIONS
from analyzer.templates.terraform.functions_of_files import FILES, content_of, rendered
from analyzer.templates.terraform.functions_of_strings import STRINGS

FUNCTIONS: dict[str, Function] = {**COLLECTIONS, **STRINGS, **FILES}

__all__ = ["FUNCTIONS", "content_of", "rendered"]
