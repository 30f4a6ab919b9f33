"""Takes a corpus case, gives the API calls that its handlers really make: in a mocked account, in a process of their own.

Shares no code with ``analyzer``: it reads the template by itself, lets the mock's CloudFormation
make the resources and resolve the references, and wraps the one method of botocore that every
call goes through.  ``driver.Recorder().run(job)`` for each of ``jobs.jobs_of(case)``.
"""
