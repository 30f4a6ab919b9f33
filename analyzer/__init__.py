"""Takes a repository, gives what each Lambda function's role grants beyond, and short of, its code's needs.

The folders are the nouns of the pipeline, each with one front function; read their docstrings in
the order repository, modules, templates, functions, values, accesses, needs, policies, diffs,
findings, reports.
"""
